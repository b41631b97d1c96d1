"""Every sign that the program adds to a text, in one table, with an ASCII set beside it.

The signs are East Asian Ambiguous or rarer: some terminals draw them two cells wide or not at all.
"""

from __future__ import annotations

from typing import NamedTuple


class Signs(NamedTuple):
    """The signs a layout uses. Each is one cell wide, but for `rule`, which is repeated."""

    bullets: tuple[str, ...] = ("•", "◦", "▪")
    done: str = "☑"
    open: str = "☐"
    bar: str = "▎"
    rule: str = "─"
    column: str = "│"
    cross: str = "┼"
    image: str = "▣"
    back: str = "↩"
    more: str = "…"
    folded: str = "▸"
    unfolded: str = "▾"
    raised: bool = True  # raised and lowered digits may be used


UNICODE = Signs()
ASCII = Signs(
    bullets=("*", "-", "+"),
    done="x",
    open="o",
    bar="|",
    rule="-",
    column="|",
    cross="+",
    image="#",
    back="^",
    more=">",
    folded="+",
    unfolded="-",
    raised=False,
)
