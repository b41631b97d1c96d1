"""Block tokens into nodes, the inside of paragraphs by `inline`, blocks of HTML by `html`. Knows no widths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markdown_it.token import Token

from reader.document.callout import SEPARATOR
from reader.document.figure import as_line
from reader.document.fold import folds_opened
from reader.document.html import write_html
from reader.document.info import read_info, without_options
from reader.document.inline import with_picture_apart, write_inline
from reader.document.leaf import Leaf
from reader.document.node import Box, Child, Code, Figure, Fold, Node, Rule, Table, Text
from reader.document.note import numbered
from reader.document.tex import to_unicode
from reader.document.tex_matrix import stacked
from reader.document.writer import Writer
from reader.regex import regex
from reader.sanitise import sanitise_line

_TARGET = regex(r"\([\w:./-]{1,100}\)=")  # a place that is named for links, as MyST has it


class BlockReader:
    """Walks tokens. `lines` are those of the unit's source: spacing is what the source has.

    `first` is the number of the first item of the first list, -1: as the source has it. `headless`: the
    tokens are a later piece of a table, behind the head of the first.
    """

    def __init__(
        self, lines: list[str], writer: Writer, notes: Mapping[str, int], *, first: int, headless: bool
    ) -> None:
        self.lines = lines
        self.writer = writer
        self.notes = notes
        self.first = first
        self.bullets = 0
        self.headless = headless

    def children(self, tokens: Sequence[Token], start: int, end: int, *, loose: bool, role: str = "") -> list[Child]:
        """The nodes of `tokens[start:end]`; `loose`: a blank line between blocks whatever the source has."""
        found: list[Child] = []
        outer: list[list[Child]] = []  # what stands before the folds that are open, each last among it
        for index, stop in _blocks(tokens, start, end):
            token = tokens[index]
            gap = 1 if loose or self.blank_before(token) else 0
            for node in self.node(tokens, index, stop, role):
                found.append(node if isinstance(node, Child) else Child(gap, node))
            found += self.notes_below()
            opened = folds_opened(token.content) if token.type == "html_block" and token.level else 0
            if opened > 0 and found and isinstance(found[-1].node, Fold):
                outer.append(found)
                found = list(found[-1].node.children)
            while opened < 0 and outer:
                found = self.folded(outer.pop(), found)
                opened += 1
        while outer:
            found = self.folded(outer.pop(), found)
        return found

    def folded(self, before: list[Child], inner: list[Child]) -> list[Child]:
        """The fold that is the last of `before` with all that is in it."""
        fold = before[-1].node
        if isinstance(fold, Fold):
            self.writer.hides(fold.number, ends=True)
            before[-1] = before[-1]._replace(node=fold._replace(children=tuple(inner)))
        return before

    def blank_before(self, token: Token) -> bool:
        """True when the line above the token is blank (but for the bars of a quote)."""
        if not token.map:
            return False
        line = token.map[0] - 1
        return 0 <= line < len(self.lines) and not self.lines[line].strip(" \t>")

    def node(self, tokens: Sequence[Token], start: int, stop: int, role: str) -> Sequence[Node | Child]:
        """The nodes that one block becomes; Children where the block decides their spacing."""
        token = tokens[start]
        kind = token.type
        roles = (role,) if role else ()
        if kind in {"paragraph_open", "inline"}:
            words = token if kind == "inline" else tokens[start + 1]
            if words.content.endswith(")=") and _TARGET.fullmatch(words.content):
                return []
            parts = (self.put(part, *roles).paragraph() for part in with_picture_apart(words.children or ()))
            found = [node for node in parts if isinstance(node, Figure) or node.shown]
            return [found[0], *(Child(0, node) for node in found[1:])] if len(found) > 1 else found
        if kind == "heading_open":
            return [self.leaf(tokens[start + 1], f"heading{token.tag[1:]}")]
        if kind in {"fence", "code_block"}:
            code = self.code(token)
            return [] if code is None else [code]
        if kind == "formula_block":
            return [self.formula(token.content)]
        if kind == "comment_block":
            return []
        if kind == "hr":
            return [Rule("rule", False)]
        if kind in {"bullet_list_open", "ordered_list_open"}:
            return self.items(tokens, start + 1, stop - 1, role)
        if kind == "blockquote_open":
            inner = self.children(tokens, start + 1, stop - 1, loose=True, role="quote")
            return [self.bar(inner, "quote.bar")]
        if kind == "alert_open" and token.meta.get("plain"):
            return self.children(tokens, start + 4, stop - 1, loose=True, role=role)
        if kind == "alert_open":
            return [self.alert(tokens, start, stop)]
        if kind == "table_open":
            return [self.table(tokens, start + 1, stop - 1, headless=self.headless)]
        if kind == "html_block":
            return write_html(self.writer, token.content, roles, inner=token.level > 0)
        if kind == "footnote_reference_open":
            return [self.footnote(tokens, start, stop)]
        if kind == "dl_open":
            return self.definitions(tokens, start + 1, stop - 1, role)
        self.writer.paragraph()
        leaf = Leaf(self.writer, *roles)
        leaf.put(token.content)
        return [leaf.text()]

    def leaf(self, token: Token, *roles: str) -> Text:
        """Words of a role."""
        return self.put(token.children or (), *roles).text()

    def put(self, words: Sequence[Token], *roles: str) -> Leaf:
        """A paragraph as it was written, to be made a node."""
        self.writer.paragraph()
        leaf = Leaf(self.writer, *(roles or ("text",)))
        write_inline(leaf, words)
        return leaf

    def formula(self, source: str) -> Box | Code:
        """A formula on lines of its own, as code where it cannot be shown as one."""
        self.writer.paragraph()
        shown = (stacked(source) or to_unicode(source)) if self.writer.signs.raised else None
        if shown is None:
            return Code(source, "tex", self.writer.write(source))
        leaf = Leaf(self.writer, "text")
        leaf.formula(source, shown)
        return Box(("    ", ""), ("    ", ""), False, (Child(0, leaf.text()),))

    def code(self, token: Token) -> Code | Box | None:
        """A code block, its text as it is written; None for a directive that holds none."""
        info = read_info(token.info)
        text = token.content.removesuffix("\n")
        if info.language == "math":
            return self.formula(without_options(text).strip())
        if info.directive and not without_options(text).strip():
            return None
        self.writer.paragraph()
        at = self.writer.write(text)
        return Code(text, info.language, at, title=sanitise_line(info.title))

    def items(self, tokens: Sequence[Token], start: int, end: int, role: str) -> list[Child]:
        """The items of a list as boxes behind their bullets."""
        found: list[Child] = []
        signs = self.writer.signs
        bullet = signs.bullets[min(self.bullets, len(signs.bullets) - 1)]
        ordered = tokens[start - 1].type == "ordered_list_open"
        number = int(tokens[start - 1].attrs.get("start", 1)) if ordered else 0
        if self.first >= 0:
            number, self.first = self.first, -1
        items = list(_blocks(tokens, start, end))
        widest = len(str(number + len(items) - 1)) + 1
        self.bullets += 0 if ordered else 1
        for index, stop in items:
            item = tokens[index]
            if ordered:
                first = (f"{number}{item.markup}".rjust(widest) + " ", "list.number")
                number += 1
            else:
                first = (bullet + " ", "list.bullet")
            if item.meta and "checked" in item.meta:
                done = bool(item.meta["checked"])
                first = ((signs.done if done else signs.open) + " ", "task.done" if done else "task.open")
            inner = self.children(tokens, index + 1, stop - 1, loose=False, role=role)
            if inner and isinstance(inner[0].node, Figure):  # behind its bullet it stays a line
                inner[0] = inner[0]._replace(node=as_line(inner[0].node))
            box = Box(first, (" " * len(first[0]), ""), False, tuple(inner))
            found.append(Child(1 if self.blank_before(item) else 0, box))
        self.bullets -= 0 if ordered else 1
        return found

    def bar(self, inner: Sequence[Child], role: str) -> Box:
        """A quotation behind its bar."""
        sign = (self.writer.signs.bar + " ", role)
        return Box(sign, sign, True, tuple(inner))

    def alert(self, tokens: Sequence[Token], start: int, stop: int) -> Box:
        """A quotation with a type and perhaps a title; its parser has put both first."""
        role = f"alert.{tokens[start].meta['kind']}"
        title = tokens[start + 2]
        self.writer.paragraph()
        leaf = Leaf(self.writer, role)
        name = str(title.meta["name"])
        leaf.put(name)
        if title.children:
            leaf.put(SEPARATOR if name else "")
            write_inline(leaf, title.children)
        inner = [Child(0, leaf.text())]
        sign = tokens[start].meta["fold"] if tokens[start].level else ""  # one of its own is folded as a unit
        number = self.writer.fold(closed=sign == "-") if sign else 0
        rest = self.children(tokens, start + 4, stop - 1, loose=True, role="quote")
        if rest:
            rest[0] = rest[0]._replace(gap=0)
        inner += rest
        if number:
            self.writer.hides(number, ends=True)
            inner = [Child(0, Fold(number, tuple(inner)))]
        return self.bar(inner, role)

    def definitions(self, tokens: Sequence[Token], start: int, end: int, role: str) -> list[Child]:
        """A term, and what is said of it set in."""
        found: list[Child] = []
        for index, stop in _blocks(tokens, start, end):
            token = tokens[index]
            gap = 1 if self.blank_before(token) else 0
            if token.type == "dt_open":
                found.append(Child(gap, self.leaf(tokens[index + 1], role or "text", "strong")))
            else:
                inner = self.children(tokens, index + 1, stop - 1, loose=False, role=role)
                found.append(Child(gap, Box(("  ", ""), ("  ", ""), False, tuple(inner))))
        return found

    def notes_below(self) -> list[Child]:
        """The notes that the words of the last block have, each behind its sign."""
        found: list[Child] = []
        notes, self.writer.below = self.writer.below, []
        for sign, tokens in notes:
            self.writer.paragraph()
            leaf = Leaf(self.writer, "secondary")
            write_inline(leaf, tokens)
            found.append(Child(0 if found else 1, numbered(self.writer, sign, sign, [Child(0, leaf.text())])))
        return found

    def footnote(self, tokens: Sequence[Token], start: int, stop: int) -> Box:
        """A footnote: its number, its label when it has none, and its blocks."""
        label = str(tokens[start].meta["label"])
        inner = self.children(tokens, start + 1, stop - 1, loose=False, role="")
        return numbered(self.writer, f"[{self.notes.get(label, label)}]", label, inner)

    def table(self, tokens: Sequence[Token], start: int, end: int, *, headless: bool) -> Table:
        """A table; a short row was filled by the parser."""
        rows: list[tuple[Text, ...]] = []
        align: list[str] = []
        row: list[Text] = []
        for index in range(start, end):
            token = tokens[index]
            if token.type == "tr_open":
                row = []
            elif token.type == "th_open":
                style = str(token.attrs.get("style", "")).rpartition(":")[2]
                align.append("" if style == "left" else style)
                if not headless:
                    row.append(self.leaf(tokens[index + 1], "table.head"))
            elif token.type == "td_open":
                row.append(self.leaf(tokens[index + 1]))
            elif token.type == "tr_close":
                rows.append(tuple(row))
        return Table(tuple(rows[1:] if headless else rows), 0 if headless else 1, tuple(align))


def _blocks(tokens: Sequence[Token], start: int, end: int) -> Iterator[tuple[int, int]]:
    """(first, behind the last) token of each block in `tokens[start:end]`."""
    while start < end:
        token = tokens[start]
        stop = start + 1
        if token.nesting == 1:
            while tokens[stop].level > token.level:
                stop += 1
            stop += 1
        yield start, stop
        start = stop
