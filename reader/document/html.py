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
    Frame,
)
from reader.document.html_pre import Pre
from reader.document.html_source import SourceParser
from reader.document.html_table import TableFrame
from reader.document.html_tree import Tree
from reader.document.node import Child, Rule
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
        self.tree = Tree(writer, roles)
        self.hidden = 0
        self.unseen: list[str] = []  # what is hidden until its end is found

    def finish(self) -> list[Child]:
        """All nodes; what was left open is closed."""
        if self.hidden:
            # a script that never ends would hide the rest of the text: a browser may, a reader may not
            self.hidden = 0
            self.tree.words().put("".join(self.unseen).strip())
        if self.rawdata:
            self.handle_data(self.rawdata)
        return self.tree.finish()

    def handle_data(self, data: str) -> None:
        tree = self.tree
        if self.hidden:
            self.unseen.append(data)
        elif tree.pre is not None:
            tree.pre.put(data)
        elif tree.leaf is not None and tree.leaf.preformatted:
            tree.leaf.put_lines(data)
        elif tree.leaf is not None or data.strip():
            tree.words().put_collapsed(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tree = self.tree
        if tag in HIDDEN:
            self.hidden += 1
        if self.hidden:
            return
        values = {key: value or "" for key, value in attrs}
        if tree.pre is not None:
            tree.pre.start_tag(tag, values)
            return
        if tree.tables and tag in IN_CELL and tag not in PARTS:
            if tree.leaf is not None:
                open_tag(tree.leaf, Tag(tag, values, False))
            return
        if tag == "table" and tree.tables:
            tree.end_cell()
        if tag in {"dt", "dd"}:
            tree.flush()
            tree.close_last("dd")
        if tree.tables and tag in PARTS and tag != "table":
            tree.end_cell()
        if tag in GAPS or tag in ALIGNING:
            tree.flush()
        if tag in GAPS:
            tree.gap = 1
        if tag in ALIGNING:
            tree.alignment.start(tag, values)
        if tag in HEADINGS:
            tree.heading = f"heading{tag[1]}"
        elif tag == "pre":
            tree.pre = Pre(values)
        elif tag == "hr":
            tree.flush()
            tree.gap = 1
            tree.add(Rule("rule", False))
            tree.gap = 1
        elif tag in {"ul", "ol", "blockquote", "li", "dd"}:
            tree.container(tag, values)
        elif tag == "table":
            if len(tree.tables) < MAX_TABLES:  # the cells of more become cells of the innermost
                tree.tables.append(TableFrame())
        elif tree.tables and tag in {"tr", "td", "th"}:
            tree.start_cell(tag, values)
        elif tag in BLOCKS or tag in {"tr", "td", "th"}:
            tree.flush()
            tree.lead = tag if tag in LEADS else ""
            if tag == "details" and (self.inner or len(tree.frames) > 1) and len(tree.frames) <= MAX_DEPTH:
                tree.frames.append(Frame(tag))
                tree.frames[-1].number = tree.writer.fold(closed="open" not in values)
        elif (tag not in VOID or tag in {"br", "img", "input", "embed", "source"}) and (tag != "br" or tree.leaf):
            open_tag(tree.words(), Tag(tag, values, False))

    def handle_endtag(self, tag: str) -> None:
        tree = self.tree
        if tag in HIDDEN:
            self.hidden = max(0, self.hidden - 1)
            self.unseen.clear()
            return
        if self.hidden:
            return
        if tree.pre is not None:
            if tag == "pre":
                tree.end_pre()
            elif tag == "a":
                tree.pre.close_link()
            return
        if tree.tables and tag in IN_CELL and tag not in PARTS:
            if tree.leaf is not None:
                close_tag(tree.leaf, tag)
        elif tag in HEADINGS:
            tree.flush()
            tree.alignment.end(tag)
            tree.heading = ""
            tree.gap = 1
        elif tag in {"ul", "ol", "blockquote", "li", "dd"}:
            tree.flush()
            tree.close_container(tag)
            tree.gap = 1 if tag in GAPS else tree.gap
        elif tag == "table" and tree.tables:
            tree.end_table()
        elif tree.tables and tag in ROWS:
            tree.end_cell()
        elif tag in BLOCKS or tag in {"tr", "td", "th"}:
            tree.flush()
            tree.alignment.end(tag)
            tree.lead = ""
            if tag == "summary" and tree.frames[-1].tag == "details" and len(tree.frames[-1].children) == 1:
                tree.frames[-1].summary = True
                tree.writer.hides(tree.frames[-1].number, ends=False)
            if tag == "details":
                tree.close_container(tag)
            if tag == "dl":
                tree.close_container("dd")
            if tag in GAPS:
                tree.gap = 1
        elif tree.leaf is not None:
            close_tag(tree.leaf, tag)
