"""Boxes for remarks as site generators write them: `:::note` to `:::`, and `!!! note` over lines set in. Parser rules.

Docusaurus and VitePress have the first, MkDocs the second; both become what a callout becomes. The tabs of MkDocs,
`=== "Title"` over lines set in, become a term and what is said of it: a page has no tabs to switch. The signs of
any other `:::` container stay, on lines of their own: what they stand for is not known here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from markdown_it.rules_block import StateBlock

from reader.document.callout import begin, end
from reader.document.portion import State
from reader.regex import regex

_KINDS = (
    "note|tip|info|warning|danger|caution|important|details|hint|success|error|failure|bug|example|quote|question"
    "|abstract|summary|attention|seealso|todo|faq|help|check|done|missing|fail|cite|tldr"
)
_FENCED = regex(
    rf"(:{{3,10}})[ \t]*({_KINDS})\b(?:\[([^\]\n]{{0,200}})\])?(?:[ \t]*\{{[^}}\n]{{0,200}}\}})?[ \t]*(.*)", re.I
)
_SET_IN = regex(rf"(!!!|\?\?\?\+?)[ \t]+({_KINDS})\b(?:[ \t]+[\w-]+)*(?:[ \t]+\"([^\"\n]{{0,200}})\")?[ \t]*\Z", re.I)
_TAB = regex(r"===[+!]{0,2}[ \t]+(\"[^\n]{1,200}\"|'[^\n]{1,200}')[ \t]*\Z")
_SIGNS = regex(r":{3,10}(?=[ \t\w{]|\Z)")
MOST_DEEP = 8
MOST_CLOSERS = 20  # that are too short, before none is looked for any more
_CLOSERS, _DEPTH = "admonition_closers", "admonition_depth"  # kept with the state of the parser
_INDENT = 4


def fenced(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A container from `:::note` to its `:::`, or a line of such signs that is no words of a paragraph."""
    line = _line(state, first)
    if not _SIGNS.match(line):
        return False
    if silent:
        return True
    match = _FENCED.fullmatch(line)
    stop = _end(state, first, last, len(match[1])) if match is not None else -1
    if match is None or stop < 0:
        state.push("paragraph_open", "p", 1).map = [first, first + 1]
        words = state.push("inline", "", 0)
        words.content, words.map, words.children = line, [first, first + 1], []
        state.push("paragraph_close", "p", -1)
        state.line = first + 1
        return True
    inner = min(stop, _limit(state, first))
    opening = begin(state, first, match[2], (match[3] or match[4]).strip(), "-" if match[2] == "details" else "")
    _inside(state, first + 1, inner, state.blkIndent)
    end(state, opening)
    if state.line >= stop:
        state.line = min(stop + 1, last)
    opening.map = [first, state.line]
    return True


def _end(state: StateBlock, first: int, last: int, signs: int) -> int:
    """The line that closes `signs` colons, `last` where more text may bring it, -1 when there is none."""
    if getattr(state, _DEPTH, 0) >= MOST_DEEP:
        return -1
    closers: list[tuple[int, int]] | None = getattr(state, _CLOSERS, None)
    if closers is None:
        closers = list(_closers(state))
        setattr(state, _CLOSERS, closers)
    behind = bisect_right(closers, (first, 1 << 30))
    for line, count in closers[behind : behind + MOST_CLOSERS]:
        if line >= last:
            break
        if count >= signs:
            return line if state.sCount[line] >= state.blkIndent else -1
    return last if not state.level and state.env.get("open") else -1


def _closers(state: StateBlock) -> Iterator[tuple[int, int]]:
    """The lines that are nothing but three colons or more, and how many, outside code."""
    if ":::" not in state.src:
        return
    fence = ""
    for line, start in enumerate(state.bMarks[:-1]):
        words = state.src[start : state.eMarks[line]].strip(" \t>")
        if words.startswith(fence or ("```", "~~~")):
            fence = "" if fence else words[:3]
        elif not fence and words[:3] == ":::" and not words.strip(":"):
            yield line, len(words)


def _inside(state: StateBlock, first: int, stop: int, column: int) -> None:
    before = state.lineMax, state.parentType, state.blkIndent
    depth = getattr(state, _DEPTH, 0)
    setattr(state, _DEPTH, depth + 1)
    state.lineMax, state.parentType, state.blkIndent = stop, "alert", column
    state.line = first
    state.md.block.tokenize(state, first, stop)
    state.lineMax, state.parentType, state.blkIndent = before
    setattr(state, _DEPTH, depth)


def set_in(state: StateBlock, first: int, last: int) -> bool:
    """`!!! note "Title"`, or `???` for one that is folded up, and the lines below that are set in."""
    match = _SET_IN.fullmatch(_line(state, first))
    stop = _set_in_end(state, first, last) if match is not None else -1
    if match is None or stop < 0:
        return False
    fold = {"???": "-", "???+": "+"}.get(match[1], "")
    opening = begin(state, first, match[2], (match[3] or "").strip(), fold)
    _inside(state, first + 1, stop, state.blkIndent + _INDENT)
    end(state, opening)
    opening.map = [first, state.line]
    return True


def tab(state: StateBlock, first: int, last: int) -> bool:
    """`=== "Title"` and the lines below that are set in."""
    match = _TAB.fullmatch(_line(state, first))
    stop = _set_in_end(state, first, last) if match is not None else -1
    if match is None or stop < 0:
        return False
    opening = state.push("dl_open", "dl", 1)
    state.push("dt_open", "dt", 1).map = [first, first + 1]
    words = state.push("inline", "", 0)
    words.content, words.map, words.children = match[1][1:-1].strip(), [first, first + 1], []
    state.push("dt_close", "dt", -1)
    said = state.push("dd_open", "dd", 1)
    _inside(state, first + 1, stop, state.blkIndent + _INDENT)
    said.map = [first + 1, state.line]
    state.push("dd_close", "dd", -1)
    state.push("dl_close", "dl", -1)
    opening.map = [first, state.line]
    return True


def _limit(state: StateBlock, first: int) -> int:
    """The line at which what begins at `first` ends at the latest: outside others it is parsed in portions."""
    return state.lineMax if state.level or not isinstance(state, State) else first + state.portion


def _set_in_end(state: StateBlock, first: int, last: int) -> int:
    """The line behind those below `first` that are set in; -1 when there is none, or they lie too deep."""
    column = state.blkIndent + _INDENT
    stop = first + 1
    limit = min(last, _limit(state, first))
    for line in range(first + 1, limit if getattr(state, _DEPTH, 0) < MOST_DEEP else first):
        if state.isEmpty(line):
            continue
        if state.sCount[line] < column:
            break
        stop = line + 1
    else:
        stop = limit if limit < last and stop > first + 1 else stop  # there may be more of them
    return stop if stop > first + 1 else -1


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()
