"""Headings: the slugs that links use, and finding one by what a link says. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import unquote

from reader.document.unit import Heading

_ANCHOR = re.compile(
    r"<a\s[^>]*?\b(?:id|name)\s*=\s*[\"']?([^\"'\s>]+)|<\w+\s[^>]*?\bid\s*=\s*[\"']?([^\"'\s>]+)"
    r"|\{:?[ \t]*#([^\s{}.#]+)",
    re.IGNORECASE,
)


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


def find(headings: Sequence[Heading], fragment: str) -> Heading | None:
    """The heading a fragment means: by slug, percent-decoded, in any case, or by its text."""
    said = wanted(fragment)
    if not said:
        return None
    for heading in headings:
        if heading.slug == said:
            return heading
    return next((heading for heading in headings if means(heading.slug, heading.text, said)), None)


def wanted(fragment: str) -> str:
    """What a fragment says, decoded, without `#`."""
    return unquote(fragment.removeprefix("#")).strip()


def means(slug_of: str, text: str, said: str) -> bool:
    """Whether what a fragment says means the heading of this slug and text, in any case."""
    folded = said.casefold()
    return folded in (slug_of, text.casefold()) or slug_of == slug(said) != ""


def find_anchor(text: str, fragment: str) -> int:
    """Where `<a name=…>` or an id stands in the source; -1 when nowhere."""
    wanted = unquote(fragment.removeprefix("#"))
    if not wanted or wanted not in text:
        return -1
    for match in _ANCHOR.finditer(text):
        if wanted in match.groups():
            return match.start()
    return -1
