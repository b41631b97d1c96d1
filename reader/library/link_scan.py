"""Finds the links in a text without parsing it: for whole libraries, where a parser takes too long. Pure.

Inline links and images, reference definitions, autolinks and `[[wikilinks]]` outside fences and code
spans. It may find a link that a parser would not take for one; it does not decide what is shown.

Patterns begin with a letter that they must have, which is how a search of long text is quick, and
repeat without going back (`++`), which keeps it linear.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple


class FoundLink(NamedTuple):
    """A link as it stands in the text: 1-based line, text, href (not decoded); `image` and `wiki` tell its form."""

    line: int
    text: str
    href: str
    image: bool = False
    wiki: bool = False


# Offset, words, href, image, wiki: a link before its words are tidied and its line is counted.
_Raw = tuple[int, str, str, bool, bool]

# Long texts are searched part by part, so that no search keeps other threads waiting.
_PART = 100_000
_NOT_NEWLINE = re.compile("[^\n]")
_SPACE = re.compile(r"\s+")
# Lines that end what went before: blank ones, list items, headings, rows, quotes.
_BREAK = re.compile(r"\n[ \t]*(?:\n|[-*+][ \t]|\d{1,9}[.)][ \t]|#|\||>|=+[ \t]*(?:\n|\Z))")
_FENCE = re.compile(r"(([`~])\2{2,})([^\n]*)")
_FENCE_INDENT = re.compile(r"(?: {0,3}>)* {0,3}(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?[ \t]*")
_CODE = re.compile(r"(`(?<!``)`*+)(?:[^`]++|(?!\1(?!`))`++)++\1(?!`)")
_SIGN = re.compile(r"[\[\]<>()\\]")
_LINK = re.compile(
    r"\[(?<!\\\[)((?:[^\[\]\\]++|\\.|\[[^\[\]]{0,500}+\](?:\([^()]{0,2048}+\))?){0,1000}+)\]"
    r"\(\s*+(?:<([^<>\n]{0,2048}+)>|((?:[^\s()\\]++|\\.|\([^\s()]{0,1024}+\)){0,2048}+))"
    r"(?:\s++(?:\"[^\"]{0,500}+\"|'[^']{0,500}+'|\([^()]{0,500}+\)))?\s*+\)",
    re.S,
)
_INNER_IMAGE = re.compile(r"!\[([^\[\]]{0,500})\]\(([^()\s]{0,2048})[^()]{0,500}\)")
_AUTO = re.compile(r"<((?i:https?://|mailto:)[^<>\s]{1,2048}+)>")
_DEFINITION = re.compile(r"\[([^\[\]\n]{1,999}+)\]:[ \t]*+(?:<([^<>\n]{0,2048}+)>|(\S{1,2048}))")
_WIKI = re.compile(r"\[\[([^\[\]|\n]{1,500}+)(?:\|([^\[\]\n]{0,500}+))?\]\](?![(\[])")
_SIZE = re.compile(r"(?:^|\|)\d{1,5}(?:x\d{1,5})?\Z")  # of an image, in pixels, behind its words or alone
_MARKS = re.compile(r"\*+|`+|~~|(?<![^\W_])_+|_+(?![^\W_])")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def scan_links(text: str) -> Iterator[FoundLink]:
    """The links of `text` in the order in which they begin."""
    line, counted = 1, 0
    for offset, part in _parts(text):
        for start, words, href, image, wiki in sorted(_of_part(part)):
            at = offset + start
            line += text.count("\n", counted, at)
            counted = at
            yield FoundLink(line, _words(words), href, image, wiki)


def scan_hrefs(text: str) -> Iterator[tuple[str, bool]]:
    """(href, whether it is the name in a wikilink) of what leads elsewhere, in no order: all links, but no images."""
    for _, part in _parts(text):
        for match in _matches(part):
            pattern = match.re
            if pattern is _LINK or pattern is _DEFINITION:  # nearly all
                if not _is_image(match):
                    yield _destination(match), False
            elif pattern is _AUTO:
                yield _href(match[1]), False
            elif name := _name(match):  # a note can be embedded as an image is
                yield _href(name), True


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """The parts of the text that may have links, each with its offset; their fences are blank."""
    fence = ""
    at = 0
    while at < len(text):
        end = part_end(text, at)
        part = text[at:end] if at or end < len(text) else text
        # one sign is looked for many times as quickly as several
        if fence or ("`" in part and "```" in part) or ("~" in part and "~~~" in part):
            part, fence = _without_fences(part, fence)
        if "]" in part or "<" in part:
            yield at, part
        at = end


def part_end(text: str, at: int) -> int:
    """Where the part that begins at `at` ends: after a blank line, else a line, else anywhere."""
    if len(text) - at <= _PART:
        return len(text)
    for gap in ("\n\n", "\n"):
        end = text.find(gap, at + _PART // 2, at + _PART)
        if end >= 0:
            return end + len(gap)
    return at + _PART


def _without_fences(text: str, fence: str) -> tuple[str, str]:
    """`text` with its fences blanked, and the fence that is open at its end; `fence` is open at its beginning."""
    parts: list[str] = []
    kept = start = 0
    for match in _FENCE.finditer(text):
        begin = text.rfind("\n", 0, match.start()) + 1
        if not _FENCE_INDENT.fullmatch(text, begin, match.start()):
            continue
        run, sign, rest = match.groups()
        if fence:
            if run.startswith(fence) and not rest.strip():
                parts += [text[kept:start], "\n" * (match.end() - start)]
                kept = match.end()
                fence = ""
        elif sign == "~" or "`" not in rest:
            fence, start = run, begin
    if fence:
        parts += [text[kept:start], "\n" * (len(text) - start)]
        kept = len(text)
    return "".join([*parts, text[kept:]]), fence


def _of_part(text: str) -> Iterator[_Raw]:
    for match in _matches(text):
        at, pattern = match.start(), match.re
        if pattern is _AUTO:
            yield at, match[1], _href(match[1]), False, False
            continue
        image = _is_image(match)
        if pattern is _WIKI:
            if name := _name(match):
                words = (match[2] or "").strip()
                words = _SIZE.sub("", words) if image else words
                yield at, words or name, _href(name), image, True
            continue
        words = text[match.start(1) : match.end(1)]  # with the code in them
        yield at, words, _destination(match), image, False
        for inner in _INNER_IMAGE.finditer(words) if not image and "![" in words else ():
            yield at, inner[1], _href(inner[2]), True, False


def _matches(text: str) -> Iterator[re.Match[str]]:
    """The matches of `_DEFINITION`, `_LINK`, `_AUTO`, `_WIKI` outside code."""
    if "`" in text:
        # of code only what could be markup is in the way
        code = _within_blocks(_CODE, text)
        text = _blanked(text, [match.span() for match in code if _SIGN.search(text, match.start(), match.end())])
    if "]" in text and "]:" in text:
        defined = [match for match in _DEFINITION.finditer(text) if _begins_line(text, match.start())]
        yield from (match for match in defined if not match[1].startswith("^"))
        text = _blanked(text, [match.span() for match in defined])
    if "](" in text:
        yield from _within_blocks(_LINK, text)
    if "<" in text:
        yield from _AUTO.finditer(text)
    if "]]" in text:
        yield from _WIKI.finditer(text)


def _is_image(match: re.Match[str]) -> bool:
    at = match.start()
    return match.string[at - 1 : at] == "!"


def _destination(match: re.Match[str]) -> str:
    """Where a link or a definition leads: what stands in angle brackets, or without them."""
    return _href(match[3] if match[2] is None else match[2])


def _name(match: re.Match[str]) -> str:
    name = match[1].removesuffix("\\").strip()
    return "" if len(name) < 4 and name.isdigit() else name  # that is the number of a note; years name files


def _words(source: str) -> str:
    """The words of a link without the marks of Markdown; an image in it is its words."""
    if "![" in source:
        source = _INNER_IMAGE.sub(r"\1", source)
    if "\\" not in source:
        source = _MARKS.sub("", source)
    return _SPACE.sub(" ", _href(source)).strip()


def _within_blocks(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of `pattern` that do not reach from one block into the next."""
    at = 0
    while at >= 0:
        begun, at = at, -1
        for match in pattern.finditer(text, begun):
            found = match[0]
            if "\n" in found and _BREAK.search(found):
                at = match.start() + 1
                break
            yield match


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """`text` with spaces in the spans, newlines kept."""
    parts: list[str] = []
    at = 0
    for start, end in spans:
        found = text[start:end]
        parts += [text[at:start], _NOT_NEWLINE.sub(" ", found) if "\n" in found else " " * (end - start)]
        at = end
    return "".join([*parts, text[at:]]) if parts else text


def _begins_line(text: str, at: int) -> bool:
    before = text[max(0, at - 4) : at]
    return not before.rpartition("\n")[2].strip(" ") and ("\n" in before or at < 4)


def _href(raw: str) -> str:
    return html.unescape(_ESCAPE.sub(r"\1", raw)) if "\\" in raw or "&" in raw else raw
