"""Long lists, quotations and notes in portions: what of them is parsed at once, and where a portion ends.

All tokens of a container are there before the first is looked at, and a line in twelve quotations is read twelve
times: without bounds a block as long as a document costs many times its length in time and memory. Knows lines and
signs; what is parsed is for `grammar`.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import MutableMapping, Sequence
from functools import lru_cache
from typing import Any, Literal, cast

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from reader.document.prose import BlockRule
from reader.regex import regex

PORTIONS = (250, 2000)  # lines: one item may take more than a list is parsed in, and beyond that is shown as source
CONTAINERS = frozenset(
    {"blockquote_open", "alert_open", "bullet_list_open", "ordered_list_open", "footnote_reference_open", "dl_open"}
)
LISTS = frozenset({"bullet_list_open", "ordered_list_open"})
QUOTES = frozenset({"blockquote_open", "alert_open"})
# What is looked for among the tokens in a container
_TELLING = LISTS | QUOTES | {"footnote_reference_open"}
_LINE = regex(r"([ \t]*+)([^\n]*+)(\n?)")
_SPACE = r"(?: {1,4}|\t)"  # between the sign of an item and its words: a tab is as wide as one to four
_MARKER = regex(r"( {0,3})(?:([-+*])|(\d{1,9})([.)]))" + _SPACE + r"(?=\S)")
# Comments, and tags of HTML that show nothing themselves
_NOTHING = regex(
    r"(?:\s++|<!--(?:(?!-->).)*+-->|</?(?:div|section|article|header|footer|main|nav|aside|center|span|p)\b[^<>]*+>)*+",
    re.S | re.I,
)
_SHORT = 1000  # characters of a line: as tabs they take four times as many columns
_GAP = 500  # blank lines that end a container which is shown as source
_LONGEST = 16_384  # characters of blocks that are one, because they show nothing
# The words of an item that is one line when another item follows: they begin with no sign of a container or fence
_PLAIN = r"(?:[^\s\-+>*\d\[`~]|\*\*?+(?=[^\s*])|`(?!``)|~(?!~~)|\d(?!\d{0,8}[.)](?:[ \t]|$))|\[(?![^\n]*\]:))[^\n]*+\n"


_NOTE = regex(rf"^\[\^([^\]\s]++)\]:[ ](?![$%<{{|:]){_PLAIN}(?=\[\^[^\]\s]++\]:)", re.MULTILINE)


class State(StateBlock):
    """The block parser's state. `portion`: how many lines a container outside others may take."""

    portion = PORTIONS[0]

    def __init__(self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]) -> None:
        super().__init__("", md, env, tokens)
        self.src = src
        self._find_lines()
        # where only blocks are asked for, this stands for all that is in a container and tells nothing of it
        self._inner = Token("", "", 0) if "outline" in env else None

    def _find_lines(self) -> None:
        """What markdown-it knows of each line, in arrays: in lists it weighs a hundred times a line of one sign."""
        columns = "h" if _are_short(self.src) else "i"
        begins, ends, shifts, indents = array("i"), array("i"), array(columns), array(columns)
        size = len(self.src)
        for match in _LINE.finditer(self.src):
            start, (first, end) = match.start(), match.span(2)
            if start == size or (first == size and end == size):
                break  # spaces behind the last line end are no line
            begins.append(start)
            ends.append(end)
            shifts.append(first - start)
            blank = match[1]
            indents.append(len(blank.expandtabs(4)) if "\t" in blank else first - start)
        self.lineMax = len(begins)
        for numbers, last in ((begins, size), (ends, size), (shifts, 0), (indents, 0)):
            numbers.append(last)  # a line behind the last, as markdown-it has it
        # rules read and write single numbers, which an array has as a list does
        self.bMarks, self.eMarks = cast("list[int]", begins), cast("list[int]", ends)
        self.tShift, self.sCount = cast("list[int]", shifts), cast("list[int]", indents)
        self.bsCount = cast("list[int]", array(columns, bytes(shifts.itemsize * len(begins))))

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """A token more; each takes longer to make than to find, and weighs more than its line."""
        inner = self._inner
        if inner is None or not self.level or ttype in _TELLING or (self.level == 1 and ttype == "list_item_open"):
            return super().push(ttype, tag, nesting)
        self.level += nesting
        if self.tokens[-1] is not inner:
            self.tokens.append(inner)
        return inner

    def getLines(self, begin: int, end: int, indent: int, keepLastLF: bool) -> str:  # noqa: N802, N803 - markdown-it's
        """Lines of the source without `indent`. Outside containers that is a slice, and no line is made by itself."""
        if indent or self.level or begin >= end:
            return super().getLines(begin, end, indent, keepLastLF)
        return self.src[self.bMarks[begin] : self.eMarks[end - 1] + (1 if keepLastLF else 0)]

    def bounded(self, rule: BlockRule, first: int, last: int) -> bool:
        """What `rule` makes of the lines from `first` on, at most a portion when it is outside all others."""
        before = self.lineMax
        limit = first + self.portion if self.level == 0 else before
        if limit >= before:
            return rule(self, first, last, False)
        self.lineMax = limit
        try:
            return rule(self, first, min(last, limit), False)
        finally:
            self.lineMax = before


