"""Asks the terminal whether its background is light or dark, while the program is being loaded.

The question is OSC 11 of xterm's control sequences; "what are you" (DA1) goes behind it, which every
terminal answers, so that no answer is known when that came. Nothing waits: a terminal has as long as the
program takes to be loaded, a quarter of a second. What it says later is dropped where keys are read.
"""

from __future__ import annotations

import contextlib
import os
import re
import select
import termios
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_QUESTION = b"\x1b]11;?\x1b\\\x1b[c"
_ANSWER = re.compile(rb"\x1b\]11;rgba?:([0-9a-fA-F]+)/([0-9a-fA-F]+)/([0-9a-fA-F]+)")
_WHOLE = re.compile(rb"\x1b\]11;[^\x07\x1b]{0,80}(?:\x07|\x1b\\)")
_END = re.compile(rb"\x1b\[\?[\d;]*c")


class Ground(NamedTuple):
    """What the terminal said so far; `light` once it is known."""

    said: bytearray

    @property
    def typed(self) -> str:
        """What came that is no answer: keys that were pressed meanwhile."""
        return _END.sub(b"", _WHOLE.sub(b"", self.said)).decode(errors="replace")

    @property
    def light(self) -> bool | None:
        """Whether the background is light; None where the terminal did not tell."""
        match = _ANSWER.search(self.said)
        if match is None:
            return None
        red, green, blue = (int(value, 16) / float(16 ** len(value) - 1) for value in match.groups())
        return bool(0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.5)


def can_be_asked(environment: Mapping[str, str]) -> bool:
    """Whether the answer would come at once and be understood: not over a line, and not where a variable tells."""
    term = environment.get("TERM", "")
    return not (
        "COLORFGBG" in environment
        or "SSH_CONNECTION" in environment
        or "SSH_TTY" in environment
        or term in {"", "dumb", "linux"}
        or term.startswith("vt")
    )


@contextlib.contextmanager
def asked(terminal: int = 0) -> Iterator[Ground]:
    """Ask the terminal on this descriptor on entering; at the end, the answer is in what was given."""
    ground = Ground(bytearray())
    try:
        before = termios.tcgetattr(terminal)
        quiet = termios.tcgetattr(terminal)
        quiet[3] &= ~(termios.ECHO | termios.ICANON)
        termios.tcsetattr(terminal, termios.TCSADRAIN, quiet)
        os.write(terminal, _QUESTION)
    except (OSError, termios.error):
        yield ground
        return
    try:
        yield ground
        while not _END.search(ground.said) and select.select([terminal], [], [], 0)[0]:
            ground.said.extend(os.read(terminal, 1024))
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
