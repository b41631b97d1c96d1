"""Which Markdown is read: one markdown-it parser, set up here, and the loop over top-level blocks.

Knows nothing of units, widths or documents. markdown-it is imported here alone, and this module is
imported late by those who parse: it takes 75 ms, which a start that shows a list need not pay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping, Sequence
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, code, heading, list_block, reference
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_def

from reader.document import dialect
from reader.document.autolink import find_url
from reader.document.bracket import unclosed
from reader.document.component import component_or_html
from reader.document.container import fence_or_box
from reader.document.definition import definition
from reader.document.destination import with_tags
from reader.document.dispatch import Dispatch
from reader.document.glance import glance
from reader.document.hr import hr
from reader.document.portion import (
    CONTAINERS,
    LISTS,
    PORTIONS,
    QUOTES,
    State,
    last_item,
    plain_items,
    plain_notes,
    quote_end,
    rest_end,
    shows_nothing,
)
from reader.document.prose import BlockRule, prose
from reader.document.row import is_wide, table
from reader.document.wikilink import wikilink
from reader.regex import regex

Env = MutableMapping[str, Any]
MAX_NESTING = 100  # 20, the default, drops text in silence; 500 overflows the stack
# Levels of each container; deeper ones stay text. Together they stay below MAX_NESTING (a list and a
# definition take two), so that the parser never drops any; and deep quotations cost their depth for every line.
MAX_QUOTES, MAX_LISTS, MAX_NOTES, MAX_DEFINITIONS = 12, 24, 4, 8
MAX_CELLS = 400  # of one piece of a table
DEPTH = "depth_of_{}"
_SCHEME = regex(r"(?:^|[^A-Za-z0-9.+-])(https?|ftp)$", re.IGNORECASE)


class Block(NamedTuple):
    """A top-level block: its lines (end exclusive) and its tokens; a definition of a link has none.

    `rows` is not 0 for a piece of a long table: how many lines a piece has. `goes_on`: it is more items of the list
    before it. `plain` are the number of the first and what is added for each, where every line is an item or blank
    and there are no tokens; `notes` their labels, where every line is a footnote. `source`: it is too long to be
    parsed.
    """

    first: int
    last: int
    tokens: list[Token]
    rows: int = 0
    goes_on: bool = False
    plain: tuple[int, int] | None = None
    notes: Sequence[str] = ()
    source: bool = False


class Markdown(MarkdownIt):
    """Leaves what links point to as it is: it is decoded once, by who follows it, who decides what may be opened."""

    rules: Dispatch

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the name is markdown-it's
        """The target as it is."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - as above
        """The words of a bare address as they are."""
        return link

    def validateLink(self, url: str) -> bool:  # noqa: N802 - as above
        """Any target will do."""
        return True


def make() -> Markdown:
    """A parser for articles: GitHub's Markdown, footnotes, bare addresses, and what other dialects add."""
    md = Markdown("gfm-like2", {"maxNesting": MAX_NESTING, "alerts": False})
    md.use(footnote_plugin, inline=False, move_to_end=False)
    md.inline.ruler.at("footnote_ref", _footnote_ref)
    md.inline.ruler.at("linkify", _linkify)
    md.inline.ruler.before("link", "wikilink", wikilink)
    md.inline.ruler.before("wikilink", "unclosed", unclosed)
    dialect.install(md)
    md.helpers = with_tags()
    md.block.ruler.before("lheading", "definition", definition)
    rules: dict[str, BlockRule] = {
        "dialect": dialect.block,
        "table": table,
        "code": code,
        "fence": fence_or_box,
        "blockquote": _limited("blockquote", blockquote, MAX_QUOTES),
        "hr": hr,
        "list": _limited("list", list_block, MAX_LISTS),
        "footnote_def": _limited("footnote_def", footnote_def, MAX_NOTES),
        "reference": reference,
        "html_block": component_or_html,
        "heading": heading,
        "definition": _limited("definition", definition, MAX_DEFINITIONS),
        "prose": prose,
    }
    md.rules = Dispatch(rules)
    md.rules.install(md)
    md.core.ruler.disable("linkify")  # quadratic; `autolink` finds www. and e-mail afterwards
    return md


def _limited(name: str, rule: BlockRule, most: int) -> BlockRule:
    """A container rule that nests in itself `most` times."""
    attribute = DEPTH.format(name)

    def limited(state: StateBlock, first: int, last: int, silent: bool) -> bool:
        depth = getattr(state, attribute, 0)
        if depth >= most:
            return False
        if silent:
            return rule(state, first, last, True)
        setattr(state, attribute, depth + 1)
        try:
            return state.bounded(rule, first, last) if isinstance(state, State) else rule(state, first, last, False)
        finally:
            setattr(state, attribute, depth)

    return limited


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


