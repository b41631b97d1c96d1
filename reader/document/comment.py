"""What note programs write and do not show: `%%comments%%`, and `^names` behind a block. Parser rules."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from reader.regex import regex

LIMIT = 4000  # characters of a comment
# Letters with a digit or a dash among them: a word alone (“^Same”) may be the writer's, and is shown
_NAME = regex(r"\^(?=[0-9-]*[A-Za-z])(?=[A-Za-z]*[0-9-])[A-Za-z0-9][A-Za-z0-9-]{2,60}\s*\Z")


def in_line(state: StateInline, silent: bool) -> bool:
    """`%%…%%` between words: nothing. Percent signs that touch a word outside are none of it."""
    pos, source, most = state.pos, state.src, state.posMax
    if not source.startswith("%%", pos) or (pos and not source[pos - 1].isspace()):
        return False
    end = source.find("%%", pos + 2, min(most, pos + LIMIT))
    if end < 0 or (end + 2 < most and source[end + 2].isalnum()):
        return False
    state.pos = end + 2
    while state.pos < most and source[state.pos] == " " and not state.pending.strip(" "):
        state.pos += 1
    return True


def block(state: StateBlock, first: int, last: int) -> bool:
    """Lines from `%%` to `%%`, blank ones too. With `env["open"]` more text may close what is open at the end."""
    start = state.bMarks[first] + state.tShift[first]
    if not state.src.startswith("%%", start):
        return False
    line, position = first, start + 2
    while True:
        end = state.eMarks[line]
        sign = state.src.find("%%", position, end)
        if sign >= 0:
            if state.src[sign + 2 : end].strip() or sign + 2 - start > LIMIT:
                return False
            break
        line += 1
        if end - start > LIMIT - 2 or (
            line < last and not state.isEmpty(line) and state.sCount[line] < state.blkIndent
        ):
            return False
        if line >= last:
            if state.level or not state.env.get("open"):
                return False
            break
        position = state.bMarks[line]
    state.line = min(line + 1, last)
    state.push("comment_block", "", 0).map = [first, state.line]
    return True


def name(state: StateInline) -> bool:
    """The name of a block, at its end: a link leads there, a reader has nothing from it."""
    pos, source = state.pos, state.src
    if state.level or (pos and not source[pos - 1].isspace()) or state.posMax != len(source):
        return False
    if not _NAME.match(source, pos):
        return False
    state.pending = state.pending.rstrip()
    state.pos = state.posMax
    return True
