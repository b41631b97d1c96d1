"""From the source of an article to what is read of it, without parsing: for whole libraries. Pure.

What is no text (front matter, where links lead, tags, comments) becomes spaces, one for each
character, so that an offset or line of the result is one of the source; `HIDDEN` where there is no space
to a reader. A line scanner: what it takes for markup in some corner would be text to a parser, and the
other way round.

Patterns begin with letters that they must have and repeat without going back, as in `link_scan`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.library.link_scan import part_end
from reader.library.terms import HIDDEN
from reader.regex import regex

_NOT_NEWLINE = regex("[^\n]")
_FENCE = regex(r"^[ >]{0,6}+(`{3,}+|~{3,}+)[^\n`]*+\n", re.M)
_DESTINATION = regex(
    r"\]\([ \t]*+(?:<[^<>\n]{0,2048}+>|(?:[^\s()]++|\([^\s()]{0,1024}+\)){0,999}+)"
    r"(?:\s{1,9}+(?:\"[^\"\n]{0,500}+\"|'[^'\n]{0,500}+'))?[ \t]*+\)"
)
_DEFINITION = regex(r"(\n {0,3}\[[^\[\]\n]{1,200}+\]:)([ \t]++\S++)")
_COMMENT = 1000  # characters of a comment
_TAG = regex(
    r"<(?:/?(?:(a|abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|output|q|ruby|s|samp|small|span|strike"
    r"|strong|sub|sup|time|tt|u|var|wbr)"
    r"|address|area|article|aside|audio|blockquote|br|button|caption|center|circle|col|colgroup|dd|details|div|dl"
    r"|dt|embed|fieldset|figcaption|figure|footer|form|g|h[1-6]|header|hr|iframe|img|input|label|legend|li|line|link"
    r"|main|map|menu|meta|meter|nav|noscript|object|ol|optgroup|option|p|param|path|picture|polygon|pre|progress|rect"
    r"|rp|rt|section|select|source|summary|svg|table|tbody|td|template|textarea|tfoot|th|thead|tr|track|ul|video)"
    r"(?:[\s/][^<>]{0,4000}+)?>)",
    re.I,
)


def reading_text(source: str, body: int = 0) -> str:
    """What is read of `source`, of the same length and lines; front matter ends at `body`."""
    return "".join(reading_parts(source, body))


def reading_parts(source: str, body: int = 0) -> Iterator[str]:
    """`reading_text` in pieces, so that a long one need not be held twice."""
    yield "\n".join([" " * len(line) for line in source[:body].split("\n")])
    at = body
    while at < len(source):
        end = part_end(source, at)
        part = source[at:end]
        if "](" in part or "<" in part or "]:" in part:
            yield from _without_markup(part)
        else:
            yield part
        at = end


def _without_markup(part: str) -> Iterator[str]:
    """The part in pieces: fenced code as it is, all else without markup."""
    at = 0
    for start, end in _fences(part) if "```" in part or "~~~" in part else ():
        yield _blanked(part[at:start])
        yield part[start:end]
        at = end
    yield _blanked(part[at:])


def _fences(part: str) -> Iterator[tuple[int, int]]:
    at = 0
    while opened := _FENCE.search(part, at):
        # the length of what closes it does not matter here
        closed = re.compile(f"^[ >]{{0,6}}+{opened[1][:3]}", re.M).search(part, opened.end())
        at = closed.end() if closed else len(part)
        yield opened.start(), at


def _blanked(text: str) -> str:
    if "](" in text:
        text = _DESTINATION.sub(_blank_but_bracket, text)
    if "<" in text:
        text = _TAG.sub(_blank, _without_comments(text))
    if "]:" in text:
        # by the line end before it, which is there to be found; `^` is tried at each character
        text = _DEFINITION.sub(_without_target, "\n" + text)[1:]
    return text


def _without_comments(text: str) -> str:
    """Comments become spaces; what is begun and not ended within some lines hides nothing."""
    parts: list[str] = []
    at = 0
    while (end := text.find("-->", at)) >= 0:
        start = text.find("<!--", max(at, end - _COMMENT), end)
        end += 3
        if start >= 0:
            parts += (text[at:start], _NOT_NEWLINE.sub(" ", text[start:end]))
        else:
            parts.append(text[at:end])
        at = end
    parts.append(text[at:])
    return "".join(parts)


def _blank(match: re.Match[str]) -> str:
    found = match[0]
    sign = HIDDEN if match.lastindex else " "  # a tag within words
    return _NOT_NEWLINE.sub(sign, found) if "\n" in found else sign * len(found)


def _blank_but_bracket(match: re.Match[str]) -> str:
    found = match[0]
    if "\n" in found:
        return "]" + _NOT_NEWLINE.sub(HIDDEN, found[1:])
    return "]" + HIDDEN * (len(found) - 1)


def _without_target(match: re.Match[str]) -> str:
    return match[1] + " " * len(match[2])
