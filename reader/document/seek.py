"""Where a heading probably stands in text that is not parsed yet: a scan of lines outside fences. Pure.

What it finds is only shown before its time; the parser's own headings decide when it gets there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.document import outline
from reader.regex import regex

_LINE = regex(
    r"^ {0,3}(?:(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)|#{1,6}[ \t]+(?P<atx>[^\n]+)|(?P<bar>=+|-+)[ \t]*$)", re.MULTILINE
)
_LINK = regex(r"!?\[([^\[\]\n]*)\]\([^()\n]*\)")


def seek(text: str, start: int, fragment: str, slugs: outline.Slugs) -> int:
    """The offset of the heading that `fragment` means, `start` (the begin of a block) or later; -1 when nowhere.

    `slugs` are those of the headings before `start`; they are changed.
    """
    wanted = outline.wanted(fragment)
    if not wanted:
        return -1
    for offset, title in _headings(text, start):
        words = _LINK.sub(r"\1", title).strip()
        if outline.means(slugs.give(words), words, wanted):
            return offset
    return -1


class Names:
    """What the headings of a text probably go by: as `seek` finds them, for any number of fragments."""

    def __init__(self, text: str) -> None:
        slugs = outline.Slugs()
        self._slugs, self._words = set[str](), set[str]()
        for _, title in _headings(text, 0):
            words = _LINK.sub(r"\1", title).strip()
            self._slugs.add(slugs.give(words))
            self._words.add(words.casefold())

    def have(self, fragment: str) -> bool:
        """Whether a heading is what `fragment` means."""
        said = outline.wanted(fragment)
        folded, made = said.casefold(), outline.slug(said)
        return bool(said) and (folded in self._slugs or folded in self._words or (made != "" and made in self._slugs))


def _headings(text: str, start: int) -> Iterator[tuple[int, str]]:
    fence = ""
    for match in _LINE.finditer(text, start):
        run = match.group("fence")
        if run is not None:
            if not fence:
                fence = run
            elif run.startswith(fence) and not match.group("info").strip():
                fence = ""
        elif fence:
            continue
        elif match.group("atx") is not None:
            yield match.start(), match.group("atx").rstrip().rstrip("#")
        else:
            begin = text.rfind("\n", start, max(start, match.start() - 1)) + 1 or start
            title = text[begin : match.start()].strip()
            if title and title != "---":
                yield begin, title
