"""A term and what `: ` lines below it say of it: a rule for the block parser.

Each term with its definitions is a block of its own, so that a long glossary is read piece by piece.
A term is one line, as in Pandoc; the definitions hold any blocks.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

_MARK = ":"
_BARE = 4  # cells to the words of a definition whose term is a comment, as pages of MkDocs have them


def definition(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """`Term` or none, perhaps a blank line, then `: definition` once or more. Silent: a `: ` line below such a term."""
    if silent:
        return state.ddIndent >= 0 and state.sCount[first] >= state.ddIndent - 2 and _content(state, first) >= 0
    if state.is_code_block(first):
        return False
    bare = _content(state, first) - state.bMarks[first] - state.tShift[first] >= _BARE
    line = first if bare else _below(state, first + 1, last)
    if line < 0:
        return False
    whole = state.push("dl_open", "dl", 1)
    if not bare:
        _term(state, first)
    end = line
    while line >= 0:
        _one(state, line, last)
        end = state.line
        line = _below(state, end, last) if end < last else -1
    state.push("dl_close", "dl", -1)
    whole.map = [first, end]
    state.line = end
    return True


def _term(state: StateBlock, first: int) -> None:
    term = state.push("dt_open", "dt", 1)
    term.map = [first, first + 1]
    words = state.push("inline", "", 0)
    words.map = [first, first + 1]
    words.content = state.getLines(first, first + 1, state.blkIndent, False).strip()
    words.children = []
    state.push("dt_close", "dt", -1)


def _below(state: StateBlock, line: int, last: int) -> int:
    """The line of the next definition: this one or, over a blank one, the next; -1 when there is none."""
    if line < last and state.isEmpty(line):
        line += 1
    if line >= last or state.isEmpty(line) or state.sCount[line] < state.blkIndent or state.is_code_block(line):
        return -1
    return line if _content(state, line) >= 0 else -1


def _content(state: StateBlock, line: int) -> int:
    """Where the words behind the `:` of a line start, -1 when it is no definition."""
    start = state.bMarks[line] + state.tShift[line]
    end = state.eMarks[line]
    if start + 1 >= end or state.src[start] != _MARK or state.src[start + 1] not in " \t":
        return -1
    position = state.skipSpaces(start + 1)
    return position if position < end else -1


def _one(state: StateBlock, line: int, last: int) -> None:
    """A definition and the blocks in it."""
    opening = state.push("dd_open", "dd", 1)
    mark = state.bMarks[line] + state.tShift[line]
    position = _content(state, line)
    column = state.sCount[line] + 1
    for char in state.src[mark + 1 : position]:
        column += 4 - column % 4 if char == "\t" else 1
    before = (
        state.tight, state.ddIndent, state.blkIndent, state.tShift[line], state.sCount[line], state.parentType,
    )  # fmt: skip
    state.blkIndent = state.ddIndent = state.sCount[line] + 2
    state.tShift[line] = position - state.bMarks[line]
    state.sCount[line] = column
    state.tight = True
    state.parentType = "deflist"
    state.md.block.tokenize(state, line, last)
    (
        state.tight, state.ddIndent, state.blkIndent, state.tShift[line], state.sCount[line], state.parentType,
    ) = before  # fmt: skip
    opening.map = [line, state.line]
    state.push("dd_close", "dd", -1)
