"""Rules between paragraphs: markdown-it's rule for `***`, in time that does not go with the length of a line.

markdown-it walks over the signs of a line one by one, and in lists within each other does so for each: a line
of a megabyte of `* ` takes it fifteen seconds. What it finds is the same.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

from reader.regex import regex

_SIGNS = regex(r"([-*_])(?:[ \t]*+\1){2,}+[ \t]*+")


def hr(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Three signs or more of a kind, and spaces."""
    start, end = state.bMarks[first] + state.tShift[first], state.eMarks[first]
    source = state.src
    if start >= end or source[end - 1] not in "-*_ \t" or state.is_code_block(first):
        return False
    signs = _SIGNS.fullmatch(source, start, end)
    if signs is None:
        return False
    if not silent:
        state.line = first + 1
        token = state.push("hr", "hr", 0)
        token.map = [first, state.line]
        token.markup = signs[1] * (source.count(signs[1], start, end) + 1)
    return True
