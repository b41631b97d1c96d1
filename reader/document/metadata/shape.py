"""What a shape of metadata sees and what it gives back, and the few patterns several shapes share. Values only."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from reader.article import Meta
from reader.regex import regex
from reader.sanitise import sanitise_line


class Text(NamedTuple):
    """What a shape looks at.

    `head` and `tail` are the beginning and the last part of the sanitised source (`tail` is empty
    when `head` is everything), `name` is the file's name, `body` the offset after the metadata
    header found so far, `known` what earlier shapes found.
    """

    head: str
    tail: str
    name: str
    body: int
    known: Meta


class Found(NamedTuple):
    """What a shape found: metadata, where the text begins (0: unchanged), what the masthead shows.

    Ranges are code point offsets of the source; a range with a negative start counts from its end
    (its own end is then 0 or negative).
    """

    meta: Meta
    body: int = 0
    taken: tuple[tuple[int, int], ...] = ()


def merge(first: Meta, second: Meta) -> Meta:
    """Each field of `first`, or of `second` where `first` does not know it."""
    return Meta._make(mine or other for mine, other in zip(first, second, strict=True))


_MARKUP = regex(
    r"!\[([^\]]*)\]\([^)\s]*[^)]*\)"  # image
    r"|\[((?:[^\[\]]|\[[^\]]*\])*)\](?:\([^)]*\)|\[[^\]]*\])"  # link
    r"|<(https?://[^>\s]+)>"  # autolink
    r"|</?[a-zA-Z][^>]*>|<!--.*?-->"  # inline HTML
    r"|\\([!-/:-@\[-`{-~])"  # escape
    r"|(`+)(.+?)\5"  # code
)
_EMPHASIS = regex(r"(\*{1,3}|~~)(?=\S)(.+?)(?<=\S)\1|(?<!\w)(_{1,3})(?=\S)(.+?)(?<=\S)\3(?!\w)")
_SIGN = regex(r"[*_`\[<\\&~!{]")
_ATTRIBUTES = regex(r"[ \t]*\{:?[ \t]*[#.][\w-][^{}\n]{0,200}\}[ \t]*\Z")  # of kramdown, Pandoc, Hugo, VitePress
_SPACE = regex(r"\s+")
MAX_PLAIN = 1000


def plain(inline: str) -> str:
    """Inline Markdown as the words a reader sees; not a parser: for titles and names, one line each.

    Only the first `MAX_PLAIN` characters are looked at, so that no line can make the patterns slow.
    """
    inline = inline[:MAX_PLAIN]
    if _SIGN.search(inline) is None:
        return " ".join(inline.split())

    def words(match: re.Match[str]) -> str:
        image, link, auto, escaped, _, code = match.groups()
        if image is not None or link is not None:
            return plain(image if link is None else link)
        return auto or escaped or code or ""

    text = _MARKUP.sub(words, _ATTRIBUTES.sub("", inline))
    for _ in range(2):  # strong within emphasis
        text = _EMPHASIS.sub(lambda match: match[2] or match[4], text)
    return _SPACE.sub(" ", sanitise_line(html.unescape(text))).strip()


def has_words(inline: str) -> bool:
    """Whether anything in inline Markdown could be a title: a letter or a digit of any script."""
    return any(char.isalnum() for char in plain(inline))


_PICTURE = r"!\[[^\[\]]{0,300}\](?:\([^()\n]{0,1000}\)|\[[^\[\]]{0,300}\])"
_BADGES = regex(rf"\[[ \t]*{_PICTURE}[ \t]*\](?:\([^()\n]{{0,1000}}\)|\[[^\[\]]{{0,300}}\])|{_PICTURE}")


def heading_words(inline: str) -> str:
    """A heading as a title: its words, and what its pictures are called only where there are no others."""
    bare = _BADGES.sub(" ", inline[:MAX_PLAIN]) if "![" in inline else inline
    return plain(bare if has_words(bare) else inline)


_BLANK = regex(r"[ \t]*\n")
_ATX = regex(r" {0,3}#{1,6}(?:[ \t]|\n|$)")


def blocks(text: str, at: int, limit: int) -> Iterator[tuple[int, int]]:
    """At most `limit` (start, end) of the runs of lines without a blank one from `at` on.

    An ATX heading is a run of its own. The ends are after the last character, before the newline.
    """
    size = len(text)
    for _ in range(limit):
        while blank := _BLANK.match(text, at):
            at = blank.end()
        if at >= size:
            return
        start = at
        end = _line_end(text, at)
        if not _ATX.match(text, start):
            while end < size and not _BLANK.match(text, end + 1) and not _ATX.match(text, end + 1):
                after = _line_end(text, end + 1)
                if after == end + 1:  # the empty line after the last newline
                    break
                end = after
        yield start, end
        at = min(end + 1, size)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
