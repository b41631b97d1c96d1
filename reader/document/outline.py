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
    wanted = unquote(fragment.removeprefix("#")).strip()
    if not wanted:
        return None
    for heading in headings:
        if heading.slug == wanted:
            return heading
    folded = wanted.casefold()
    made = slug(wanted)
    for heading in headings:
        if heading.slug == folded or heading.text.casefold() == folded or (made and heading.slug == made):
            return heading
    return None


def find_anchor(text: str, fragment: str) -> int:
    """Where `<a name=…>` or an id stands in the source; -1 when nowhere."""
    wanted = unquote(fragment.removeprefix("#"))
    if not wanted or wanted not in text:
        return -1
    for match in _ANCHOR.finditer(text):
        if wanted in match.groups():
            return match.start()
    return -1
