"""Tables into lines: columns fitted to their words, cells wrapped; what cannot fit is panned, never hidden."""

from __future__ import annotations

from collections.abc import Sequence

from reader.document import cells
from reader.document.layout import Line, Run
from reader.document.node import Table, Text
from reader.document.pan import window
from reader.document.paragraph import text_lines
from reader.document.signs import Signs
from reader.document.wrap import wrap

WORD = 14  # cells that a column keeps for its longest word, before it breaks that word
NARROW = 9  # below this a column of broken words is harder to read than a table that is panned
_RULE = ("table.rule",)


def table_lines(table: Table, width: int, pan: int, signs: Signs) -> tuple[list[Line], int]:
    """The lines of a table and the cells it has beyond `width`."""
    columns = len(table.rows[0]) if table.rows else 0
    if not columns:
        return [], 0
    widths = fit(table.model or table.rows, width - 3 * (columns - 1))
    total = sum(widths) + 3 * (columns - 1)
    between = Run(f" {signs.column} ", _RULE)
    rule = Run(f"{signs.rule}{signs.cross}{signs.rule}".join(signs.rule * each for each in widths), _RULE)
    drawn = [[text_lines(cell, widths[column]) for column, cell in enumerate(row)] for row in table.rows]
    tall = any(len(lines) > 1 for row in drawn[table.heads :] for lines in row)
    rows: list[tuple[list[Run], int]] = []
    for number, row in enumerate(drawn):
        if number and (number == table.heads or (tall and number > table.heads)):
            rows.append(([rule], total))
        for level in range(max(map(len, row))):
            runs: list[Run] = []
            for column, lines in enumerate(row):
                if column:
                    runs.append(between)
                line = lines[level] if level < len(lines) else None
                runs += _cell(line, widths[column], table.align[column] if column < len(table.align) else "")
            rows.append((runs, total))
    if table.heads == len(drawn):
        rows.append(([rule], total))
    overflow = max(0, total - width)
    start = min(pan, overflow)
    return [window(runs, size, start, width, signs.more) for runs, size in rows], overflow


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


def fit(rows: Sequence[Sequence[Text]], room: int) -> list[int]:
    """The width of each column for a table that has `room` cells between its separators."""
    columns = len(rows[0])
    natural = [1] * columns
    least = [1] * columns
    for row in rows:
        for column, cell in enumerate(row):
            shown = cell.shown
            for line in shown.split("\n"):
                natural[column] = max(natural[column], cells.width(line))
            if least[column] < WORD:
                for start, end in wrap(shown, WORD):
                    for word in shown[start:end].split(" "):
                        least[column] = max(least[column], cells.width(word))
    if sum(natural) <= room:
        return natural
    least = [min(one, other) for one, other in zip(least, natural, strict=True)]
    if sum(least) >= room:
        share = max(room // columns, 1)
        least = [min(each, max(share, NARROW)) for each in least]
        if sum(least) >= room:
            return least
    return _share(least, natural, room)


def _share(least: list[int], natural: list[int], room: int) -> list[int]:
    """Give what `least` leaves of `room` to the columns that want more, evenly: short ones are satisfied first."""
    widths = list(least)
    free = room - sum(widths)
    wanting = sorted(
        (index for index in range(len(widths)) if natural[index] > widths[index]), key=lambda i: natural[i]
    )
    while wanting and free > 0:
        index = wanting[0]
        level = (free + sum(widths[i] for i in wanting)) // len(wanting)
        if natural[index] <= level:
            free -= natural[index] - widths[index]
            widths[index] = natural[index]
            wanting.pop(0)
            continue
        over = [i for i in wanting if widths[i] > level]
        if over:
            wanting = [i for i in wanting if i not in over]
            continue
        for i in wanting:
            free -= level - widths[i]
            widths[i] = level
        for i in wanting[:free]:
            widths[i] += 1
        break
    return widths
