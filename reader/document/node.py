"""The content of a unit before it has a width: a small tree of paragraphs, code, tables and boxes.

Values only; what makes them is in `content`, `inline` and `html`, what draws them in `draw`.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from reader.document.layout import Link


class Span(NamedTuple):
    """A stretch of `Text.shown`, with its roles; `offset` is in the unit's text, -1 for decoration."""

    start: int
    end: int
    offset: int
    roles: tuple[str, ...]
    link: int


class Crease(NamedTuple):
    """A fold within words: number `number` of the unit, its summary from `start` to `cut`, the rest to `end`."""

    number: int
    start: int
    cut: int
    end: int


class Text(NamedTuple):
    """Words to be wrapped; a newline in `shown` breaks the line. Spans follow each other without a gap."""

    shown: str
    spans: tuple[Span, ...]
    align: str = ""  # "", "left" whatever the script is, "center", "right"
    creases: tuple[Crease, ...] = ()


class Figure(NamedTuple):
    """A paragraph that is one picture: the number of its link, its words, and where it leads in few words."""

    link: int
    words: Text
    where: str


class Code(NamedTuple):
    """Lines that keep their shape; `offset` is where `text` stands in the unit's text.

    `links` are stretches (start, end, number of the link) of `text`, in order and apart from each other. `title` is
    what the source calls it, often a file.
    """

    text: str
    language: str
    offset: int
    links: tuple[tuple[int, int, int], ...] = ()
    title: str = ""


class Table(NamedTuple):
    """Rows of cells; the first `heads` rows are the head. `align` per column: "", "center", "right".

    Of a long table drawn in pieces `model` are the rows of the first, for the others, and `fitted` the rows whose
    words decide the widths of the columns. `place` is where the table itself stands, as `align` of a text.
    """

    rows: tuple[tuple[Text, ...], ...]
    heads: int
    align: tuple[str, ...]
    model: tuple[tuple[Text, ...], ...] = ()
    fitted: tuple[tuple[Text, ...], ...] = ()
    place: str = ""


class Rule(NamedTuple):
    """A thematic break; `role` names it."""

    role: str
    full: bool


class Box(NamedTuple):
    """Children behind a prefix: `first` on the first line, `rest` on the others, each (sign, role).

    A `ruled` prefix (a bar) stays on blank lines too.
    """

    first: tuple[str, str]
    rest: tuple[str, str]
    ruled: bool
    children: tuple[Child, ...]


class Fold(NamedTuple):
    """What can be folded up, number `number` of the unit, from 1: the first child is its summary."""

    number: int
    children: tuple[Child, ...]


class Hidden(NamedTuple):
    """What a fold hides of a unit's text, and whether it is closed at first."""

    closed: bool
    start: int
    end: int


class Child(NamedTuple):
    """A node and how many blank lines stand above it when something is above it in its box."""

    gap: int
    node: Node


Node: TypeAlias = Text | Figure | Code | Table | Rule | Box | Fold


class Content(NamedTuple):
    """All of a unit: its text, its links, its nodes, and what the folds in it hide, in order of their numbers."""

    text: str
    links: tuple[Link, ...]
    children: tuple[Child, ...]
    folds: tuple[Hidden, ...] = ()
