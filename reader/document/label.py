"""Labels and what they stand for, packed: a document may define a link or a footnote on every line.

As strings in dictionaries they would weigh thirty times a line of ten signs. Only ever added to. Knows no Markdown.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from typing import TypeVar

Reference = dict[str, object]  # "href" and "title", as markdown-it keeps them
V = TypeVar("V")


class _Words:
    """Texts by number, in one row of bytes."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._ends = array("I")

    def __len__(self) -> int:
        return len(self._ends)

    def add(self, word: bytes) -> None:
        self._bytes += word
        self._ends.append(len(self._bytes))

    def at(self, number: int) -> bytes:
        return bytes(self._bytes[self._ends[number - 1] if number else 0 : self._ends[number]])


class Labels:
    """Each label once, numbered from 0 in the order they came. A hash table of their numbers."""

    def __init__(self) -> None:
        self._words = _Words()
        self._slots = array("I", bytes(4 * 8))  # number + 1, or 0; always some are 0

    def __len__(self) -> int:
        return len(self._words)

    def __iter__(self) -> Iterator[str]:
        return (self._words.at(number).decode() for number in range(len(self._words)))

    def find(self, label: str) -> int:
        """The number of a label, -1 when it is not there."""
        return self._slots[self._slot(label.encode())] - 1

    def add(self, label: str) -> bool:
        """Add a label; False when it is there."""
        word = label.encode()
        slot = self._slot(word)
        if self._slots[slot]:
            return False
        self._words.add(word)
        self._slots[slot] = len(self)
        if 3 * len(self) > 2 * len(self._slots):
            self._slots = array("I", bytes(2 * len(self._slots) * self._slots.itemsize))
            for number in range(len(self)):
                self._slots[self._slot(self._words.at(number))] = number + 1
        return True

    def _slot(self, word: bytes) -> int:
        """Where the label is or belongs."""
        most = len(self._slots) - 1
        slot = hash(word) & most
        while (number := self._slots[slot]) and self._words.at(number - 1) != word:
            slot = (slot + 1) & most
        return slot


class _Packed(Mapping[str, V]):
    """What is known by labels. To compare two makes no dictionary: that is what is avoided."""

    def __init__(self) -> None:
        self._labels = Labels()

    def __len__(self) -> int:
        return len(self._labels)

    def __iter__(self) -> Iterator[str]:
        return iter(self._labels)

    def __getitem__(self, label: str) -> V:
        number = self._labels.find(label)
        if number < 0:
            raise KeyError(label)
        return self._value(number)

    def _value(self, number: int) -> V:
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Mapping) or len(self) != len(other):
            return False
        return self is other or all(other.get(label) == value for label, value in self.items())

    def __hash__(self) -> int:
        raise TypeError("what can be added to has no hash")


class Notes(_Packed[int]):
    """Labels of footnotes to their numbers, from 1."""

    def add(self, label: str) -> None:
        """Give the next number to a label that has none."""
        self._labels.add(label)

    def _value(self, number: int) -> int:
        return number + 1


class References(_Packed[Reference]):
    """Normalised labels of links to what they stand for."""

    def __init__(self) -> None:
        super().__init__()
        self._targets = _Words()

    def define(self, label: str, reference: Reference) -> None:
        """Say what a label stands for that stands for nothing yet."""
        if self._labels.add(label):
            self._targets.add(f"{reference['href']}\0{reference['title']}".encode())

    def _value(self, number: int) -> Reference:
        href, _, title = self._targets.at(number).decode().partition("\0")
        return {"title": title, "href": href}
