"""The folders of articles: scanning, reading and decoding files, the disposable index, look-ups for links."""

from reader.library.facet import tag_key
from reader.library.found import Facet, Found, Grouped, Hit
from reader.library.library import Library
from reader.library.linking import LibraryLink
from reader.library.listing import SORTS, VIEWS, ListQuery
from reader.library.projection import Projection
from reader.library.scan import ScanProgress, ScanReport
from reader.library.seat import Move
from reader.library.source import Source
from reader.library.target import Target
from reader.library.watch import Watch


def safe_url(href: str) -> str | None:
    """The address as it may be handed to an opener (http, https, mailto; ASCII), or None when it may not."""
    from reader.library import urls  # late, as all that only links need: most commands follow none

    return urls.safe_url(href)


__all__ = [
    "SORTS",
    "VIEWS",
    "Facet",
    "Found",
    "Grouped",
    "Hit",
    "Library",
    "LibraryLink",
    "ListQuery",
    "Move",
    "Projection",
    "ScanProgress",
    "ScanReport",
    "Source",
    "Target",
    "Watch",
    "safe_url",
    "tag_key",
]
