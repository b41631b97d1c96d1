"""The folders of articles: scanning, reading and decoding files, the disposable index, look-ups for links."""

from reader.library.library import Library, LibraryLink
from reader.library.links import Target, safe_url
from reader.library.listing import SORTS, VIEWS, ListQuery
from reader.library.projection import Projection
from reader.library.scan import ScanProgress, ScanReport
from reader.library.source import Source

__all__ = [
    "SORTS",
    "VIEWS",
    "Library",
    "LibraryLink",
    "ListQuery",
    "Projection",
    "ScanProgress",
    "ScanReport",
    "Source",
    "Target",
    "safe_url",
]
