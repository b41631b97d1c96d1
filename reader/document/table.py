"""Tables into lines: columns fitted to their words, cells wrapped; what cannot fit is panned, never hidden.

A table can be drawn as records as well: `Header: value` lines for each row. A caller asks for them by
`records=True`; they are chosen unasked where panning would be no reading any more.
"""

from __future__ import annotations

from collections.abc import Sequence

from reader.document.columns import GAP, fit
from reader.document.layout import Line, Run
from reader.document.node import Span, Table, Text
from reader.document.pan import window
from reader.document.paragraph import text_lines
from reader.document.script import LEFT_TO_RIGHT, from_the_right
from reader.document.signs import Signs

_RULE = ("table.rule",)
_HEAD = ("table.head",)
NEST = 12  # cells of a page up to which nothing stands in


def table_lines(
    table: Table, width: int, pan: int, signs: Signs, *, room: int = 0, records: bool = False
) -> tuple[list[Line], int]:
    """The lines of a table and the cells it has beyond its room.

    It takes up to `room` cells (at least `width`) where its columns need more than `width`.
    """
    if not table.rows or not table.rows[0]:
        return [], 0
    room = max(width, room)
    widths = () if records else fit(table.fitted or table.rows, width, room)
    if not widths:
        return record_lines(table, width, signs), 0
    total = sum(widths) + GAP * (len(widths) - 1)
    mirrored = total <= width and begins_on_the_right(table)  # one that is panned begins where the panning does
    order = range(len(widths))[::-1] if mirrored else range(len(widths))
    # the marks keep the order of the columns where a terminal turns what stands side by side
    between = Run(f" {LEFT_TO_RIGHT}{signs.column}{LEFT_TO_RIGHT} " if mirrored else f" {signs.column} ", _RULE)
    rule = Run(f"{signs.rule}{signs.cross}{signs.rule}".join(signs.rule * widths[each] for each in order), _RULE)
    # a head without words is what Markdown asks of tables that have none
    first = 0 if any(cell.shown for row in table.rows[: table.heads] for cell in row) else table.heads
    drawn = [[text_lines(cell, widths[column]) for column, cell in enumerate(row)] for row in table.rows[first:]]
    heads = table.heads - first
    tall = any(len(lines) > 1 for row in drawn[heads:] for lines in row)
    rows: list[list[Run]] = []
    for number, row in enumerate(drawn):
        if (number == heads and number) or (tall and (number > heads or table.model)):
            rows.append([rule])
        for level in range(max(map(len, row))):
            runs: list[Run] = []
            for column in (each for each in order if each < len(row)):
                if runs:
                    runs.append(between)
                line = row[column][level] if level < len(row[column]) else None
                align = table.align[column] if column < len(table.align) else ""
                runs += _cell(line, widths[column], align or ("right" if mirrored else ""))
            rows.append(runs)
    overflow = max(0, total - room)
    start = min(pan, overflow)
    return [window(runs, total, start, min(total, room), signs.more) for runs in rows], overflow


def begins_on_the_right(table: Table) -> bool:
    """Whether the first words of a table are of a script from the right: then its first column stands there too."""
    head = next(iter(table.model or table.rows), ())
    return from_the_right(next((cell.shown for cell in head if cell.shown), ""))


def _cell(line: Line | None, width: int, align: str) -> list[Run]:
    """One line of one cell, filled to the column's width."""
    free = width - (line.width if line else 0)
    left = free // 2 if align == "center" else free if align == "right" else 0
    runs: list[Run] = []
    if left > 0:
        runs.append(Run(" " * left, ()))
    runs += line.runs if line else ()
    if free - left > 0:
        runs.append(Run(" " * (free - left), ()))
    return runs


def record_lines(table: Table, width: int, signs: Signs) -> list[Line]:
    """The rows of a table one below the other, a thin rule between them; what a cell goes under stands before it."""
    names: Sequence[Text] = table.model[0] if table.model else table.rows[0] if table.heads else ()
    body = table.rows[table.heads :]
    if not body:
        body, names = table.rows, ()
    lines: list[Line] = []
    for number, row in enumerate(body):
        if number or table.model:
            lines.append(Line((Run(signs.rule * width, _RULE),), width))
        for column, cell in enumerate(row):
            name = names[column] if column < len(names) else Text("", ())
            if not cell.shown and (number or table.model or not name.shown):
                continue
            # the words of the head are read once, in the first record; in the others they only remind
            lines += _field(_reminder(name) if number or table.model else name, cell, width)
    return lines


def _reminder(name: Text) -> Text:
    return Text(name.shown, (Span(0, len(name.shown), -1, _HEAD, -1),) if name.shown else ())


def _field(name: Text, cell: Text, width: int) -> list[Line]:
    """A cell behind its name; its further lines stand in by two cells."""
    sign = ": " if cell.shown else ":"
    size = len(name.shown)
    if size:
        at = size + len(sign)
        spans = (
            *name.spans,
            Span(size, at, -1, _HEAD, -1),
            *(span._replace(start=span.start + at, end=span.end + at) for span in cell.spans),
        )
        cell = Text(name.shown + sign + cell.shown, spans, cell.align)
    indent = 2 if size and width > NEST else 0
    lines = text_lines(cell, width - indent)
    rest = Run(" " * indent, ())
    return [
        Line((rest, *line.runs), indent + line.width) if number and indent else line
        for number, line in enumerate(lines)
    ]
