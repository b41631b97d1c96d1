"""How many blank lines stand between two units. Looks at kinds and at the source; draws nothing."""

from __future__ import annotations

from collections.abc import Callable

from reader.document.unit import Kind, Piece, Unit
from reader.regex import regex

# of these, those that follow each other stand as close as in the source
_CLOSE = frozenset({Kind.LIST_ITEM, Kind.FOOTNOTE, Kind.PLAIN, Kind.SOURCE, Kind.DEFINITION})
_SIGNS = (":::", "%%", "{", "(")  # that paragraphs begin with which may show nothing
_LEAST = 8  # units without anything to show that are passed over
_BLANK = regex(r"\n[ \t]*\n")


def space_above(
    text: str, index: int, unit_at: Callable[[int], Unit], shows: Callable[[int], bool], *, compact: bool = False
) -> int:
    """Blank lines above the unit `index`; `shows` says which units have anything to show."""
    above = index - 1
    least = max(0, above - _LEAST)
    while above > least and _may_be_empty(text, unit_at(above)) and not shows(above):
        above -= 1  # tags or signs around what follows
    if above < 0 or (above == 0 and not shows(0)):
        return 0
    return space_between(text, unit_at(above), unit_at(index), compact=compact)


def _may_be_empty(text: str, unit: Unit) -> bool:
    """Whether a unit may have nothing to show: each that may is parsed."""
    return unit.kind is Kind.HTML or (unit.kind is Kind.PARAGRAPH and text.startswith(_SIGNS, unit.start))


def space_between(text: str, previous: Unit, unit: Unit, *, compact: bool = False) -> int:
    """Blank lines above `unit`, which follows `previous` in `text`; where it is to be compact, one at most.

    What is compact keeps its paragraphs apart: only headings move to their words, and items that are
    one paragraph each to each other, which their bullets tell apart.
    """
    kind = unit.kind
    if compact:
        if kind is Kind.HEADING:
            return 1
        if previous.kind is Kind.HEADING:
            return 0
        if _is_next_item(text, previous, unit) and not _has_blank(text, previous) and not _has_blank(text, unit):
            return 0
    if kind is Kind.HEADING:
        return 2 if unit.level <= 2 and previous.kind not in {Kind.MASTHEAD, Kind.HEADING} else 1
    if kind is previous.kind and kind in _CLOSE:
        return 1 if _blank_above(text, unit.start) else 0
    if kind is Kind.TABLE and unit.level:
        return 0
    if kind is Kind.CODE and unit.level in {Piece.MIDDLE, Piece.LAST} and previous.kind is Kind.CODE:
        return 0
    return 1


def _is_next_item(text: str, previous: Unit, unit: Unit) -> bool:
    """Whether both are items of one list, and not the last of one and the first of another."""
    if unit.kind is not Kind.LIST_ITEM or previous.kind is not Kind.LIST_ITEM:
        return False
    if previous.level:
        return unit.level == previous.level + 1
    return not unit.level and text[unit.start] == text[previous.start]


def _has_blank(text: str, unit: Unit) -> bool:
    """Whether there is a blank line between the first and the last line of a unit."""
    return _BLANK.search(text[unit.start : unit.end].rstrip()) is not None


def _blank_above(text: str, start: int) -> bool:
    if start < 2 or text[start - 1] != "\n":
        return False
    line = text.rfind("\n", 0, start - 1) + 1
    return not text[line : start - 1].strip(" \t")
