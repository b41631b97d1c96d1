"""Which HTML elements are blocks, what their attributes say, and what is open while a block of HTML is read."""

from __future__ import annotations

from collections.abc import Mapping

from reader.document.node import Child
from reader.document.numeral import numeral
from reader.document.tag import number
from reader.regex import regex

HIDDEN = frozenset({"script", "style", "template", "title"})
BLOCKS = frozenset(
    {
        *("p", "div", "section", "article", "header", "footer", "main", "nav", "aside", "figure", "figcaption"),
        *("details", "summary", "address", "form", "fieldset", "center", "dl", "dt", "dd", "body", "html", "head"),
        *("hgroup", "noscript", "svg", "tbody", "thead", "tfoot", "caption"),
    }
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
GAPS = HEADINGS | {"p", "details", "figure", "dl", "ul", "ol", "blockquote", "pre", "table"}
LEADS = {"dt": "strong", "summary": "strong", "figcaption": "secondary", "caption": "secondary"}
MAX_DEPTH = 60
MAX_TABLES = 12  # within each other
IN_CELL = BLOCKS | GAPS | {"li", "dd", "hr"}  # in a cell of a table each of these only starts a line
PARTS = frozenset({"table", "tbody", "thead", "tfoot"})  # but these
ROWS = frozenset({"td", "th", "tr", "tbody", "thead", "tfoot"})  # what ends a cell where it ends
ALIGNING = HEADINGS | {"p", "div", "center", "section", "article", "header", "footer", "main", "aside", "figure"}
_STYLE = regex(r"text-align\s*:\s*(\w+)")


class Frame:
    """An open container and what is in it so far."""

    def __init__(self, tag: str, prefix: tuple[str, str] = ("", ""), ruled: bool = False) -> None:
        self.tag = tag
        self.children: list[Child] = []
        self.prefix = prefix
        self.ruled = ruled
        self.number = 0
        self.numbering = ""  # the kind of its numbers, see `numeral`
        self.tight = False
        self.summary = False  # of a `details`, whose first child is it

    @classmethod
    def of_list(cls, tag: str, attrs: Mapping[str, str]) -> Frame:
        """An `ol` or `ul`."""
        frame = cls(tag)
        frame.tight = True
        start = number(attrs.get("start", ""))
        frame.number = 1 if start is None else start
        frame.numbering = attrs.get("type", "")
        return frame

    def item(self, attrs: Mapping[str, str], bullet: str) -> Frame:
        """The next item of this list, or of none."""
        if self.tag != "ol":
            return Frame("li", (bullet + " ", "list.bullet"))
        value = number(attrs.get("value", ""))
        self.number = self.number if value is None else value
        sign = f"{numeral(self.number, self.numbering)}. "
        self.number += 1
        return Frame("li", (sign, "list.number"))


class Alignment:
    """Which of the open elements say where their lines stand."""

    def __init__(self) -> None:
        self._open: list[tuple[str, str]] = []

    @property
    def now(self) -> str:
        """ "center", "right", or "" for the left."""
        return self._open[-1][1] if self._open else ""

    @property
    def says(self) -> bool:
        """Whether one of them says something else than the left."""
        return any(said for _, said in self._open)

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        """An element begins. A paragraph ends where another block begins."""
        if self._open and self._open[-1][0] == "p":
            self._open.pop()
        if len(self._open) < MAX_DEPTH:
            said = "center" if tag == "center" else alignment(attrs, self.now)
            self._open.append((tag, said))

    def end(self, tag: str) -> None:
        """The innermost element of this name ends, and what is open in it."""
        for depth in range(len(self._open) - 1, -1, -1):
            if self._open[depth][0] == tag:
                del self._open[depth:]
                return


def alignment(attrs: Mapping[str, str], inherited: str = "") -> str:
    """Where the lines of an element stand: "center", "right", or "" for the left."""
    style = _STYLE.search(attrs.get("style", ""))
    said = (style[1] if style else attrs.get("align", "")).lower()
    return {"center": "center", "middle": "center", "right": "right", "end": "right", "left": "", "start": ""}.get(
        said, inherited
    )
