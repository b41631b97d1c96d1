"""A bracket that nothing closes, before it is tried as a link: a rule for the inline parser."""

from __future__ import annotations

from markdown_it.rules_inline import StateInline


def unclosed(state: StateInline, silent: bool) -> bool:
    """The sign as it is. For a link, each such bracket would have all behind it walked through once more."""
    source, pos = state.src, state.pos
    if source[pos] != "[" and not source.startswith("![", pos):
        return False
    if source.rfind("]", pos, state.posMax) >= 0:
        return False
    if not silent:
        state.pending += source[pos]
    state.pos += 1
    return True
