"""How many lines a unit will have, from its source alone: a guess that never parses and always gives the same."""

from __future__ import annotations

from reader.document.unit import Kind, Piece, Unit


def estimate_lines(text: str, unit: Unit, width: int) -> int:
    """About how many lines the unit takes at `width` cells, the space above it left out."""
    kind, start, end = unit.kind, unit.start, unit.end
    size = end - start
    if kind is Kind.RULE:
        return 1
    breaks = text.count("\n", start, end)
    if kind is Kind.CODE:
        fences = 2 if unit.level == Piece.WHOLE and text.startswith(("```", "~~~"), start) else 0
        return max(1, breaks - fences)
    if kind is Kind.TABLE:
        return max(2, breaks)
    room = max(1, int(width * 0.95))
    if kind is Kind.HEADING:
        return max(1, -(-(size - 3) // room))
    if kind is Kind.HTML:
        return max(0, size // (2 * room))
    if kind is Kind.PLAIN or kind is Kind.SOURCE:
        return max(1, breaks, -(-size // room))
    lines = -(-size // room)
    if kind in {Kind.LIST_ITEM, Kind.QUOTE, Kind.ALERT, Kind.FOOTNOTE, Kind.DEFINITION} and breaks > 1:
        # nested items and paragraphs: a line of the source is at least about a line
        lines = max(lines, min(breaks, 2 * lines + breaks // 2))
    return max(1, lines)
