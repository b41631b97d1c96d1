"""Tables drawn with `+---+` and bars, as Pandoc and RST have them: a rule for the block parser.

What is in their cells may be lists and code. They are shown as they are drawn: every column stands where it should.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

from reader.regex import regex

_RULE = regex(r"\+(?:[:=-]{2,}\+)+[ \t]*\Z")


def grid(state: StateBlock, first: int, last: int) -> bool:
    """The lines of a table from its upper rule on."""
    line = first
    rules = 0
    while line < last and state.sCount[line] >= state.blkIndent and not state.is_code_block(line):
        start, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
        if _RULE.match(state.src, start, end):
            rules += 1
        elif line == first or state.src[start : start + 1] not in ("|", "+"):
            break
        line += 1
    if line < first + 3 or rules < 2:
        return False
    token = state.push("code_block", "code", 0)
    token.content = state.getLines(first, line, state.sCount[first], True)
    token.map = [first, line]
    state.line = line
    return True
