"""The source of one unit into its content: it is parsed alone, and its tokens do not outlive the call.

The references of the whole document are given. A paragraph that is past the budget is shown as source.
Knows neither what block tokens become nor widths.
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Mapping, Sequence
from typing import NamedTuple, cast

from markdown_it.common.utils import mdTrim
from markdown_it.rules_core.state_core import StateCore
from markdown_it.rules_core.text_join import text_join
from markdown_it.token import Token

from reader.document.block import BlockReader
from reader.document.grammar import Carried, Markdown, blocks
from reader.document.label import Reference
from reader.document.node import Child, Code, Content
from reader.document.plain import read_plain
from reader.document.signs import Signs
from reader.document.unit import Kind, Piece
from reader.document.writer import LinkSign, Writer

MAX_ADDRESSES = 500
MAX_COST = 8000  # of one paragraph, by the signs in it: each is asked about, and what some begin is made or searched
_BRACKET = 10
_SIGNS = (("[<", _BRACKET), ("^${", 2), ("*_~`&\\=", 1), ("#%+:>@]}!-", 0.5))


class Known(NamedTuple):
    """What a block needs of the rest of the document: link references, and footnote labels to numbers."""

    references: Mapping[str, Reference]
    notes: Mapping[str, int]


def read_unit(
    md: Markdown,
    kind: Kind,
    level: int,
    source: str,
    known: Known,
    *,
    signs: Signs,
    sign: LinkSign | None = None,
    notes: int = 0,
) -> Content:
    """The content of a unit from its source, before which there may be `notes` in the line."""
    writer = Writer(signs, sign, notes)
    if kind is Kind.SOURCE or kind is Kind.PLAIN:
        return read_plain(source.strip("\n"), signs, "source" if kind is Kind.SOURCE else "text")
    if kind is Kind.CODE and level != Piece.WHOLE:
        return _piece(source, Piece(level), writer)
    tokens = _tokens(md, kind, source, known)
    first = level if kind is Kind.LIST_ITEM else -1
    headless = kind is Kind.TABLE and level != 0
    reader = BlockReader(source.split("\n"), writer, known.notes, first=first, headless=headless)
    children = reader.children(tokens, 0, len(tokens), loose=True)
    return Content(writer.text(), writer.finished_links(), tuple(children), tuple(writer.folds))


def read_heading(md: Markdown, source: str, known: Known) -> Sequence[Token]:
    """The words of a heading, as tokens."""
    return next((token.children or () for token in _tokens(md, Kind.HEADING, source, known) if token.children), ())


def _tokens(md: Markdown, kind: Kind, source: str, known: Known) -> Sequence[Token]:
    # a definition in the unit adds to what is known here, not to what others share
    references = cast("dict[str, Reference]", known.references)  # behind the map that is written to
    env: dict[str, object] = {"references": ChainMap({}, references), "notes": known.notes}
    env["linkify"] = source.count("://") <= MAX_ADDRESSES
    state = StateCore(source, md, env)
    if kind is Kind.PARAGRAPH:
        # what the block parser would find, for a third of the time: it has found it to be one before
        state.tokens.append(Token("inline", "", 0, content=source.strip()))
    elif kind is Kind.HEADING:
        state.tokens += heading_tokens(source)
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
    return state.tokens


def heading_tokens(source: str) -> list[Token]:
    """What the block parser would find in the source of a heading, whose words are not parsed yet."""
    above, _, line = mdTrim(source).rpartition("\n")
    if above:
        words, tag = above, "h1" if line.lstrip().startswith("=") else "h2"
    else:
        words = line.lstrip("#")
        tag = f"h{len(line) - len(words)}"
        unmarked = words.rstrip("#")
        if unmarked.endswith((" ", "\t")):  # signs at the end stand apart
            words = unmarked
    inline = Token("inline", "", 0, level=1, content=mdTrim(words))
    return [Token("heading_open", tag, 1), inline, Token("heading_close", tag, -1)]


def _is_dear(text: str) -> bool:
    """True when the inside of one paragraph would cost too much: brackets are tried against each other."""
    if len(text) < MAX_COST // _BRACKET:
        return False
    return sum(cost * sum(map(text.count, signs)) for signs, cost in _SIGNS) > MAX_COST


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
