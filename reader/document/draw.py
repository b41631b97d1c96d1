"""Content into lines at one width. Pure: the same content, width and pan give the same lines.

Knows cells and roles; no Markdown, no colours. No line is wider than the width, but those of code and
tables, which are no wider than the room.
"""

from __future__ import annotations

from collections.abc import Sequence

from reader.document import cells
from reader.document.code import code_lines
from reader.document.figure import Fit, figure_lines
from reader.document.layout import BLANK, Layout, Line, Link, Placed, Run
from reader.document.node import Box, Child, Code, Content, Figure, Fold, Rule, Table, Text
from reader.document.paragraph import aligned_line, text_lines
from reader.document.script import LEFT_TO_RIGHT, from_the_right
from reader.document.signs import Signs
from reader.document.table import begins_on_the_right, table_lines

LEAST = 4  # cells that the text keeps, whatever stands before it
Prefix = tuple[Run, ...]


def draw(
    content: Content,
    width: int,
    before: int,
    signs: Signs,
    pan: int = 0,
    room: int = 0,
    *,
    records: bool = False,
    fit: Fit | None = None,
) -> Layout:
    """The lines of a unit at `width` cells, `before` blank ones first; none at all when it shows nothing.

    Code and tables may take up to `room` cells; with `records` tables are drawn row by row. With `fit` rows
    are kept for pictures.
    """
    canvas = _Canvas(max(width, 1), max(width, room, 1), pan, signs, records, fit, content.links)
    canvas.children(content.children, (), (), 0)
    lines = canvas.lines
    if lines:
        lines[:0] = [BLANK] * before
    pictures = tuple(one._replace(line=one.line + before) for one in canvas.pictures)
    return Layout(tuple(lines), before if lines else 0, content.text, content.links, canvas.overflow, pictures)


