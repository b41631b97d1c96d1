"""How many blank lines stand between two units. Looks at kinds and at the source; draws nothing."""

from __future__ import annotations

from reader.document.unit import Kind, Piece, Unit

# of these, those that follow each other stand as close as in the source
_CLOSE = frozenset({Kind.LIST_ITEM, Kind.FOOTNOTE, Kind.PLAIN, Kind.SOURCE, Kind.DEFINITION})


def space_between(text: str, previous: Unit, unit: Unit) -> int:
    """Blank lines above `unit`, which follows `previous` in `text`."""
    kind = unit.kind
    if kind is Kind.HEADING:
        return 2 if unit.level <= 2 and previous.kind not in {Kind.MASTHEAD, Kind.HEADING} else 1
    if kind is previous.kind and kind in _CLOSE:
        return 1 if _blank_above(text, unit.start) else 0
    if kind is Kind.TABLE and unit.level:
        return 0
    if kind is Kind.CODE and unit.level in {Piece.MIDDLE, Piece.LAST} and previous.kind is Kind.CODE:
        return 0
    return 1


def _blank_above(text: str, start: int) -> bool:
    if start < 2 or text[start - 1] != "\n":
        return False
    line = text.rfind("\n", 0, start - 1) + 1
    return not text[line : start - 1].strip(" \t")
