"""`> [!type]± title`: the first line of a quotation that makes it a callout, a rule for the block parser.

GitHub has five types and no titles; Obsidian has any word, a title, and `+` or `-` for what is folded.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from reader.regex import regex

_MARK = regex(r"\[!([^\W\d_][\w-]{0,39})(?:\|[^\]\n]{0,80})?\]([+-]?)(?:[ \t]+|\Z)")
# Obsidian's types, and those of others, as the five that GitHub has: they differ in colour alone
_LIKE = {
    **dict.fromkeys(("tip", "hint", "success", "check", "done", "example"), "tip"),
    **dict.fromkeys(("important", "question", "help", "faq", "todo"), "important"),
    **dict.fromkeys(("warning", "attention"), "warning"),
    **dict.fromkeys(("caution", "danger", "error", "bug", "failure", "fail", "missing"), "caution"),
}
SEPARATOR = " · "


def block(state: StateBlock, first: int, last: int) -> bool:
    """The line of the type, right behind the beginning of its quotation, which becomes an `alert_open`."""
    if not state.tokens or state.tokens[-1].type != "blockquote_open":
        return False
    start = state.bMarks[first] + state.tShift[first]
    line = state.src[start : state.eMarks[first]]
    match = _MARK.match(line)
    if match is None:
        return False
    _head(state, state.tokens[-1], first, match[1], line[match.end() :].strip(), match[2])
    state.line = first + 1
    return True


def begin(state: StateBlock, line: int, name: str, title: str, fold: str) -> Token:
    """Open a callout of another dialect, whose head is on `line`; `end` closes it."""
    opening = state.push("alert_open", "div", 1)
    _head(state, opening, line, name, title, fold)
    return opening


def end(state: StateBlock, opening: Token) -> None:
    """Close what `begin` opened."""
    state.push("alert_close", "div", -1).markup = opening.markup


def _head(state: StateBlock, opening: Token, line: int, name: str, title: str, fold: str) -> None:
    opening.type, opening.tag = "alert_open", "div"
    opening.meta = {"kind": _LIKE.get(name.lower(), "note"), "fold": fold}
    state.push("alert_title_open", "p", 1).map = [line, line + 1]
    words = state.push("inline", "", 0)
    words.content = title
    words.map = [line, line + 1]
    words.children = []
    name = name.replace("-", " ").replace("_", " ")
    words.meta = {"name": name if name[1:] != name[1:].lower() and name != name.upper() else name.capitalize()}
    state.push("alert_title_close", "p", -1)
