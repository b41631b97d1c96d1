"""HTML blocks into nodes, meaning roughly what they mean in a browser. Never loses words; fetches nothing.

Unknown elements are transparent: their words are shown. Comments, scripts and styles are not.
"""

from __future__ import annotations

from reader.document.html_frame import (
    ALIGNING,
    BLOCKS,
    GAPS,
    HEADINGS,
    HIDDEN,
    IN_CELL,
    LEADS,
    MAX_DEPTH,
    MAX_TABLES,
    PARTS,
    ROWS,
    Alignment,
    Frame,
)
from reader.document.html_pre import Pre
from reader.document.html_source import SourceParser
from reader.document.html_table import TableFrame
from reader.document.leaf import Leaf
from reader.document.node import Box, Child, Figure, Fold, Node, Rule
from reader.document.tag import VOID, Tag, close_tag, open_tag
from reader.document.writer import Writer


def write_html(writer: Writer, source: str, roles: tuple[str, ...] = (), *, inner: bool = False) -> list[Child]:
    """The nodes of an HTML block, which may stand `inner` to another; none when it shows nothing."""
    builder = _Builder(writer, roles or ("text",), inner)
    builder.feed(source)
    builder.close()
    return builder.finish()


class _Builder(SourceParser):
    def __init__(self, writer: Writer, roles: tuple[str, ...], inner: bool) -> None:
        super().__init__()
        self.inner = inner
        self.writer = writer
        self.base = roles
        self.frames = [Frame("")]
        self.leaf: Leaf | None = None
        self.heading = ""
        self.hidden = 0
        self.unseen: list[str] = []  # what is hidden until its end is found
        self.pre: Pre | None = None
        self.tables: list[TableFrame] = []
        self.gap = 0
        self.lead = ""  # the element whose words take a role
        self.alignment = Alignment()

    def finish(self) -> list[Child]:
        """All nodes; what was left open is closed."""
        if self.hidden:
            # a script that never ends would hide the rest of the text: a browser may, a reader may not
            self.hidden = 0
            self.words().put("".join(self.unseen).strip())
        if self.rawdata:
            self.handle_data(self.rawdata)
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

    def handle_data(self, data: str) -> None:
        if self.hidden:
            self.unseen.append(data)
        elif self.pre is not None:
            self.pre.put(data)
        elif self.leaf is not None and self.leaf.preformatted:
            self.leaf.put_lines(data)
        elif self.leaf is not None or data.strip():
            self.words().put_collapsed(data)

    # -- tags

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HIDDEN:
            self.hidden += 1
        if self.hidden:
            return
        values = {key: value or "" for key, value in attrs}
        if self.pre is not None:
            self.pre.start_tag(tag, values)
            return
        if self.tables and tag in IN_CELL and tag not in PARTS:
            if self.leaf is not None:
                open_tag(self.leaf, Tag(tag, values, False))
            return
        if tag == "table" and self.tables:
            self.end_cell()
        if tag in {"dt", "dd"}:
            self.flush()
            self.close_last("dd")
        if self.tables and tag in PARTS and tag != "table":
            self.end_cell()
        if tag in GAPS or tag in ALIGNING:
            self.flush()
        if tag in GAPS:
            self.gap = 1
        if tag in ALIGNING:
            self.alignment.start(tag, values)
        if tag in HEADINGS:
            self.heading = f"heading{tag[1]}"
        elif tag == "pre":
            self.pre = Pre(values)
        elif tag == "hr":
            self.flush()
            self.gap = 1
            self.add(Rule("rule", False))
            self.gap = 1
        elif tag in {"ul", "ol", "blockquote", "li", "dd"}:
            self.container(tag, values)
        elif tag == "table":
            if len(self.tables) < MAX_TABLES:  # the cells of more become cells of the innermost
                self.tables.append(TableFrame())
        elif self.tables and tag in {"tr", "td", "th"}:
            self.start_cell(tag, values)
        elif tag in BLOCKS or tag in {"tr", "td", "th"}:
            self.flush()
            self.lead = tag if tag in LEADS else ""
            if tag == "details" and (self.inner or len(self.frames) > 1) and len(self.frames) <= MAX_DEPTH:
                self.frames.append(Frame(tag))
                self.frames[-1].number = self.writer.fold(closed="open" not in values)
        elif (tag not in VOID or tag in {"br", "img", "input", "embed", "source"}) and (tag != "br" or self.leaf):
            open_tag(self.words(), Tag(tag, values, False))

    def handle_endtag(self, tag: str) -> None:
        if tag in HIDDEN:
            self.hidden = max(0, self.hidden - 1)
            self.unseen.clear()
            return
        if self.hidden:
            return
        if self.pre is not None:
            if tag == "pre":
                self.end_pre()
            elif tag == "a":
                self.pre.close_link()
            return
        if self.tables and tag in IN_CELL and tag not in PARTS:
            if self.leaf is not None:
                close_tag(self.leaf, tag)
        elif tag in HEADINGS:
            self.flush()
            self.alignment.end(tag)
            self.heading = ""
            self.gap = 1
        elif tag in {"ul", "ol", "blockquote", "li", "dd"}:
            self.flush()
            self.close_container(tag)
            self.gap = 1 if tag in GAPS else self.gap
        elif tag == "table" and self.tables:
            self.end_table()
        elif self.tables and tag in ROWS:
            self.end_cell()
        elif tag in BLOCKS or tag in {"tr", "td", "th"}:
            self.flush()
            self.alignment.end(tag)
            self.lead = ""
            if tag == "summary" and self.frames[-1].tag == "details" and len(self.frames[-1].children) == 1:
                self.frames[-1].summary = True
                self.writer.hides(self.frames[-1].number, ends=False)
            if tag == "details":
                self.close_container(tag)
            if tag == "dl":
                self.close_container("dd")
            if tag in GAPS:
                self.gap = 1
        elif self.leaf is not None:
            close_tag(self.leaf, tag)

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
            self.add(table)
        self.gap = 1
