"""The key text of a document: letters, marks and digits of its content, NFKC, case-folded.

It does not depend on width, theme, typography or on how we render, so that a passage that is stored
by it is found again. Raise `selector.TEXT_VERSION` when the same source gives another key text.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_right
from typing import Protocol

from reader.document.layout import Link


class Readable(Protocol):
    """What a key text is made of: the content of units."""

    def __len__(self) -> int: ...
    def content(self, index: int) -> str:
        """The text of a unit."""

    def links(self, index: int) -> tuple[Link, ...]:
        """The links of a unit."""


class _Fold(dict[int, str | None]):
    """Code point to what it becomes; each is worked out once."""

    def __missing__(self, code: int) -> str | None:
        folded = unicodedata.normalize("NFKC", chr(code)).casefold()
        kept = "".join(char for char in folded if unicodedata.category(char)[0] in "LMN")
        found = self[code] = kept or None
        return found


_FOLD = _Fold()


def fold(text: str) -> str:
    """Letters, marks and digits of `text`, NFKC and case-folded."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return text.translate(_FOLD)


class KeyText:
    """`text` and the way back: from a position in it to a unit and an offset in its content."""

    def __init__(self, readable: Readable) -> None:
        self._readable = readable
        parts: list[str] = []
        self._starts = array("I")
        at = 0
        for index in range(len(readable)):
            self._starts.append(at)
            part = fold(_without_numbers(readable, index))
            parts.append(part)
            at += len(part)
        self.text = "".join(parts)

    def locate(self, position: int) -> tuple[int, int]:
        """(unit, offset in its content) of the character that stands at `position`."""
        position = max(0, min(position, len(self.text) - 1))
        index = max(0, bisect_right(self._starts, position) - 1)
        content = _without_numbers(self._readable, index)
        return index, _offset(content, position - self._starts[index])

    def position(self, unit: int, offset: int) -> int:
        """Where the content of `unit` from `offset` on begins in the key text."""
        content = _without_numbers(self._readable, unit)
        return self._starts[unit] + len(fold(content[:offset]))


def _without_numbers(readable: Readable, index: int) -> str:
    """The content with the numbers of footnotes blanked: they are ours, and change with the definitions."""
    content = readable.content(index)
    if index == 0:
        content = content.partition("\n")[0]  # of the masthead the title alone is the document's
    for link in readable.links(index):
        if link.kind in {"footnote", "backref"}:
            content = content[: link.start] + " " * (link.end - link.start) + content[link.end :]
    return content


def _offset(content: str, position: int) -> int:
    """The offset in `content` of the character that makes the `position`-th of its key text."""
    low, high = 0, len(content)
    while low < high:
        middle = (low + high) // 2
        if len(fold(content[: middle + 1])) > position:
            high = middle
        else:
            low = middle + 1
    return low


def make_key_text(readable: Readable) -> KeyText:
    """The key text of a whole document."""
    return KeyText(readable)
