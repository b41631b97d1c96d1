"""The keys under which the index keeps where links lead. Pure: looks nothing up.

A key says where a link leads by its words alone, so that a target need not exist yet: a place below
the root, a name alone, or a web address.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

from reader.library import links, urls
from reader.library.link_scan import scan_hrefs
from reader.library.links import Place

# A list of all pages of an encyclopaedia is no article; and the table stays small.
MAX_KEYS = 5000


def keys_of(relative: bytes, text: str) -> frozenset[bytes]:
    """The keys of the links in the text of the file at `relative`, the first `MAX_KEYS`."""
    found: set[bytes] = set()
    for href, wiki in dict.fromkeys(scan_hrefs(text)):
        if href.startswith(("https:", "http:")) and not wiki:
            found.update(_of_remote(href))
        elif wiki or not href.startswith(("#", "/", "?")):  # those lead to no place below the root
            found.update(_keys(relative, links.of_wikilink(href) if wiki else href))
        if len(found) >= MAX_KEYS:
            break
    return frozenset(found)


def _keys(relative: bytes, href: str) -> tuple[bytes, ...]:
    if links.is_remote(href):
        return _of_remote(href)
    place = links.place_of(relative, href)
    if not isinstance(place, Place):
        return ()
    name = links.bare_name(href)
    return (of_place(place), of_name(name) + _path(place)) if name else (of_place(place),)


@lru_cache(4096)  # the articles of a site have many in common
def _of_remote(href: str) -> tuple[bytes, ...]:
    canonical = urls.canonical(href)
    return (of_address(canonical),) if canonical else ()


def of_address(canonical: str) -> bytes:
    """The key of a canonical web address: a digest, because they are long and many, and nobody asks which they were."""
    return b"u" + hashlib.blake2b(canonical.encode(), digest_size=8).digest()


def of_place(place: Place) -> bytes:
    """The key of a place below the root."""
    return b"p" + _path(place)


def of_name(name: str) -> bytes:
    """What the keys of a folded name begin with; behind it comes the place that is tried before the name."""
    return b"n" + name.encode() + b"\x00"


def _path(place: Place) -> bytes:
    return b"/".join(place.parts) + (b"/" if place.folder else b"")
