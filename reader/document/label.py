"""Labels and what they stand for, packed: a document may define a link or a footnote on every line.

As strings in dictionaries they would weigh thirty times a line of ten signs. Only ever added to. Knows no Markdown.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from typing import TypeVar

Reference = dict[str, object]  # "href" and "title", as markdown-it keeps them
V = TypeVar("V")


class Words:
    """Texts by number, in one row of bytes."""

    def __init__(self) -> None:
        self._row = bytearray()
        self._ends = array("I")

    def __len__(self) -> int:
        return len(self._ends)

    def add(self, word: bytes) -> None:
        """Add a text behind the others."""
        self._row += word
        self._ends.append(len(self._row))

    def at(self, number: int) -> bytes:
        """The text of a number."""
        return bytes(self._row[self._ends[number - 1] if number else 0 : self._ends[number]])

    def has(self, number: int, word: bytes) -> bool:
        """Whether `word` is the text of a number."""
        start = self._ends[number - 1] if number else 0
        return self._ends[number] - start == len(word) and self._row.startswith(word, start)

    def is_like(self, other: Words) -> bool:
        """Whether all texts are the same, in the same order."""
        return self._ends == other._ends and self._row == other._row


class Labels:
    """Each label once, numbered from 0 in the order they came. A hash table of their numbers."""

    def __init__(self) -> None:
        self.words = Words()
        self._slots = array("I", bytes(4 * 8))  # number + 1, or 0; always some are 0

    def find(self, label: str) -> int:
        """The number of a label, -1 when it is not there."""
        return self._slots[self._slot(label.encode())] - 1

    def add(self, label: str) -> bool:
        """Add a label; False when it is there."""
        word = label.encode()
        slot = self._slot(word)
        if self._slots[slot]:
            return False
        self.words.add(word)
        self._slots[slot] = count = len(self.words)
        if 3 * count > 2 * len(self._slots):
            self._slots = array("I", bytes(2 * len(self._slots) * self._slots.itemsize))
            for number in range(count):
                self._slots[self._slot(self.words.at(number))] = number + 1
        return True

    def _slot(self, word: bytes) -> int:
        """Where the label is or belongs."""
        slots, has = self._slots, self.words.has
        most = len(slots) - 1
        slot = hash(word) & most
        while (number := slots[slot]) and not has(number - 1, word):
            slot = (slot + 1) & most
        return slot


class _Packed(Mapping[str, V]):
    """What is known by labels. To compare two makes no dictionary: that is what is avoided."""

    def __init__(self) -> None:
        self._labels = Labels()

    def __len__(self) -> int:
        return len(self._labels.words)

    def __iter__(self) -> Iterator[str]:
        return (self._labels.words.at(number).decode() for number in range(len(self)))

    def __getitem__(self, label: str) -> V:
        number = self._labels.find(label)
        if number < 0:
            raise KeyError(label)
        return self._value(number)

    def _value(self, number: int) -> V:
        raise NotImplementedError

    def _rows(self) -> tuple[Words, ...]:
        """All that is known."""
        return (self._labels.words,)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Mapping) or len(self) != len(other):
            return False
        if isinstance(other, type(self)) and all(map(Words.is_like, self._rows(), other._rows())):
            return True  # as most are: looked up one by one they would take as long as to find them
        return all(other.get(label) == value for label, value in self.items())

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
        self._targets = Words()

    def define(self, label: str, reference: Reference) -> None:
        """Say what a label stands for that stands for nothing yet."""
        if self._labels.add(label):
            self._targets.add(f"{reference['href']}\0{reference['title']}".encode())

    def _value(self, number: int) -> Reference:
        href, _, title = self._targets.at(number).decode().partition("\0")
        return {"title": title, "href": href}

    def _rows(self) -> tuple[Words, ...]:
        return (*super()._rows(), self._targets)
