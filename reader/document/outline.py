"""Headings and notes: the slugs that links use, and finding what a link says. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import unquote

from reader.document.unit import Heading, Kind, Unit, Units

_ANCHOR = re.compile(
    r"<a\s[^<>]{0,500}?\b(?:id|name)\s{0,9}=\s{0,9}[\"']?([^\"'\s<>]+)"
    r"|<\w{1,20}\s[^<>]{0,500}?\bid\s{0,9}=\s{0,9}[\"']?([^\"'\s<>]+)"
    r"|\{:?[ \t]*#([^\s{}.#]+)",
    re.IGNORECASE,
)

# What may stand before the name: to look for both together is a hundred times faster than for all anchors
_BEFORE_NAME = ('"', "'", "=", "= ", "#")


def slug(text: str) -> str:
    """The fragment that GitHub makes of a heading's text."""
    kept = [char for char in text.strip().lower() if char in " -_" or unicodedata.category(char)[0] in "LMN"]
    return "".join(kept).replace(" ", "-")


class Slugs:
    """Gives slugs, a repeated one with `-1`, `-2` … behind it."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def copy(self) -> Slugs:
        """Another, that knows what this knows so far."""
        copied = Slugs()
        copied._seen = dict(self._seen)
        return copied

    def give(self, text: str) -> str:
        """The slug of the next heading."""
        base = slug(text)
        count = self._seen.get(base)
        if count is None:
            self._seen[base] = 0
            return base
        found = base
        while found in self._seen:
            count += 1
            found = f"{base}-{count}"
        self._seen[base] = count
        self._seen[found] = 0
        return found


class Outline:
    """The headings of a document as far as it is parsed. `text_of` gives the words of one."""

    def __init__(self, text_of: Callable[[Unit], str]) -> None:
        self.slugs = Slugs()
        self._text_of = text_of
        self._headings: list[Heading] = []
        self._by_slug: dict[str, int] = {}  # the first heading of each
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
        given = self.slugs.give(text)
        self._by_slug.setdefault(given, len(self._headings))
        self._by_text.setdefault(text.casefold(), len(self._headings))
        self._headings.append(Heading(unit.level, text, given, index, unit.start, unit.line))

    def find(self, fragment: str) -> Heading | None:
        """The heading a fragment means, of those found so far: by slug, percent-decoded, in any case, or by text."""
        said = wanted(fragment)
        if not said:
            return None
        exact = self._by_slug.get(said)
        if exact is not None:
            return self._headings[exact]
        folded = said.casefold()
        # as `means` says of one heading
        meant = (self._by_slug.get(folded), self._by_text.get(folded), self._by_slug.get(slug(said) or said))
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
