"""What dialects add to the parser, one rule each for lines and for blocks: the first sign says which is asked.

One rule that looks at a table costs a tenth of a rule each, which every sign of a text would pass.
"""

from __future__ import annotations

from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline, strikethrough

from reader.document import callout, emphasis, formula, template

_INLINE: dict[str, Callable[[StateInline, bool], bool]] = {
    "=": emphasis.mark,
    "^": emphasis.sup,
    "$": formula.in_line,
    "{": template.in_line,
}
_BLOCK: dict[str, Callable[[StateBlock, int, int], bool]] = {
    "[": callout.block,
    "$": formula.block,
    "{": template.block,
}


def install(md: MarkdownIt) -> None:
    """Add the rules to a parser."""
    md.inline.ruler.at("strikethrough", _tilde)
    md.inline.ruler.push("dialect", _inline)  # no other rule begins with these signs
    md.inline.ruler2.after("strikethrough", "mark", emphasis.mark_pairs)
    md.block.ruler.before("table", "dialect", _block)


def _tilde(state: StateInline, silent: bool) -> bool:
    return state.src[state.pos] == "~" and (emphasis.sub(state, silent) or strikethrough.tokenize(state, silent))


def _inline(state: StateInline, silent: bool) -> bool:
    rule = _INLINE.get(state.src[state.pos])
    return rule is not None and rule(state, silent)


def _block(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    if silent:
        return False  # none of these interrupts a paragraph
    start = state.bMarks[first] + state.tShift[first]
    rule = _BLOCK.get(state.src[start : start + 1])
    return rule is not None and not state.is_code_block(first) and rule(state, first, last)
