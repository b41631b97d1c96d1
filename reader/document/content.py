"""The source of one unit into its content: block tokens become nodes. Knows no widths.

The unit is parsed alone, with the references of the whole document given; its tokens do not outlive
the call. A paragraph that is past the budget is shown as source.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_core.state_core import StateCore
from markdown_it.rules_core.text_join import text_join
from markdown_it.token import Token

from reader.document.callout import SEPARATOR
from reader.document.grammar import Carried, blocks
from reader.document.html import write_html
from reader.document.inline import write_inline
from reader.document.node import Box, Child, Code, Content, Node, Rule, Table, Text
from reader.document.plain import read_plain
from reader.document.signs import Signs
from reader.document.tex import to_unicode
from reader.document.unit import Kind, Piece
from reader.document.writer import Leaf, LinkSign, Writer

MAX_ADDRESSES = 500
MAX_COST = 8000  # of one paragraph: a sign of markup is 1, an opening bracket more
_BRACKET = 10


class Known(NamedTuple):
    """What a block needs of the rest of the document: link references, and footnote labels to numbers."""

    references: Mapping[str, Mapping[str, object]]
    notes: Mapping[str, int]


def read_unit(
    md: MarkdownIt, kind: Kind, level: int, source: str, known: Known, *, signs: Signs, sign: LinkSign | None = None
) -> Content:
    """The content of a unit from its source."""
    writer = Writer(signs, sign)
    if kind is Kind.SOURCE or kind is Kind.PLAIN:
        return read_plain(source.strip("\n"), signs, "source" if kind is Kind.SOURCE else "text")
    if kind is Kind.CODE and level != Piece.WHOLE:
        return _piece(source, Piece(level), writer)
    env: dict[str, object] = {"references": known.references, "notes": known.notes}
    env["linkify"] = source.count("://") <= MAX_ADDRESSES
    state = StateCore(source, md, env)
    if kind is Kind.PARAGRAPH:
        # what the block parser would find, for a third of the time: it has found it to be one before
        state.tokens.append(Token("inline", "", 0, content=source.strip()))
    elif kind is Kind.HTML:
        state.tokens.append(Token("html_block", "", 0, content=source))  # a part of a block need not look like one
    else:
        found, _ = blocks(md, source, env, Carried(in_list=kind is Kind.LIST_ITEM))
        for block in found:
            state.tokens += block.tokens
    inline = md.inline
    for token in state.tokens:
        if token.type == "heading_open":
            env["heading"] = True
        elif token.type == "heading_close":
            env["heading"] = False
        if token.type == "inline":
            token.children = []
            if _is_dear(token.content):
                token.children.append(Token("source", "", 0, content=token.content))
            else:
                inline.parse(token.content, md, env, token.children)
    text_join(state)
    reader = _Reader(source.split("\n"), writer, known.notes, level if kind is Kind.LIST_ITEM else -1)
    reader.headless = kind is Kind.TABLE and level != 0
    children = reader.children(state.tokens, 0, len(state.tokens), loose=True)
    return Content(writer.text(), writer.finished_links(), tuple(children))


def _is_dear(text: str) -> bool:
    """True when the inside of one paragraph would cost too much: brackets are tried against each other."""
    if len(text) < MAX_COST // _BRACKET:
        return False
    brackets = text.count("[") + text.count("<")
    return _BRACKET * brackets + sum(map(text.count, "*_~`&\\")) > MAX_COST


def _piece(source: str, piece: Piece, writer: Writer) -> Content:
    """A part of a fenced block too long for one unit: without its fence lines."""
    lines = source.removesuffix("\n").split("\n")
    if piece is Piece.FIRST:
        lines = lines[1:]
    elif piece is Piece.LAST and re.fullmatch(r" {0,3}(`{3,}|~{3,})[ \t]*", lines[-1]):
        lines = lines[:-1]
    text = "\n".join(lines)
    at = writer.write(text)
    return Content(text, (), (Child(0, Code(text, "", at)),))


class _Reader:
    """Walks tokens. `lines` are those of the unit's source: spacing is what the source has."""

    def __init__(self, lines: list[str], writer: Writer, notes: Mapping[str, int], first: int) -> None:
        self.lines = lines
        self.writer = writer
        self.notes = notes
        self.first = first  # the number of the first item of the first list, -1: as the source has it
        self.bullets = 0
        self.headless = False  # a later piece of a table, behind the head of the first

    def children(self, tokens: Sequence[Token], start: int, end: int, *, loose: bool, role: str = "") -> list[Child]:
        """The nodes of `tokens[start:end]`; `loose`: a blank line between blocks whatever the source has."""
        found: list[Child] = []
        index = start
        while index < end:
            token = tokens[index]
            stop = index + 1
            if token.nesting == 1:
                while tokens[stop].level > token.level or tokens[stop].nesting != -1:
                    stop += 1
                stop += 1
            nodes = self.node(tokens, index, stop, role)
            gap = 1 if loose or self.blank_before(token) else 0
            for node in nodes:
                found.append(node if isinstance(node, Child) else Child(gap, node))
            index = stop
        return found

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
            words = self.leaf(token if kind == "inline" else tokens[start + 1], *roles)
            return [words] if words.shown else []
        if kind == "heading_open":
            return [self.leaf(tokens[start + 1], f"heading{token.tag[1:]}")]
        if kind in {"fence", "code_block"}:
            return [self.code(token)]
        if kind == "formula_block":
            return [self.formula(token.content)]
        if kind == "hr":
            return [Rule("rule", False)]
        if kind in {"bullet_list_open", "ordered_list_open"}:
            return self.items(tokens, start + 1, stop - 1, role)
        if kind == "blockquote_open":
            inner = self.children(tokens, start + 1, stop - 1, loose=True, role="quote")
            return [self.bar(inner, "quote.bar")]
        if kind == "alert_open":
            return [self.alert(tokens, start, stop)]
        if kind == "table_open":
            return [self.table(tokens, start + 1, stop - 1, headless=self.headless)]
        if kind == "html_block":
            return write_html(self.writer, token.content, roles)
        if kind == "footnote_reference_open":
            return [self.footnote(tokens, start, stop)]
        if kind == "dl_open":
            return self.definitions(tokens, start + 1, stop - 1, role)
        self.writer.paragraph()
        leaf = Leaf(self.writer, *roles)
        leaf.put(token.content)
        return [leaf.text()]

    def leaf(self, token: Token, *roles: str) -> Text:
        """A paragraph."""
        self.writer.paragraph()
        leaf = Leaf(self.writer, *(roles or ("text",)))
        write_inline(leaf, token.children or ())
        return leaf.text()

    def formula(self, source: str) -> Box | Code:
        """A formula on lines of its own, as code where it cannot be shown as one."""
        self.writer.paragraph()
        shown = to_unicode(source) if self.writer.signs.raised else None
        if shown is None:
            return Code(source, "tex", self.writer.write(source))
        leaf = Leaf(self.writer, "text")
        leaf.formula(source, shown)
        return Box(("    ", ""), ("    ", ""), False, (Child(0, leaf.text()),))

    def code(self, token: Token) -> Code | Box:
        """A code block, its text as it is written."""
        info = token.info.strip().split(maxsplit=1)
        if info and info[0] == "math":
            return self.formula(token.content.strip())
        self.writer.paragraph()
        text = token.content.removesuffix("\n")
        at = self.writer.write(text)
        return Code(text, info[0].strip("{}.").lower() if info else "", at)

    def items(self, tokens: Sequence[Token], start: int, end: int, role: str) -> list[Child]:
        """The items of a list as boxes behind their bullets."""
        found: list[Child] = []
        signs = self.writer.signs
        bullet = signs.bullets[min(self.bullets, len(signs.bullets) - 1)]
        ordered = tokens[start - 1].type == "ordered_list_open"
        number = int(tokens[start - 1].attrs.get("start", 1)) if ordered else 0
        if self.first >= 0:
            number, self.first = self.first, -1
        widest = 0
        if ordered:
            items = sum(
                1 for each in tokens[start:end] if each.type == "list_item_open" and each.level == tokens[start].level
            )
            widest = len(str(number + items - 1)) + 1
        self.bullets += 0 if ordered else 1
        index = start
        while index < end:
            item = tokens[index]
            stop = index + 1
            while tokens[stop].level > item.level:
                stop += 1
            if ordered:
                first = (f"{number}{item.markup}".rjust(widest) + " ", "list.number")
                number += 1
            else:
                first = (bullet + " ", "list.bullet")
            if item.meta and "checked" in item.meta:
                done = bool(item.meta["checked"])
                first = ((signs.done if done else signs.open) + " ", "task.done" if done else "task.open")
            inner = self.children(tokens, index + 1, stop, loose=False, role=role)
            box = Box(first, (" " * len(first[0]), ""), False, tuple(inner))
            found.append(Child(1 if self.blank_before(item) else 0, box))
            index = stop + 1
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
        leaf.put(str(title.meta["name"]))
        if title.children:
            leaf.put(SEPARATOR)
            write_inline(leaf, title.children)
        inner = [Child(0, leaf.text())]
        rest = self.children(tokens, start + 4, stop - 1, loose=True, role="quote")
        if rest:
            rest[0] = rest[0]._replace(gap=0)
        return self.bar(inner + rest, role)

    def definitions(self, tokens: Sequence[Token], start: int, end: int, role: str) -> list[Child]:
        """A term, and what is said of it set in."""
        found: list[Child] = []
        index = start
        while index < end:
            token = tokens[index]
            stop = index + 1
            while tokens[stop].level > token.level:
                stop += 1
            gap = 1 if self.blank_before(token) else 0
            if token.type == "dt_open":
                found.append(Child(gap, self.leaf(tokens[index + 1], role or "text", "strong")))
            else:
                inner = self.children(tokens, index + 1, stop, loose=False, role=role)
                found.append(Child(gap, Box(("  ", ""), ("  ", ""), False, tuple(inner))))
            index = stop + 1
        return found

    def footnote(self, tokens: Sequence[Token], start: int, stop: int) -> Box:
        """A footnote: its number, its blocks, and the way back at the end."""
        label = str(tokens[start].meta["label"])
        number = self.number(label)
        inner = self.children(tokens, start + 1, stop - 1, loose=False, role="")
        leaf = Leaf(self.writer, "text")
        last = inner[-1].node if inner else None
        sign = self.writer.signs.back
        if isinstance(last, Text):
            # the sign follows the last words, on their line
            index = len(self.writer.links)
            self.writer.write(" ")
            leaf.open_link("back", "link", "link.footnote")
            leaf.put(sign)
            leaf.close_link("back", f"#fnref-{label}", "", "backref")
            tail = leaf.text().spans[0]
            size = len(last.shown)
            gap = (
                last.spans[-1]._replace(start=size, end=size + 1, offset=tail.offset - 1, link=-1)
                if last.spans
                else None
            )
            if gap is not None:
                spans = (*last.spans, gap, tail._replace(start=size + 1, end=size + 2, link=index))
                inner[-1] = inner[-1]._replace(node=last._replace(shown=f"{last.shown} {sign}", spans=spans))
        else:
            self.writer.paragraph()
            leaf.open_link("back", "link", "link.footnote")
            leaf.put(sign)
            leaf.close_link("back", f"#fnref-{label}", "", "backref")
            inner.append(Child(0, leaf.text()))
        first = (f"{number} ", "footnote.number")
        return Box(first, (" " * len(first[0]), ""), False, tuple(inner))

    def number(self, label: str) -> str:
        """The number of a footnote as it is shown, its label when it has none."""
        number = self.notes.get(label)
        return f"[{number if number is not None else label}]"

    def table(self, tokens: Sequence[Token], start: int, end: int, *, headless: bool) -> Table:
        """A table; a short row was filled by the parser."""
        rows: list[tuple[Text, ...]] = []
        align: list[str] = []
        heads = 0
        row: list[Text] = []
        for index in range(start, end):
            token = tokens[index]
            if token.type == "tr_open":
                row = []
            elif token.type in {"th_open", "td_open"}:
                style = str(token.attrs.get("style", "")).rpartition(":")[2]
                if token.type == "th_open":
                    align.append("" if style == "left" else style)
                if headless and token.type == "th_open":
                    continue
                row.append(self.leaf(tokens[index + 1], *(("table.head",) if token.type == "th_open" else ())))
            elif token.type == "tr_close":
                if not heads:
                    heads = 1
                    if headless:
                        continue
                rows.append(tuple(row))
        return Table(tuple(rows), 0 if headless else heads, tuple(align))
