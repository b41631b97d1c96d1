"""Where the pictures of a text probably are, without parsing it. Knows neither files nor what a picture is."""

from __future__ import annotations

import html
import re

from reader.regex import regex

MAY_SHOW = regex(r"!\[|<img\b|\{[{%]", re.IGNORECASE)  # cheap to ask of a source before it is laid out
_ADDRESS = regex(
    r"""!\[[^\[\]\n]{0,400}\]\([ ]?(?:<([^<>\n]{1,1000})>|([^\s()<>]{1,1000}))
    | <img\b[^<>]{0,1000}?\bsrc=(?:"([^"\n]{1,1000})"|'([^'\n]{1,1000})')""",
    re.IGNORECASE | re.VERBOSE,
)


_PIECE = 16_384  # characters that are searched at once: while they are, no other thread works
_MOST = 4_000_000  # characters that are searched


def addresses(text: str, most: int) -> list[str]:
    """The addresses of the first pictures, as a link to them would have them; some may be missing, or be none."""
    found: dict[str, None] = {}
    for start in range(0, min(len(text), _MOST), _PIECE):
        for match in _ADDRESS.finditer(text, start, start + _PIECE):
            found[html.unescape(match[match.lastindex or 0])] = None
            if len(found) == most:
                return list(found)
    return list(found)
