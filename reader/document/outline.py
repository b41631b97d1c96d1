"""Headings and notes: the slugs that links use, and finding what a link says. Pure."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import overload
from urllib.parse import unquote

from reader.document.unit import Heading, Kind, Unit, Units
from reader.regex import regex

_ANCHOR = regex(
    r"<a\s[^<>]{0,500}?\b(?:id|name)\s{0,9}=\s{0,9}[\"']?([^\"'\s<>]+)"
    r"|<\w{1,20}\s[^<>]{0,500}?\bid\s{0,9}=\s{0,9}[\"']?([^\"'\s<>]+)"
    r"|\{:?[ \t]*#([^\s{}.#]+)",
    re.IGNORECASE,
)

_NUMBERED = regex(r"(.*)-([1-9][0-9]{0,8})", re.S)

# What may stand before the name: to look for both together is a hundred times faster than for all anchors
_BEFORE_NAME = ('"', "'", "=", "= ", "#")


def slug(text: str) -> str:
    """The fragment that GitHub makes of a heading's text."""
    kept = [char for char in text.strip().lower() if char in " -_" or unicodedata.category(char)[0] in "LMN"]
    return "".join(kept).replace(" ", "-")


class Slugs:
    """Gives slugs, a repeated one with `-1`, `-2` … behind it; keeps the last number, not what it made of it."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}  # for each that was given as it is the number that was given last

    def copy(self) -> Slugs:
        """Another, that knows what this knows so far."""
        copied = Slugs()
        copied._last = dict(self._last)
        return copied

    def give(self, text: str) -> str:
        """The slug of the next heading."""
        base = slug(text)
        return numbered(base, self.number(base))

    def number(self, base: str) -> int:
        """What goes behind the slug of the next heading, 0 for nothing."""
        count = self._last.get(base)
        if count is None and not self.is_given(base):
            self._last[base] = 0
            return 0
        count = (count or 0) + 1
        while self.is_given(numbered(base, count)):
            count += 1
        self._last[base] = count
        return count

    def is_given(self, name: str) -> bool:
        """Whether a heading has this slug."""
        base, number = split(name)
        return name in self._last or 0 < number <= self._last.get(base, 0)


def numbered(base: str, number: int) -> str:
    """A slug with the number behind it that makes it another; as it is with 0."""
    return f"{base}-{number}" if number else base


def split(name: str) -> tuple[str, int]:
    """The slug and the number that `numbered` could make this of; 0 and all of it when there is none."""
    match = _NUMBERED.fullmatch(name)
    return (match[1], int(match[2])) if match is not None else (name, 0)


class Headings(Sequence[Heading]):
    """Headings in columns: of one as short as its line a tuple weighs a hundred times as much. Append only."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.numbers = array("i")  # behind their slugs
        self._levels = bytearray()
        self._units, self._offsets, self._lines = array("i"), array("i"), array("i")

    def append(self, unit: Unit, index: int, text: str, number: int) -> None:
        """Another heading, of the unit at `index`."""
        self.texts.append(text)
        self.numbers.append(number)
        self._levels.append(unit.level)
        self._units.append(index)
        self._offsets.append(unit.start)
        self._lines.append(unit.line)

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, index: int) -> Heading: ...
    @overload
    def __getitem__(self, index: slice) -> list[Heading]: ...
    def __getitem__(self, index: int | slice) -> Heading | list[Heading]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        text = self.texts[index]
        made = numbered(slug(text), self.numbers[index])
        return Heading(self._levels[index], text, made, self._units[index], self._offsets[index], self._lines[index])


