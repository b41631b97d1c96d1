"""How a passage is remembered: by its words and what surrounds them. Values only, cheap to import.

The shape of the W3C Web Annotation selectors: TextQuote (quote, prefix, suffix) and a position, with
the headings above. Must not match anything: `anchor` does.
"""

from __future__ import annotations

from typing import NamedTuple

# Of the key text, in `keytext`: to be raised when the same source gives another one.
TEXT_VERSION = 1


class Selector(NamedTuple):
    """A passage: its text as it was shown, the text on each side, and where it was.

    `headings` is the outline above it, outermost first. `offset` is the source offset (code points)
    of the unit that holds its first character; `start` and `end` are offsets in the content text of
    that unit (`end` may lie in a later unit: then it counts on from the start as if units were joined
    by one newline).
    """

    quote: str
    prefix: str = ""
    suffix: str = ""
    headings: tuple[str, ...] = ()
    offset: int = 0
    start: int = 0
    end: int = 0
    version: int = TEXT_VERSION
