"""Finding words: smart case, accents as typed; or, `folded`, in any spelling. Offsets are in the text given. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reader.document.spelling import any_spelling
from reader.fold import fold
from reader.regex import regex

Hit = tuple[int, int]


def pattern(query: str, *, folded: bool = False) -> re.Pattern[str] | None:
    """What `query` searches for: lower case finds any case, a space any white space; None when empty."""
    words = query.split()
    if not words:
        return None
    if folded:
        return re.compile(r"\s+".join(map(any_spelling, words)))
    flags = 0 if any(char.isupper() for char in query) else re.IGNORECASE
    return re.compile(r"\s+".join(map(re.escape, words)), flags)


def find_in(text: str, query: str, *, folded: bool = False) -> list[Hit]:
    """Where `query` stands in `text`, without overlap."""
    found = pattern(query, folded=folded)
    return [match.span() for match in found.finditer(text)] if found is not None else []


def search_source(
    text: str, query: str, low: int = 0, high: int | None = None, *, folded: bool = False
) -> Iterator[int]:
    """Offsets in a source at which `query` may stand in what is shown, in order; `find_in` there says whether it does.

    Those from `low` on and before `high` (None: all). Between words white space and markup are passed
    over, so that `space station` is found in `space [**station**](x.md)`; within a word nothing is.
    Linear, and 1-4 ms a megabyte where hits are few; 10-25 ms for words with accents or of another script
    that has case, and for `folded` in a text that is not ASCII.
    """
    words = (fold(query) if folded and query.isascii() else query).split()
    if not words:
        return
    high = len(text) if high is None else min(high, len(text))
    if folded and not (query.isascii() and text.isascii()):
        yield from _spelled(text, words, low, high)
        return
    sensitive = any(char.isupper() for char in query)
    flags = 0 if sensitive else re.IGNORECASE
    whole = re.compile(_BETWEEN.join(map(re.escape, words)), flags) if len(words) > 1 else None
    piece = text[low : high + len(words[0]) - 1]  # a word that begins before `high` may end behind it
    end = 0
    for at in _starts(piece, words[0], sensitive):
        start = low + at
        if start < end or start >= high:
            continue
        if whole is None:
            end = start + len(words[0])
        elif (match := whole.match(text, start)) and _APART.search(match[0]):
            end = match.end()
        else:
            continue
        yield start


def _spelled(text: str, words: Sequence[str], low: int, high: int) -> Iterator[int]:
    pattern = re.compile(_BETWEEN.join(map(any_spelling, words)))
    for match in pattern.finditer(text, low, min(len(text), high + _REACH)):
        if match.start() >= high:
            return
        if len(words) == 1 or _APART.search(match[0]):
            yield match.start()


_REACH = 8192  # characters behind `high` in which what begins before it may end
# What may stand in a source between two words of a text. At each place at most one of these goes on to the
# next word, so that nothing is tried twice; and it is tried only as far as any real link is long.
_BETWEEN = (
    r"(?:[^\S\n]|\n(?:[ \t]*[>#+:=-][ \t>#+:=-]*+|[ \t]*\d{1,9}[.)])?"  # a line end, and the signs a line begins with
    r"|\]\([^()\n]{0,2048}+(?:\([^()\n]{0,500}+\)[^()\n]{0,500}+){0,4}\)"  # the target of a link
    r"|\]\[[^\]\[*_~`!\\|\s<&][^\]\[]{0,200}\]"  # its reference
    r"|<[^<>]{1,500}>|&(?:nbsp|[a-z]{2}sp|#\w{2,6});|[*_~`\[\]!\\|]){1,64}?"
)
_APART = regex(r"[\s|<&]")
# Letters that a search without case takes for these.
_TAKEN_FOR = (("i", "\u0130\u0131"), ("s", "\u017f"), ("k", "\u212a"))


def _starts(text: str, word: str, sensitive: bool) -> Iterator[int]:
    """The offsets of `word`, those that overlap too. `str.find` is ten times faster than a pattern without case."""
    if sensitive or all(char.lower() == char.upper() for char in word):
        return _offsets(text, word)
    # where lower case is not all there is to it: the letters above, the two small sigmas, letters that become two
    odd = any(letter in word and any(char in text for char in others) for letter, others in _TAKEN_FOR)
    if not odd and word.isascii() and not text.isascii():
        return _offsets_in_bytes(text, word)
    if not odd and "\u03c2" not in word and "\u03c3" not in word and len(lowered := text.lower()) == len(text):
        return _offsets(lowered, word)
    return (match.start() for match in re.finditer(re.escape(word), text, re.IGNORECASE))


def _offsets(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _offsets_in_bytes(text: str, word: str) -> Iterator[int]:
    """As `_offsets` in the lowered text: lowering ASCII alone is ten times faster than lowering all letters."""
    raw = text.encode("utf-8", "surrogatepass")
    offset = before = 0
    for at in _bytes_offsets(raw.lower(), word.encode()):
        offset += len(raw[before:at].decode("utf-8", "surrogatepass"))
        before = at
        yield offset


def _bytes_offsets(raw: bytes, word: bytes) -> Iterator[int]:
    at = raw.find(word)
    while at >= 0:
        yield at
        at = raw.find(word, at + 1)
