"""The signs of lists, gutter and status line, in Unicode and in ASCII for terminals that lack them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Signs(NamedTuple):
    """One cell each."""

    cursor: str = "▌"
    cursor_away: str = "▏"
    reading: str = "◐"
    finished: str = "✓"
    new: str = "●"
    star: str = "★"
    bookmark: str = "◆"
    web: str = "↗"
    saved: str = "⇣"
    missing: str = "✗"
    marked: str = "■"
    local: str = "→"
    heading: str = "§"
    rule: str = "─"
    divider: str = "│"
    more: str = "…"
    dot: str = "·"
    track: str = "▐"


ASCII = Signs(
    cursor=">",
    cursor_away="|",
    reading="%",
    finished="x",
    new="*",
    star="+",
    bookmark="#",
    web="^",
    saved="v",
    missing="!",
    marked="=",
    local=">",
    heading="#",
    rule="-",
    divider="|",
    more="~",
    dot="-",
    track="|",
)


def signs_for(environment: Mapping[str, str]) -> Signs:
    """ASCII where the terminal or the locale cannot show more, else Unicode."""
    if environment.get("TERM") in {"linux", "dumb", "vt100"}:
        return ASCII
    locale = environment.get("LC_ALL") or environment.get("LC_CTYPE") or environment.get("LANG") or ""
    utf8 = "utf-8" in locale.lower() or "utf8" in locale.lower()
    # no locale at all is what containers and cron have; terminals of today show UTF-8 there too
    return Signs() if utf8 or locale in {"", "C", "POSIX"} else ASCII
