"""Boxes for remarks as MkDocs writes them: `!!! note` over lines set in, a callout. Parser rules.

Its tabs, `=== "Title"` over lines set in, become a term and what is said of it: a page has no tabs to switch. What is
in a container is parsed here for `container` too.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from reader.document import directive
from reader.document.callout import begin, end
from reader.document.portion import State
from reader.regex import regex

_SET_IN = regex(
    rf"(!!!|\?\?\?\+?)[ \t]+({directive.SET_IN})\b(?:[ \t]+[\w-]+)*(?:[ \t]+\"([^\n]{{0,200}})\")?[ \t]*\Z", re.I
)
_TAB = regex(r"===[+!]{0,2}[ \t]+(\"[^\n]{1,200}\"|'[^\n]{1,200}')[ \t]*\Z")
MOST_DEEP = 8
_DEPTH = "admonition_depth"  # kept with the state of the parser
_INDENT = 4


def depth(state: StateBlock) -> int:
    """In how many containers the state is."""
    found: int = getattr(state, _DEPTH, 0)
    return found


def inside(state: StateBlock, first: int, stop: int, column: int) -> None:
    """Parse the lines from `first` to `stop` as what a container holds, set in as far as `column`."""
    before = state.lineMax, state.parentType, state.blkIndent
    around = depth(state)
    setattr(state, _DEPTH, around + 1)
    state.lineMax, state.parentType, state.blkIndent = stop, "alert", column
    state.line = first
    state.md.block.tokenize(state, first, stop)
    state.lineMax, state.parentType, state.blkIndent = before
    setattr(state, _DEPTH, around)


def set_in(state: StateBlock, first: int, last: int) -> bool:
    """`!!! note "Title"`, or `???` for one that is folded up, and the lines below that are set in."""
    match = _SET_IN.fullmatch(line_of(state, first))
    stop = _set_in_end(state, first, last) if match is not None else -1
    if match is not None and match[3] and stop < 0:
        stop = first + 1  # a title is enough
    if match is None or stop < 0:
        return False
    fold = {"???": "-", "???+": "+"}.get(match[1], "")
    opening = begin(state, first, match[2], (match[3] or "").strip(), fold)
    inside(state, first + 1, stop, state.blkIndent + _INDENT)
    end(state, opening)
    opening.map = [first, state.line]
    return True


def tab(state: StateBlock, first: int, last: int) -> bool:
    """`=== "Title"` and the lines below that are set in."""
    match = _TAB.fullmatch(line_of(state, first))
    stop = _set_in_end(state, first, last) if match is not None else -1
    if match is None or stop < 0:
        return False
    in_tab(state, first, match[1][1:-1].strip(), first + 1, stop, state.blkIndent + _INDENT)
    return True


def in_tab(state: StateBlock, head: int, title: str, first: int, stop: int, column: int) -> None:
    """The lines from `first` to `stop` below the title of a tab, which is on the line `head`."""
    opening = state.push("dl_open", "dl", 1)
    state.push("dt_open", "dt", 1).map = [head, head + 1]
    words = state.push("inline", "", 0)
    words.content, words.map, words.children = title, [head, head + 1], []
    state.push("dt_close", "dt", -1)
    said = state.push("dd_open", "dd", 1)
    inside(state, first, stop, column)
    said.map = [first, state.line]
    state.push("dd_close", "dd", -1)
    state.push("dl_close", "dl", -1)
    opening.map = [head, state.line]


def limit(state: StateBlock, first: int) -> int:
    """The line at which what begins at `first` ends at the latest: outside others it is parsed in portions."""
    return state.lineMax if state.level or not isinstance(state, State) else first + state.portion


def _set_in_end(state: StateBlock, first: int, last: int) -> int:
    """The line behind those below `first` that are set in; -1 when there is none, or they lie too deep."""
    column = state.blkIndent + _INDENT
    stop = first + 1
    most = min(last, limit(state, first))
    for line in range(first + 1, most if depth(state) < MOST_DEEP else first):
        if state.isEmpty(line):
            continue
        if state.sCount[line] < column:
            break
        stop = line + 1
    else:
        stop = most if most < last and stop > first + 1 else stop  # there may be more of them
    return stop if stop > first + 1 else -1


def line_of(state: StateBlock, line: int) -> str:
    """The words of a line, without what it is set in by."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()
