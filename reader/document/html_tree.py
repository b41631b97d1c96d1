"""The tree of nodes that grows while the tags of an HTML block go by: its open paragraph, containers and tables.

Knows what may stand in what and keeps every word; which tag opens or closes what is for `html` to say.
"""

from __future__ import annotations

from reader.document.html_frame import LEADS, MAX_DEPTH, Alignment, Frame
from reader.document.html_pre import Pre
from reader.document.html_table import TableFrame
from reader.document.leaf import Leaf
from reader.document.node import Box, Child, Figure, Fold, Node
from reader.document.writer import Writer


class Tree:
    """Nodes in the making. What is open is read and set by the one that reads the tags."""

    def __init__(self, writer: Writer, roles: tuple[str, ...]) -> None:
        self.writer = writer
        self.base = roles
        self.frames = [Frame("")]
        self.leaf: Leaf | None = None
        self.heading = ""
        self.pre: Pre | None = None
        self.tables: list[TableFrame] = []
        self.gap = 0
        self.lead = ""  # the element whose words take a role
        self.alignment = Alignment()

    def finish(self) -> list[Child]:
        """All nodes; what was left open is closed."""
        while self.tables:
            self.end_table()
        self.flush()
        self.end_pre()
        while len(self.frames) > 1:
            self.pop()
        return self.frames[0].children

    # -- words

    def words(self) -> Leaf:
        """The paragraph that is open, opened when none is."""
        if self.leaf is None:
            self.writer.paragraph()
            lead = (LEADS[self.lead],) if self.lead else ()
            self.leaf = Leaf(self.writer, *([self.heading] if self.heading else self.base), *lead)
        return self.leaf

    def flush(self) -> None:
        """End the paragraph."""
        leaf, self.leaf = self.leaf, None
        if leaf is None:
            return
        node = leaf.paragraph(self.alignment.now)
        if isinstance(node, Figure) or node.shown.strip():
            self.add(node)

    def add(self, node: Node) -> None:
        """A node into the innermost container."""
        frame = self.frames[-1]
        gap = 0 if frame.tight else self.gap
        frame.children.append(Child(gap if frame.children else 0, node))
        self.gap = 0

    # -- containers

    def container(self, tag: str, attrs: dict[str, str]) -> None:
        """Open a list, an item or a quotation."""
        self.flush()
        self.lead = ""
        if self.tables or len(self.frames) > MAX_DEPTH:
            return
        signs = self.writer.signs
        if tag == "li":
            while len(self.frames) > 1 and self.frames[-1].tag == "li":
                self.pop()
            level = sum(frame.tag == "ul" for frame in self.frames) - 1
            bullet = signs.bullets[max(0, min(level, len(signs.bullets) - 1))]
            self.frames.append(self.frames[-1].item(attrs, bullet))
        elif tag == "dd":
            self.frames.append(Frame("dd", ("  ", "")))
        elif tag == "blockquote":
            self.frames.append(Frame(tag, (signs.bar + " ", "quote.bar"), ruled=True))
        else:
            self.frames.append(Frame.of_list(tag, attrs))

    def close_container(self, tag: str) -> None:
        """Close the innermost `tag` and what is open in it; nothing when there is none."""
        if any(frame.tag == tag for frame in self.frames[1:]):
            while self.frames[-1].tag != tag:
                self.pop()
            self.pop()

    def close_last(self, tag: str) -> None:
        """Close the innermost container if it is a `tag`."""
        if self.frames[-1].tag == tag:
            self.pop()

    def pop(self) -> None:
        """The innermost container becomes a child of the next."""
        frame = self.frames.pop()
        if not frame.children:
            return
        if frame.tag == "details" and frame.summary:
            self.writer.hides(frame.number, ends=True)
            self.gap = 1 if self.frames[-1].tag != "li" else 0
            self.add(Fold(frame.number, tuple(frame.children)))
            return
        if frame.prefix[0]:
            rest = frame.prefix if frame.ruled else (" " * len(frame.prefix[0]), "")
            self.add(Box(frame.prefix, rest, frame.ruled, tuple(frame.children)))
        else:
            gap = 1 if self.frames[-1].children and self.frames[-1].tag != "li" else 0
            first = frame.children[0]._replace(gap=gap)
            self.frames[-1].children += [first, *frame.children[1:]]

    # -- preformatted text

    def end_pre(self) -> None:
        """A preformatted text ends."""
        pre, self.pre = self.pre, None
        code = pre.finish(self.writer) if pre is not None else None
        if code is not None:
            self.gap = 1
            self.add(code)
            self.gap = 1

    # -- tables

    def start_cell(self, tag: str, attrs: dict[str, str]) -> None:
        """A row or a cell begins."""
        self.end_cell()
        if tag == "tr":
            self.tables[-1].row()
        else:
            self.tables[-1].cell(tag, attrs)
            self.writer.paragraph()
            self.leaf = Leaf(self.writer, *(("table.head",) if tag == "th" else self.base))

    def end_cell(self) -> None:
        """The cell's words into its row; words between cells too, so that none is lost."""
        leaf, self.leaf = self.leaf, None
        self.lead = ""
        if leaf is None:
            return
        text = leaf.text()
        if self.tables[-1].rows:
            self.tables[-1].put(text)
        elif text.shown.strip():
            self.add(text)

    def end_table(self) -> None:
        """A table ends; the cells of one in another's cell become cells of that."""
        self.end_cell()
        table = self.tables.pop().finish()
        if table is None:
            return
        if self.tables:
            for cell in (cell for row in table.rows for cell in row):
                if self.tables[-1].rows:
                    self.tables[-1].put(cell)
                else:
                    self.add(cell)
            return
        self.gap = 1
        if len(table.align) == 1 and not table.heads:
            for row in table.rows:
                self.add(row[0])
        else:
            self.add(table._replace(place=self.alignment.now))
        self.gap = 1
