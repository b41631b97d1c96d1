"""The piece of a text that shows why it was found: the words around the hits, and where these are. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from reader.library.query import Word
from reader.library.terms import HIDDEN, searchable
from reader.regex import regex
from reader.sanitise import sanitise_line

LENGTH = 180  # characters of a snippet
_PART = 100_000  # characters of a long text that are looked at together
_EACH = 10  # places of one word that are looked at
_LINE = 200_000  # characters of a long line that are looked at,
_PIECE = 2_000  # how many of them at a time for any of the words,
_WINDOW, _STEP = 150, 60  # and then for most of them
_AROUND = 3  # lines in which words count as found together

# A letter, digit or mark, as the index takes it; Python does not count the vowel signs of India to words.
_SIGN = (
    r"(?:[^\W_]|[\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff\u0f71-\u0f84])"
)
_TOKEN = regex(f"{_SIGN}+")
_BLOCK = regex(
    r"^[ \t]*(?:>[ \t]?)*(?:#{1,6}[ \t]+|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?|\d{1,9}[.)][ \t]+|\[![\w-]+\][+-]?)?"
)
_LINK = regex(rf"\[\^[^\[\]]+\](?!:)|!?\[([^\[\]]*)\](?=[{HIDDEN} ]{{2}}|\[|[ ]*$)(?:\[[^\[\]]*\])?")
_SIGNS = regex(rf"(?<!\s)\*+|\*+(?!\s)|`+|~~|{HIDDEN}+|(?<![^\W_])_+|_+(?![^\W_])|\\(?=[!-/:-@\[-`{{-~])")
_MARKUP = frozenset("*`~_\\&[" + HIDDEN)
# A rule, the line under a heading, and what parts the head of a table from its rows: nothing to read.
_RULING = regex(r"[ \t>]*(?:[-=+*_:|][ \t]*+){3,}+\Z")
# The target of links elsewhere in the text, unless there is nothing else
_DEFINITION = regex(r"[ ]{0,3}\[[^\[\]^][^\[\]\n]{0,200}\]:(?:\s|\Z)")
_BAR = regex(r"(?<!\\)\|")


class Snippet(NamedTuple):
    """Text on one line, the ranges in it that were asked for, and where it comes from in the source.

    `line` is the 1-based line of the first hit (of the beginning, when the text has none), `offset` the
    code point offset of that line.
    """

    text: str
    ranges: tuple[tuple[int, int], ...]
    line: int
    offset: int


def snippet(text: str, words: Sequence[Word], title: str = "") -> Snippet:
    """The snippet of a reading text (see `text_scan`) for the words of a query; rather not the title itself."""
    words = [word for word in words if _TOKEN.search(word.terms)]
    lines = _first_places(text, words)
    line = _best(text, lines, title)
    at = _offset(text, line)
    start, end = _around(text, at, _spot(text, at, words))
    shown = _plain(text[start:end])
    ranges = _ranges(shown, words)
    return _cut(shown, ranges, line + 1, at, inside=start > 0 and text[start - 1] != "\n")


@lru_cache(256)
def _pattern(terms: str, prefix: bool) -> tuple[re.Pattern[str], str]:
    """What finds a word or phrase in a folded text, and what each of its places begins with."""
    words = _TOKEN.findall(terms)
    end = "" if prefix else f"(?!{_SIGN})"
    between = rf"(?:(?!{_SIGN}).)+"
    return re.compile(f"(?<!{_SIGN})" + between.join(map(re.escape, words)) + end, re.S), words[0]


def _first_places(text: str, words: Sequence[Word]) -> dict[int, list[int]]:
    """As `_places`, in the first part of a long text that has any."""
    asked = all(word.terms.isascii() for word in words)
    at = line = 0
    while words and at < len(text):
        end = text.find("\n", at + _PART, at + 2 * _PART) + 1 or at + 2 * _PART
        part = text[at:end]
        # accents are few, and folding takes longer than to look twice
        found = _places(_lowered(part), words) if asked else {}
        if not found and not part.isascii():
            found = _places(searchable(part), words)
        if found:
            return {number: [line + one for one in lines] for number, lines in found.items()}
        line += part.count("\n")
        at = end
    return {}


def _lowered(text: str) -> str:
    """`text` with ASCII letters small: by bytes, because `str.lower` looks each other letter up."""
    return text.encode("utf-8").lower().decode("utf-8")


def _places(text: str, words: Sequence[Word]) -> dict[int, list[int]]:
    """The lines, from 0, on which each word is found, by the number of the word."""
    found: dict[int, list[int]] = {}
    for number, word in enumerate(words):
        line = counted = 0
        lines: list[int] = []
        for at in _found(text, word, _EACH):
            line += text.count("\n", counted, at)
            counted = at
            if not lines or lines[-1] != line:
                lines.append(line)
        if lines:
            found[number] = lines
    return found


def _found(text: str, word: Word, most: int) -> Iterator[int]:
    """Where the word begins in a folded text; looked for by its first letters, which is what `find` is quick at."""
    pattern, first = _pattern(word.terms, word.prefix)
    at = text.find(first)
    while at >= 0 and most:
        if pattern.match(text, at):
            most -= 1
            yield at
        at = text.find(first, at + len(first))


def _best(text: str, found: dict[int, list[int]], title: str) -> int:
    """The line at which most of the words are found close together, the first such."""
    places = sorted((line, number) for number, lines in found.items() for line in lines)
    if not places:
        return _beginning(text, title)
    best, most = places[0][0], 0
    for at, (line, _) in enumerate(places):
        if most == len(found):
            break
        near = {number for other, number in places[at : at + 3 * len(found)] if other < line + _AROUND}
        if len(near) > most and not (len(places) > at + 1 and _is_title(text, line, title)):
            best, most = line, len(near)
    return best


def _is_title(text: str, line: int, title: str) -> bool:
    at = _offset(text, line)
    end = text.find("\n", at)
    return text[at : end if end >= 0 else None].strip(" #") == title


def _beginning(text: str, title: str) -> int:
    """The first line with words that is not the title."""
    at = line = 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        shown = text[at:end].strip(" #\t=-*_")
        if shown and shown != title:
            return line
        at = end + 1
        line += 1
    return 0


def _offset(text: str, line: int) -> int:
    at = 0
    for _ in range(line):
        at = text.find("\n", at) + 1
    return at


def _spot(text: str, at: int, words: Sequence[Word]) -> int:
    """Where on the line at `at` most of the words stand close together, the first such, if it is a long line."""
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    if end - at <= LENGTH:
        return at
    for start in range(at, min(end, at + _LINE), _PIECE):
        stop = min(end, start + _PIECE + _WINDOW)
        if not _count(text[start:stop], words):
            continue
        best, most = start, 0
        for window in range(start, stop, _STEP):
            count = _count(text[window : min(stop, window + _WINDOW)], words)
            if count > most:
                best, most = window, count
            if most == len(words):
                break
        if best <= at + LENGTH // 2:
            return at
        return text.rfind(" ", best - _STEP, best) + 1 or best  # not within a word
    return at


def _count(text: str, words: Sequence[Word]) -> int:
    """How many of the words are found in it."""
    asked = all(word.terms.isascii() for word in words)
    for fold in (_lowered, searchable) if asked and not text.isascii() else (searchable,):  # folding takes longer
        folded = fold(text)
        if count := sum(1 for word in words for _ in _found(folded, word, 1)):
            return count
    return 0


def _around(text: str, line: int, at: int) -> tuple[int, int]:
    """From `at` on: the paragraph, or more after a short one. At the start of the line, some of what is before it."""
    start = at
    if at == line:
        start = text.rfind("\n\n", max(0, at - LENGTH // 2), at)
        start = start + 2 if start >= 0 else max(text.rfind("\n", 0, max(0, at - LENGTH // 2)) + 1, at - LENGTH // 2)
        if start and not (text[start].isspace() or text[start - 1].isspace()):  # not within a word
            start = min((found for sign in " \n" if (found := text.find(sign, start, at)) >= 0), default=start)
    end = text.find("\n\n", at)
    end = len(text) if end < 0 else end
    if end - at < LENGTH // 2:
        end = at + LENGTH
    end = min(max(end, at), at + 2 * LENGTH)
    if end < len(text) and not (text[end].isspace() or text[end - 1].isspace()):  # not within a word
        end = max(text.rfind(" ", at + LENGTH // 2, end), text.rfind("\n", at + LENGTH // 2, end)) + 1 or end
    return start, end


def _plain(text: str) -> str:
    """The text on one line without the marks of Markdown."""
    lines = text.split("\n")
    kept = [line for line in lines if not _RULING.match(line)]
    ruled = len(kept) < len(lines) and "|" in text
    kept = [line for line in kept if not _DEFINITION.match(line)] or kept
    text = "\n".join(_BLOCK.sub("", _without_bars(line, ruled)) for line in kept)
    if not _MARKUP.isdisjoint(text):
        text = _SIGNS.sub("", _LINK.sub(r"\1", text))
        if "&" in text:
            import html  # late: it brings a table of all names

            text = sanitise_line(html.unescape(text))
    return " ".join(text.split())


def _without_bars(line: str, ruled: bool) -> str:
    """A row of a table without what parts its cells; `ruled`: there is the rule of a table beside it."""
    if "|" in line and (ruled or line.lstrip(" \t>").startswith("|")):
        return " ".join(cell.strip() for cell in _BAR.split(line))
    return line


def _ranges(text: str, words: Sequence[Word]) -> list[tuple[int, int]]:
    """Where the words are found in a short text, in order, without overlaps."""
    patterns = [_pattern(word.terms, word.prefix)[0] for word in words]
    folded = searchable(text)
    origin: Sequence[int] = range(len(text))
    if len(folded) != len(text):  # seldom: a sign that becomes none or several
        signs = [searchable(sign) for sign in text]
        folded = "".join(signs)
        origin = [at for at, sign in enumerate(signs) for _ in sign]
    found = [match.span() for pattern in patterns for match in pattern.finditer(folded)]
    spans = [(origin[start], origin[end - 1] + 1) for start, end in found]
    ranges: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if start < end and (not ranges or start >= ranges[-1][1]):
            ranges.append((start, end))
    return ranges


def _cut(text: str, ranges: list[tuple[int, int]], line: int, offset: int, *, inside: bool) -> Snippet:
    """`text`, which may begin `inside` a line, cut to the length of a snippet around the first hits, with an ellipsis
    where something is missing.
    """
    first = ranges[0][0] if ranges else 0
    start = 0
    if first > LENGTH // 2:
        start = text.find(" ", max(0, first - LENGTH // 3), first) + 1 or first
    end = len(text)
    if end - start > LENGTH:
        end = start + LENGTH
        space = text.rfind(" ", max(start + LENGTH // 2, ranges[0][1] if ranges else 0), end)
        end = space if space > 0 else end
    before, after = "…" if start or inside else "", "…" if end < len(text) else ""
    moved = len(before) - start
    kept = tuple((one + moved, other + moved) for one, other in ranges if one >= start and other <= end)
    return Snippet(before + text[start:end] + after, kept, line, offset)
