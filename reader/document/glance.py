"""Blocks that one look tells, where only blocks are asked for: headings, and words at the margin up to a blank line.

What they are is what the parser finds, for a tenth of its time; what one look does not tell is left to it.
"""

from __future__ import annotations

from typing import NamedTuple

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from reader.regex import regex

_WORDS = r"[^\W\d_][^\n|]*+\n"  # a line that begins nothing else, and no row of a table
_BLOCK = regex(
    rf"(\#{{1,6}})(?:[ \t][^\n|]*+)?+\n"
    rf"|(?:{_WORDS})++(?:(=++|-++)[ \t]*+\n|(?=\n[^\s:]))"  # a `:` line would make the first one a term
    rf"|({_WORDS}(?::[ ]{_WORDS})++\n)(?=[^\s:])"
)


class Seen(NamedTuple):
    """The line behind a block, and what stands for its tokens, the same for all of a kind."""

    last: int
    tokens: list[Token]


_HEADINGS = [[Token("heading_open", f"h{level}", 0)] for level in range(7)]
_PARAGRAPH = [Token("paragraph_open", "p", 0)]
_DEFINITIONS = [Token("dl_open", "dl", 0)]


def glance(state: StateBlock, line: int) -> Seen | None:
    """The block at `line`, outside others; None when it takes a parser to say what it is."""
    start = state.bMarks[line]
    match = _BLOCK.match(state.src, start)
    if match is None:
        return None
    signs, below, _ = match.groups()
    if signs is not None:
        return Seen(line + 1, _HEADINGS[len(signs)])
    last = line + state.src.count("\n", start, match.end())
    if below is not None:
        return Seen(last, _HEADINGS[1 if below[0] == "=" else 2])
    return Seen(last, _PARAGRAPH if match[3] is None else _DEFINITIONS)
