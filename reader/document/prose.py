"""Paragraphs, and headings with a line below: markdown-it's two rules in one walk over their lines.

What they find is the same. But markdown-it asks every rule at each line, twice, whether it ends the
paragraph, and nearly all lines begin with a letter, which only a table can: so one long paragraph is parsed
ten times as fast.
"""

from __future__ import annotations

from collections.abc import Callable

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock, paragraph

from reader.document.row import table

LONGEST = 4000  # lines: what has more is shown as source, and nobody asks for its words
BlockRule = Callable[[StateBlock, int, int, bool], bool]


def prose(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A paragraph or a heading with a line below. Never silent: it ends nothing."""
    if state.is_code_block(first):
        return paragraph(state, first, last, silent)
    source, marks, shifts, ends = state.src, state.bMarks, state.tShift, state.eMarks
    rules = state.md.block.ruler.getRules("paragraph")
    before, state.parentType = state.parentType, "paragraph"  # which rules look at
    line = first + 1
    most = state.lineMax  # words may go on behind the quotation that they are in
    while line < most:
        start, end = marks[line] + shifts[line], ends[line]
        if start >= end:
            break
        depth = state.sCount[line]
        if depth - state.blkIndent > 3:  # no code: a paragraph goes on
            line += 1
            continue
        sign = source[start]
        if (
            sign in "-="
            and line < last
            and depth >= state.blkIndent
            and not source[start:end].lstrip(sign).strip(" \t")
        ):
            _heading(state, first, line, sign)
            state.parentType = before
            return True
        if depth >= 0:  # less says that a quotation has asked already
            if sign.isalpha():
                if source.find("|", start, end) >= 0 and table(state, line, most, True):
                    break
            elif any(rule(state, line, most, True) for rule in rules):
                break
        line += 1
    state.line = line
    state.push("paragraph_open", "p", 1).map = [first, line]
    _words(state, first, line)
    state.push("paragraph_close", "p", -1)
    state.parentType = before
    return True


def _heading(state: StateBlock, first: int, line: int, sign: str) -> None:
    tag = "h1" if sign == "=" else "h2"
    state.line = line + 1
    opening = state.push("heading_open", tag, 1)
    opening.markup, opening.map = sign, [first, line + 1]
    _words(state, first, line)
    state.push("heading_close", tag, -1).markup = sign


def _words(state: StateBlock, first: int, line: int) -> None:
    token = state.push("inline", "", 0)
    if line - first <= LONGEST:
        token.content = mdTrim(state.getLines(first, line, state.blkIndent, False))
    token.map = [first, line]
    token.children = []