def _are_short(text: str) -> bool:
    """Whether no line is so long that a column of it, or what containers add to it, needs more than 15 bits."""
    start = 0
    while start + _SHORT < len(text):
        start = text.rfind("\n", start, start + _SHORT) + 1
        if not start:
            return False
    return True


@lru_cache(64)
def _run(indent: int, marker: str) -> re.Pattern[str]:
    sign = re.escape(marker) if marker in "-+*" else r"\d{1,9}" + re.escape(marker)
    # possessive, or each item takes memory until the last is found
    return re.compile(f"(?:^ {{{indent}}}{sign}{_SPACE}{_PLAIN}\n*+)++", re.MULTILINE)


def plain_items(state: StateBlock, line: int) -> tuple[int, int, int]:
    """How many lines the items of one line each take that begin a list, or go on with one, and blank ones below them;
    the number of the first and what is added for each. 0 lines when it takes a parser to say so.
    """
    start = state.bMarks[line]
    marker = _MARKER.match(state.src, start)
    if marker is None:
        return 0, 0, 0
    indent, bullet, number, sign = marker.groups()
    run = _run(len(indent), bullet or sign).match(state.src, start)
    if run is None:
        return 0, 0, 0
    # the last one may go on behind its line
    words = run.end()
    while state.src[words - 1] == "\n":
        words -= 1
    count = state.src.count("\n", start, max(start, state.src.rfind("\n", start, words) + 1))
    return count, int(number or 0), 1 if number else 0


def plain_notes(state: StateBlock, line: int) -> list[str]:
    """The labels of footnotes of one line each, the first at `line`, that another follows."""
    labels: list[str] = []
    end = state.bMarks[line]
    while note := _NOTE.match(state.src, end):
        labels.append(note[1])
        end = note.end()
    return labels


def last_item(tokens: Sequence[Token], first: int) -> int:
    """The line at which the last of several items of a list begins that begins at `first`; `first` when it is one."""
    for token in reversed(tokens):
        if token.type == "list_item_open" and token.level == 1 and token.map:
            return token.map[0]
    return first


def quote_end(state: StateBlock, first: int, limit: int) -> int:
    """Where a quotation that reaches `limit` is parted: best behind a blank line of it, else at one with its sign."""
    found = limit
    for line in range(limit - 1, first + (limit - first) // 2, -1):
        if not _quoted(state, line).startswith(">"):
            continue
        if not _quoted(state, line - 1).strip("> \t"):
            return line
        found = line if found == limit else found
    return found


def _quoted(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def rest_end(state: StateBlock, opening: Token, first: int, start: int, ends: BlockRule) -> int:
    """About where a container ends that goes on at `start`.

    Told by its indent, or before what `ends` a paragraph; and behind many blank lines, so that it is not kept open.
    """
    marker = _MARKER.match(state.src, state.bMarks[first])
    indent = marker.end() - marker.start() if marker and opening.type in LISTS else 2
    blank = 0
    for line in range(start, state.lineMax):
        blank = blank + 1 if state.isEmpty(line) else 0
        if blank > _GAP:
            return line
        if blank or state.sCount[line] >= indent:
            continue
        if opening.type == "dl_open" and _quoted(state, line).startswith(":"):
            continue
        if state.isEmpty(line - 1) or ends(state, line, state.lineMax, True):
            return line
    return state.lineMax


def shows_nothing(state: StateBlock, tokens: Sequence[Token], first: int, more: Sequence[Token], last: int) -> bool:
    """Whether a block of HTML from line `first` on and one behind it show nothing, and may be one block.

    Of such blocks a document may be full: each that is looked at for a line to show takes its time.
    """
    if len(tokens) != 1 or len(more) != 1 or tokens[0].type != "html_block" or more[0].type != "html_block":
        return False
    start, end = state.bMarks[first], state.bMarks[last]
    if last - first > PORTIONS[0] or end - start > _LONGEST:
        return False
    return _NOTHING.fullmatch(tokens[0].content) is not None and _NOTHING.fullmatch(more[0].content) is not None
