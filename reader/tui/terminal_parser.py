"""Between the terminal and Textual's parser of keys: what was typed early, and what the terminal says late.

Textual takes an answer that it did not ask for as keys, one a character: a background of `rgb:ffff/…` that
comes over a slow line would rescan the folder, bookmark and open the palette.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar

from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.message import Message

_ANSWER = re.compile(r"\x1b\]1[01];[^\x07\x1b]{0,80}(?:\x07|\x1b\\)|\x1b\[\?[\d;]{0,80}c")
_BEGUN = re.compile(r"(?:\x1b\]1[^\x07\x1b]{0,80}\x1b?|\x1b\[\?[\d;]{0,80})\Z")


class TerminalParser(XTermParser):
    """Textual's parser, without answers, and with what was typed before it was there."""

    typed: ClassVar[str] = ""
    _begun = ""  # of an answer whose end has not come yet

    def feed(self, data: str) -> Iterable[Message]:
        if data:
            data = _ANSWER.sub("", self._begun + data)
            begun = _BEGUN.search(data)
            self._begun = begun.group() if begun is not None else ""
            data = data[: len(data) - len(self._begun)]
            if not data:  # which would tell the end of the input
                return
        yield from super().feed(data)

    def tick(self) -> Iterable[Message]:
        typed, TerminalParser.typed = TerminalParser.typed, ""
        if typed:
            yield from self.feed(typed)
        yield from super().tick()


def install(typed: str) -> None:
    """Have the driver use this parser; Textual has no hook for it. `typed` is what came while it was loaded."""
    TerminalParser.typed = typed
    linux_driver.XTermParser = TerminalParser  # type: ignore[attr-defined]  # it is imported there
