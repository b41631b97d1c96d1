"""`^[A note where it is referred to]`, as Pandoc and Obsidian have it: a rule for the inline parser.

The note is set right below the block that refers to it. Within a note and in a heading there is none. Their letters go
on through the document, and a unit is read alone: each begins behind those that may have been used before it. What only
looks like a note, in code, leaves its letter out.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left

from markdown_it.rules_inline import StateInline

from reader.document.numeral import letter_number, numeral
from reader.regex import regex

_MAY_BEGIN = regex(r"\^\[(?!\s*\])")  # every note does, and other things too
_SIGN = regex(r"\\.|(`+)|[\[\]]", re.DOTALL)
_ENDS = "inline_note_ends"  # kept with the state of the parser
_INSIDE = "inline_note"


class Begun:
    """Where notes may begin in a text, looked for when first asked."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._all: array[int] | None = None

    @property
    def _places(self) -> array[int]:
        if self._all is None:
            self._all = array("I", (found.start() for found in _MAY_BEGIN.finditer(self.text)))
        return self._all

    def before(self, offset: int) -> int:
        """How many begin before an offset."""
        return bisect_left(self._places, offset)

    def at(self, sign: str) -> int:
        """An offset in the unit that has the note with this sign; -1 when there is none."""
        number = letter_number(sign[1:-1])
        return self._places[number - 1] if 0 < number <= len(self._places) else -1


def note_sign(number: int) -> str:
    """What stands for a note, by its number from 1."""
    return f"[{numeral(number, 'a')}]"


def inline_note(state: StateInline, silent: bool) -> bool:
    """The note, as a token whose children are its words."""
    start = state.pos + 2
    if not state.src.startswith("^[", state.pos) or state.env.get("heading") or state.env.get(_INSIDE):
        return False
    ends: dict[int, int] | None = getattr(state, _ENDS, None)
    if ends is None:
        ends = _ends(state.src)
        setattr(state, _ENDS, ends)
    end = ends.get(start - 1, -1)
    if not start < end < state.posMax or not state.src[start:end].strip():
        return False
    if not silent:
        token = state.push(_INSIDE, "", 0)
        token.content = state.src[start:end].strip()
        token.children = []
        state.env[_INSIDE] = True
        state.md.inline.parse(token.content, state.md, state.env, token.children)
        state.env[_INSIDE] = False
    state.pos = end + 1
    return True


def _ends(source: str) -> dict[int, int]:
    """Where each bracket is closed, in one walk; what is code has none."""
    found: dict[int, int] = {}
    opened: list[int] = []
    code = ""
    for sign in _SIGN.finditer(source):
        if sign[1]:
            code = (
                ("" if code == sign[1] else code) if code else sign[1] if source.find(sign[1], sign.end()) > 0 else ""
            )
        elif not code and sign[0] == "[":
            opened.append(sign.start())
        elif not code and sign[0] == "]" and opened:
            found[opened.pop()] = sign.start()
    return found
