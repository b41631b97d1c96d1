"""Which Markdown is read: one markdown-it parser, set up here, and the loop over top-level blocks.

Knows nothing of units, widths or documents. markdown-it is imported here alone, and this module is
imported late by those who parse: it takes 75 ms, which a start that shows a list need not pay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from reader.document.autolink import find_url

Env = MutableMapping[str, Any]
MAX_NESTING = 100  # 20, the default, drops text in silence; 500 overflows the stack
_SCHEME = re.compile(r"(?:^|[^A-Za-z0-9.+-])(https?|ftp)$", re.IGNORECASE)


class Block(NamedTuple):
    """A top-level block: its lines (end exclusive) and its tokens; a definition of a link has none."""

    first: int
    last: int
    tokens: list[Token]


def make() -> MarkdownIt:
    """A parser for articles: GitHub's Markdown, alerts and task lists, footnotes, bare addresses."""
    md = MarkdownIt("gfm-like2", {"maxNesting": MAX_NESTING})
    md.use(footnote_plugin, inline=False, move_to_end=False)
    md.inline.ruler.at("footnote_ref", _footnote_ref)
    md.inline.ruler.at("linkify", _linkify)
    md.core.ruler.disable("linkify")  # quadratic on addresses; `autolink` finds www. and e-mail afterwards
    # What a link points to stays as it is written: it is decoded once, by who follows it. And no
    # link is dropped for its scheme: what may be opened is decided by who opens it.
    md.normalizeLink = _same  # type: ignore[method-assign]
    md.normalizeLinkText = _same  # type: ignore[method-assign, assignment]
    md.validateLink = _valid  # type: ignore[method-assign]
    return md


def _same(url: str) -> str:
    return url


def _valid(url: str) -> bool:
    return True


def _linkify(state: StateInline, silent: bool) -> bool:
    """A bare http, https or ftp address, while the text is read, so that `_` in it is no emphasis."""
    pos = state.pos
    if state.linkLevel > 0 or not state.src.startswith("://", pos) or not state.env.get("linkify", True):
        return False
    match = _SCHEME.search(state.pending, max(0, len(state.pending) - 8))
    if match is None:
        return False
    scheme = match.group(1)
    start = pos - len(scheme)
    end = find_url(state.src, start, pos + 3, state.posMax)
    if end < 0:
        return False
    if not silent:
        state.pending = state.pending[: -len(scheme)]
        url = state.src[start:end]
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": url}
        token.markup = "linkify"
        state.push("text", "", 0).content = url
        state.push("link_close", "a", -1).markup = "linkify"
    state.pos = end
    return True


def _footnote_ref(state: StateInline, silent: bool) -> bool:
    """`[^label]` where the label is defined in `env["notes"]`, a mapping to its number."""
    pos = state.pos
    if not state.src.startswith("[^", pos):
        return False
    end = state.src.find("]", pos + 2, min(state.posMax, pos + 200))
    label = state.src[pos + 2 : end]
    if end < 0 or not label or " " in label or "\n" in label:
        return False
    number = state.env.get("notes", {}).get(label)
    if number is None:
        return False
    if not silent:
        state.push("footnote_ref", "", 0).meta = {"label": label, "number": number}
    state.pos = end + 1
    return True


def blocks(md: MarkdownIt, source: str, env: Env, *, in_list: bool = False) -> tuple[list[Block], list[int]]:
    """The top-level blocks of `source`, definitions of links too, and the offsets at which its lines start.

    Inline content is not parsed. `in_list` says that the first line is an item of a list that
    began before: then it is nothing else, though alone it might look like a table.
    """
    state = StateBlock(source, md, env, [])
    starts = list(state.bMarks)
    rules: list[Callable[[StateBlock, int, int, bool], bool]] = md.block.ruler.getRules("")
    found: list[Block] = []
    line = 0
    while line < state.lineMax:
        line = state.skipEmptyLines(line)
        if line >= state.lineMax:
            break
        state.line = line
        state.tokens = []
        if not (in_list and list_block(state, line, state.lineMax, False)):
            for rule in rules:
                if rule(state, line, state.lineMax, False):
                    break
        in_list = False
        if state.line <= line:  # no rule may do this; but a document must never stop the program
            state.line = line + 1
        found.append(Block(line, state.line, state.tokens))
        line = state.line
    return found, starts
