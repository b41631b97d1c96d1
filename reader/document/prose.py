"""Paragraphs, and headings with a line below: markdown-it's two rules in one walk over their lines.

What they find is the same. But markdown-it asks every rule at each line, twice, whether it ends the
paragraph, and nearly all lines begin with a letter, which only a table can: so one long paragraph is parsed
ten times as fast. And with "outline" in `env`, where only blocks are asked for, the words are left out.
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
            state.line = line + 1
            _push(state, "heading", "h1" if sign == "=" else "h2", sign, first, line)
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
    _push(state, "paragraph", "p", "", first, line)
    state.parentType = before
    return True


def _push(state: StateBlock, kind: str, tag: str, markup: str, first: int, line: int) -> None:
    """The tokens of words from the line `first` to `line`. Where only blocks are asked for, the first is enough."""
    alone = state.level == 0 and "outline" in state.env
    opening = state.push(f"{kind}_open", tag, 0 if alone else 1)
    opening.markup, opening.map = markup, [first, state.line]
    if alone:
        return
    token = state.push("inline", "", 0)
    if line - first <= LONGEST and "outline" not in state.env:
        token.content = mdTrim(state.getLines(first, line, state.blkIndent, False))
    token.map = [first, line]
    token.children = []
    state.push(f"{kind}_close", tag, -1).markup = markup
