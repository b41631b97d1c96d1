"""Which HTML elements are blocks, and what is open while a block of HTML is read. Tables of names and values only."""

from __future__ import annotations

from reader.document.node import Child, Text

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
MAX_SPAN = 40  # columns that one cell may take
IN_CELL = BLOCKS | GAPS | {"li", "dd", "hr"}  # in a cell of a table each of these only starts a line
PARTS = frozenset({"table", "tbody", "thead", "tfoot"})  # but these


class Frame:
    """An open container and what is in it so far."""

    def __init__(self, tag: str, prefix: tuple[str, str] = ("", ""), ruled: bool = False) -> None:
        self.tag = tag
        self.children: list[Child] = []
        self.prefix = prefix
        self.ruled = ruled
        self.number = 0
        self.tight = False


class TableFrame:
    """A table being read."""

    def __init__(self) -> None:
        self.rows: list[list[Text]] = []
        self.heads = 0
        self.head_row = False