class Carried(NamedTuple):
    """What goes on at the first line of a source: a list, or a table whose rows have this many lines a piece."""

    in_list: bool = False
    rows: int = 0


NOTHING = Carried()


def blocks(
    md: Markdown, source: str, env: Env, carried: Carried = NOTHING, pause: Callable[[], None] = lambda: None
) -> tuple[list[Block], Sequence[int]]:
    """The top-level blocks of `source`, definitions of links too, and the offsets at which its lines start.

    Inline content is not parsed. With `carried.in_list` the first line is an item of a list that
    began before: then it is nothing else, though alone it might look like a table. With
    `carried.rows` it is a row of a table. A long table is given in pieces; all but the first have
    no tokens, because the cells of a large one weigh far more than its text. `pause` is called
    between blocks: a thread may rest there.
    """
    state = State(source, md, env, [])
    found: list[Block] = []
    line = 0
    if carried.rows:
        line = _rows(state, found, 0, carried.rows)
    in_list = carried.in_list
    outline = "outline" in env
    while (line := state.skipEmptyLines(line)) < state.lineMax:
        pause()
        if outline and not in_list and (seen := glance(state, line)):
            found.append(Block(line, *seen))
            line = seen.last
            continue
        count, number, step = plain_items(state, line)
        if count > 0:
            found.append(Block(line, line + count, [], goes_on=in_list, plain=(number, step)))
            line += count
            in_list = True
        elif labels := plain_notes(state, line):
            found.append(Block(line, line + len(labels), [], notes=labels))
            line += len(labels)
            in_list = False
        block = _block(md, state, line, in_list)
        if found and shows_nothing(state, found[-1].tokens, found[-1].first, block.tokens, block.last):
            block = found.pop()._replace(last=block.last)
        found.append(block)
        # the items behind those that were parsed at once
        in_list = bool(block.tokens) and block.tokens[0].type in LISTS and block.last < state.line
        line = _rows(state, found, block.last, block.rows) if block.rows else block.last
    return found, state.bMarks  # as they were: who sets them within a container sets them back


def _block(md: Markdown, state: State, line: int, in_list: bool) -> Block:
    """The block at `line`, or the first part of one that is long; then `state.line` is behind it."""
    for state.portion in PORTIONS:
        state.line, state.tokens = line, []
        rows = _parse(md, state, line, in_list)
        tokens, limit = state.tokens, line + state.portion
        kind = tokens[0].type if tokens else ""
        # what looks at the lines below may end a container before the limit, but not a quotation
        near = 0 if kind in QUOTES else 2
        if kind not in CONTAINERS or state.line < limit - near:
            # the rows of a table that is too wide are words to the parser, but no reader's
            source = kind == "paragraph_open" and is_wide(state, line)
            return Block(line, state.line, tokens, rows, in_list and kind in LISTS, source=source)
        if kind in QUOTES and state.src[state.bMarks[line] + state.tShift[line]] not in "!?":
            return Block(line, quote_end(state, line, limit), tokens)
        if kind in LISTS and (last := last_item(tokens, line)) > line:
            return Block(line, last, tokens, goes_on=in_list)
    state.line = rest_end(state, state.tokens[0], line, state.line, md.rules.ends["paragraph"])
    return Block(line, state.line, state.tokens, source=True)


def _parse(md: Markdown, state: State, line: int, in_list: bool) -> int:
    """Let the rules take what is at `line`; how many lines a piece of it has when it is the first of a long table."""
    if in_list and _item(state, line):
        return 0
    rows = max(4, MAX_CELLS // (1 + state.src.count("|", state.bMarks[line], state.eMarks[line])))
    for rule in md.rules.at(state, line):
        last = min(state.lineMax, line + 2 + rows) if rule is table else state.lineMax
        if rule(state, line, last, False):
            break
    state.line = max(state.line, line + 1)  # no rule may stay where it is; but a document must never stop the program
    long = bool(state.tokens) and state.tokens[0].type == "table_open" and state.line == line + 2 + rows
    return rows if long else 0


def _item(state: State, line: int) -> bool:
    """The items of a list from `line` on, at the depth they would have in their list."""
    setattr(state, DEPTH.format("list"), 1)
    done = state.bounded(list_block, line, state.lineMax)
    setattr(state, DEPTH.format("list"), 0)
    return done


def _rows(state: State, found: list[Block], line: int, rows: int) -> int:
    """Rows of a table from `line` on, as pieces without tokens; the line behind them."""
    ends = state.md.block.ruler.getRules("blockquote")
    first = line
    while line < state.lineMax and not state.isEmpty(line) and not state.is_code_block(line):
        if any(rule(state, line, state.lineMax, True) for rule in ends):
            break
        line += 1
        if line - first == rows:
            found.append(Block(first, line, [], rows))
            first = line
    if line > first:
        found.append(Block(first, line, [], rows))
    return line