class _Canvas:
    """Lines being drawn."""

    def __init__(
        self, width: int, room: int, pan: int, signs: Signs, records: bool, fit: Fit | None, links: Sequence[Link]
    ) -> None:
        self.width = width
        self.room = room
        self.records = records
        self.pan = pan
        self.signs = signs
        self.fit = fit
        self.links = links
        self.pictures: list[Placed] = []
        self.lines: list[Line] = []
        self.overflow = 0
        self.mirrored = False  # the last text was one from the right
        self.side = ""  # "left" or "right" in a box with a bar, for all that is in it

    def children(self, children: Sequence[Child], first: Prefix, rest: Prefix, indent: int) -> None:
        """Draw `children` behind their prefixes; `indent` is the width of these."""
        for index, child in enumerate(children):
            if index:
                self.gap(child.gap, rest)
                first = rest
            node = child.node
            if isinstance(node, Box):
                self.box(node, first, rest, indent)
                continue
            room = max(self.width - indent, 1)
            if isinstance(node, Text):
                if self.side == "right" and not node.align:
                    node = node._replace(align="right")
                lines = text_lines(node, room)
                if first and not self.side and node.align != "left" and from_the_right(node.shown):
                    self.put_mirrored(lines, first, rest, indent)
                    continue
            elif isinstance(node, Figure):
                lines, placed = figure_lines(node, self.links, room, self.fit)
                if placed is not None:
                    at = placed._replace(line=len(self.lines), cell=indent + placed.cell)
                    self.pictures.append(at)
            elif isinstance(node, Code):
                most = room if self.side == "right" else self.room - indent
                lines, over = code_lines(node, room, self.pan, self.signs, room=most)
                self.overflow = max(self.overflow, over)
            elif isinstance(node, Table):
                lines, over = table_lines(
                    node, room, self.pan, self.signs, room=self.room - indent, records=self.records
                )
                self.overflow = max(self.overflow, over)
                place = node.place or ("right" if begins_on_the_right(node) else "")
                lines = [aligned_line(line, room, place) for line in lines] if place else lines
            elif isinstance(node, Rule):
                lines = [self.rule(node, room)]
            else:  # a fold: those who ask for lines have put its children in its place
                self.children(node.children, first, rest, indent)
                continue
            if first and self.side == "right":
                self.put_mirrored(lines, first, rest, indent)
            else:
                self.put(lines, first, rest, indent)

    def put(self, lines: Sequence[Line], first: Prefix, rest: Prefix, indent: int) -> None:
        """Add lines behind their prefix."""
        self.mirrored = False
        if not first and not rest:
            self.lines += lines
            return
        prefix = first
        for line in lines:
            self.lines.append(Line(prefix + line.runs, indent + line.width))
            prefix = rest

    def put_mirrored(self, lines: Sequence[Line], first: Prefix, rest: Prefix, indent: int) -> None:
        """As `put` for a text from the right: what stands before it stands on the right of it."""
        prefix = first
        for line in lines:
            runs = [*line.runs, Run(" " * max(0, self.width - indent - line.width), ())]
            runs += [run._replace(text=_mirrored(run.text)) for run in reversed(prefix)]
            self.lines.append(_line(runs))
            prefix = rest
        self.mirrored = True

    def gap(self, count: int, rest: Prefix) -> None:
        """Blank lines between children; bars go through."""
        if not count:
            return
        if self.mirrored and any(run.text.strip() for run in rest):
            self.put_mirrored([BLANK] * count, rest, rest, sum(cells.width(run.text) for run in rest))
            return
        runs = rest
        while runs and not runs[-1].text.strip():
            runs = runs[:-1]
        size = sum(cells.width(run.text) for run in runs)
        self.lines += [Line(runs, size)] * count

    def box(self, box: Box, first: Prefix, rest: Prefix, indent: int) -> None:
        """Children behind a prefix; where there is no room for it, without."""
        sign, role = box.first
        size = cells.width(sign)
        if self.width - indent - size < LEAST:
            own_first, own_rest, size = first, rest, 0
        else:
            own_first = (*first, Run(sign, (role,) if role else ()))
            own_rest = (*rest, Run(box.rest[0], (box.rest[1],) if box.rest[1] else ()))
        if not box.children:
            self.lines.append(Line(own_first, indent + size))
            return
        side, self.side = self.side, self.side or (_side(box) if box.ruled else "")
        self.children(box.children, own_first, own_rest, indent + size)
        self.side = side

    def rule(self, node: Rule, room: int) -> Line:
        """A thematic break: short and centred, or as wide as there is room."""
        if node.full:
            return Line((Run(self.signs.rule * room, (node.role,)),), room)
        size = min(room, max(3, room // 3))
        left = (room - size) // 2
        return Line((Run(" " * left, ()), Run(self.signs.rule * size, (node.role,))), left + size)


def _side(box: Box) -> str:
    """Where the bar of a box stands: on the right where most of its words are from there; "" where there are none."""
    sizes = [0, 0]
    _weigh(box.children, sizes)
    return "" if sizes == [0, 0] else "right" if sizes[1] >= sizes[0] else "left"


def _weigh(children: Sequence[Child], sizes: list[int]) -> None:
    for child in children:
        node = child.node
        if isinstance(node, Text):
            sizes[from_the_right(node.shown)] += len(node.shown)
        elif isinstance(node, (Box, Fold)):
            _weigh(node.children, sizes)


def _mirrored(sign: str) -> str:
    """A sign as it stands behind a text from the right: a number keeps its order where a terminal turns texts."""
    inner = sign.strip()
    if any(map(str.isdigit, inner)):
        inner = LEFT_TO_RIGHT + inner
    return " " * (len(sign) - len(sign.rstrip())) + inner + " " * (len(sign) - len(sign.lstrip())) if inner else sign


def _line(runs: Sequence[Run]) -> Line:
    return Line(tuple(run for run in runs if run.text), sum(cells.width(run.text) for run in runs))
