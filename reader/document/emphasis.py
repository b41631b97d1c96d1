"""`==mark==`, `x^sup^` and `H~sub~`: rules for the inline parser, in which words of a sentence stay words.

Pandoc's and Obsidian's forms, narrowed: `a==b` in a sentence about code, `x^2+y^2` and GitHub's
`~strike~` are not taken for them.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from reader.document.script import ideographic
from reader.regex import regex

_EQUALS = ord("=")
# Bounded, so that a text of nothing but signs costs no more than its length
_SUP = regex(r"\^((?:[^\s\\^\[\]~]|\\[^\s\w]){1,100})\^(?!\^)")
_SUB = regex(r"~((?:[^\s\\^\[\]~]|\\[^\s\w]){1,100})~(?!~)")
_SIMPLE = regex(r"[0-9+-]+\Z")


def stars(state: StateInline, silent: bool) -> bool:
    """The signs of emphasis. Beside a character of a script without spaces they open and close, as beside letters.

    By CommonMark `**「a」**b` is none, because a bracket stands between a sign and a letter.
    """
    start, source = state.pos, state.src
    marker = source[start]
    if silent or marker not in "_*":
        return False
    scanned = state.scanDelims(start, marker == "*")
    opens, closes = scanned.can_open, scanned.can_close
    end = start + scanned.length
    if marker == "*" and start > 0 and end < state.posMax and not (opens and closes):
        before, after = source[start - 1], source[end]
        if (_eastern(before) or _eastern(after)) and not before.isspace() and not after.isspace():
            opens = closes = True
    for _ in range(scanned.length):
        state.push("text", "", 0).content = marker
        state.delimiters.append(Delimiter(ord(marker), scanned.length, len(state.tokens) - 1, -1, opens, closes))
    state.pos = end
    return True


def _eastern(char: str) -> bool:
    """True for Chinese, Japanese and Korean, and their punctuation."""
    return char >= "\u1100" and (ideographic(char) or char <= "\u11ff" or "\uac00" <= char <= "\ud7ff")


def sup(state: StateInline, silent: bool) -> bool:
    """`^raised^`, without white space inside."""
    return _script(state, silent, "sup", _SUP)


def sub(state: StateInline, silent: bool) -> bool:
    """`~lowered~`, right behind a letter, a digit or a bracket: elsewhere it is GitHub's strikethrough."""
    pos = state.pos
    if not pos:
        return False
    before = state.src[pos - 1]
    return (before.isalnum() or before in ")]") and _script(state, silent, "sub", _SUB)


def _script(state: StateInline, silent: bool, name: str, pattern: re.Pattern[str]) -> bool:
    pos, most = state.pos, state.posMax
    if pos and state.src[pos - 1] == state.src[pos]:
        return False
    match = pattern.match(state.src, pos, most)
    if match is None:
        return False
    end = match.end()
    if end < most and state.src[end].isalnum() and (not _SIMPLE.match(match[1]) or state.src[end].isdigit()):
        return False
    if not silent:
        state.push(f"{name}_open", name, 1)
        state.pos, state.posMax = match.start(1), match.end(1)
        state.md.inline.tokenize(state)
        state.posMax = most
        state.push(f"{name}_close", name, -1)
    state.pos = end
    return True


def mark(state: StateInline, silent: bool) -> bool:
    """One `==`; which belong together is found when all are known."""
    start = state.pos
    source = state.src
    if silent or not source.startswith("==", start):
        return False
    scanned = state.scanDelims(start, True)
    end = start + scanned.length
    state.push("text", "", 0).content = "=" * scanned.length
    state.pos = end
    if scanned.length == 2:
        opens = scanned.can_open and not (start and _in_word(source[start - 1]))
        closes = scanned.can_close and not (end < state.posMax and _in_word(source[end]))
        state.delimiters.append(Delimiter(_EQUALS, 0, len(state.tokens) - 1, -1, opens, closes))
    return True


def _in_word(char: str) -> bool:
    """True for letters and digits of scripts that part words by spaces."""
    return char < "\u2e80" and char.isalnum()


def mark_pairs(state: StateInline) -> None:
    """Make marks of the signs that were found to belong together."""
    metas = [meta["delimiters"] for meta in state.tokens_meta if meta and "delimiters" in meta]
    for delimiters in (state.delimiters, *metas):
        for opening in delimiters:
            if opening.marker != _EQUALS or opening.end < 0:
                continue
            for index, name, nesting in (
                (opening.token, "mark_open", 1),
                (delimiters[opening.end].token, "mark_close", -1),
            ):
                token = state.tokens[index]
                token.type, token.tag, token.nesting, token.content, token.markup = name, "mark", nesting, "", "=="