class Outline:
    """The headings of a document as far as it is parsed. `text_of` gives the words of one."""

    def __init__(self, text_of: Callable[[Unit], str]) -> None:
        self.slugs = Slugs()
        self._text_of = text_of
        self._headings = Headings()
        self._by_slug: dict[str, int] = {}  # the first heading of each that has no number
        self._by_text: dict[str, int] = {}
        self._seen = 0  # units looked at

    def grow(self, skipped: Sequence[Unit], units: Units) -> Sequence[Heading]:
        """All headings up to the last of `units`; those of `skipped`, which the masthead shows, come first."""
        if not self._seen:
            for unit in skipped:
                if unit.kind is Kind.HEADING:
                    self._take(unit, 0)
            self._seen = 1
        index = units.kinds.find(Kind.HEADING, self._seen)
        while index >= 0:
            self._take(units[index], index)
            index = units.kinds.find(Kind.HEADING, index + 1)
        self._seen = len(units)
        return self._headings

    def _take(self, unit: Unit, index: int) -> None:
        text = self._text_of(unit)
        base, at = slug(text), len(self._headings)
        number = self.slugs.number(base)
        if not number:
            self._by_slug[base] = at
        self._by_text.setdefault(text.casefold(), at)
        self._headings.append(unit, index, text, number)

    def _at(self, made: str) -> int | None:
        """Where the heading with this slug is."""
        found = self._by_slug.get(made)
        base, number = split(made)
        if found is not None or not number or not self.slugs.is_given(made):
            return found
        texts, numbers, at = self._headings.texts, self._headings.numbers, -1
        with suppress(ValueError):
            while True:
                at = numbers.index(number, at + 1)
                if slug(texts[at]) == base:
                    return at
        return None

    def find(self, fragment: str) -> Heading | None:
        """The heading a fragment means, of those found so far: by slug, percent-decoded, in any case, or by text."""
        said = wanted(fragment)
        if not said:
            return None
        exact = self._at(said)
        if exact is not None:
            return self._headings[exact]
        folded = said.casefold()
        # as `means` says of one heading
        meant = (self._at(folded), self._by_text.get(folded), self._at(slug(said) or said))
        first = min((at for at in meant if at is not None), default=-1)
        return self._headings[first] if first >= 0 else None


def wanted(fragment: str) -> str:
    """What a fragment says, decoded, without `#`."""
    return unquote(fragment.removeprefix("#")).strip()


def means(slug_of: str, text: str, said: str) -> bool:
    """Whether what a fragment says means the heading of this slug and text, in any case."""
    folded = said.casefold()
    return folded in (slug_of, text.casefold()) or slug_of == slug(said) != ""


def find_anchor(text: str, fragment: str) -> int:
    """Where `<a name=…>`, an id or the `^name` of a block stands in the source; -1 when nowhere."""
    wanted = unquote(fragment.removeprefix("#"))
    if not wanted or wanted not in text:
        return -1
    if wanted.startswith("^"):
        named = re.search(rf"(?:^|[ \t]){re.escape(wanted)}[ \t]*$", text, re.MULTILINE)
        return named.start() if named is not None else -1
    found = (at for sign in _BEFORE_NAME for at in _places(text, sign + wanted))
    return next((start for at in sorted(found) if (start := _anchor_at(text, at, wanted)) >= 0), -1)


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _anchor_at(text: str, at: int, wanted: str) -> int:
    """Where the anchor begins that gives this name at `at`; -1 when it is none."""
    for sign in ("<", "{"):
        start = text.rfind(sign, max(0, at - 560), at)
        match = _ANCHOR.match(text, start) if start >= 0 else None
        if match is not None and wanted in match.groups():
            return start
    return -1


def find_note(text: str, href: str) -> int:
    """Where a footnote (`#fn-LABEL`) is defined, or first referred to (`#fnref-LABEL`); -1 when nowhere."""
    back = href.startswith("#fnref-")
    mark = f"[^{href.removeprefix('#fnref-').removeprefix('#fn-')}]"
    position = text.find(mark)
    while position >= 0:
        before = text[text.rfind("\n", 0, position) + 1 : position]
        defines = text.startswith(":", position + len(mark)) and not before.strip(" >\t")
        if defines != back:
            return position
        position = text.find(mark, position + 1)
    return -1
