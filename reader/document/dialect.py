"""What dialects add to the parser, one rule each for lines and for blocks: the first sign says which is asked.

One rule that looks at a table costs a tenth of a rule each, which every sign of a text would pass.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline, escape, strikethrough

from reader.document import admonition, callout, comment, container, emphasis, formula, template
from reader.document.grid import grid
from reader.document.inline_note import inline_note

_INLINE: dict[str, Callable[[StateInline, bool], bool]] = {
    "=": emphasis.mark,
    "^": lambda state, silent: (
        inline_note(state, silent) or emphasis.sup(state, silent) or (not silent and comment.name(state))
    ),
    "$": formula.in_line,
    "{": template.in_line,
    "%": comment.in_line,
    ":": template.signs,
}
_BLOCK: dict[str, Callable[[StateBlock, int, int], bool]] = {
    "[": callout.block,
    "$": formula.block,
    "{": template.block,
    "\\": formula.environment,
    "%": comment.block,
    ":": partial(container.fenced, silent=False),
    "!": admonition.set_in,
    "?": admonition.set_in,
    "=": admonition.tab,
    "+": grid,
}
SIGNS = frozenset(_BLOCK)  # that blocks of a dialect begin with
# Those of them that end a paragraph
_INTERRUPTS: dict[str, Callable[[StateBlock, int, int, bool], bool]] = {
    "$": formula.block,
    "\\": formula.environment,
    ":": container.fenced,
}


def install(md: MarkdownIt) -> None:
    """Add the rules for lines to a parser; that for blocks is `block`."""
    md.inline.ruler.at("strikethrough", _tilde)
    md.inline.ruler.at("escape", backslash)
    md.inline.ruler.at("emphasis", emphasis.stars)
    md.inline.ruler.push("dialect", _inline)  # no other rule begins with these signs
    md.inline.ruler2.after("strikethrough", "mark", emphasis.mark_pairs)


def _tilde(state: StateInline, silent: bool) -> bool:
    return state.src[state.pos] == "~" and (emphasis.sub(state, silent) or strikethrough.tokenize(state, silent))


def backslash(state: StateInline, silent: bool) -> bool:
    """A formula in brackets that are escaped, or what else a backslash is."""
    if state.src[state.pos] != "\\":
        return False
    bracket = state.src[state.pos + 1 : state.pos + 2]
    return (bracket in ("(", "[") and formula.bracketed(state, silent)) or escape(state, silent)


def _inline(state: StateInline, silent: bool) -> bool:
    rule = _INLINE.get(state.src[state.pos])
    return rule is not None and rule(state, silent)


def block(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A block of a dialect, by its first sign."""
    start = state.bMarks[first] + state.tShift[first]
    sign = state.src[start : start + 1]
    if silent:
        ends = _INTERRUPTS.get(sign)
        return ends is not None and not state.is_code_block(first) and ends(state, first, last, True)
    rule = _BLOCK.get(sign)
    return rule is not None and not state.is_code_block(first) and rule(state, first, last)
