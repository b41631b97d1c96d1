"""What site generators leave in Markdown: shortcodes, Liquid and Jinja tags, attribute lists. Parser rules.

A tag is taken whole, so that what stands in it is no emphasis, heading or table. Attribute lists of
kramdown, Pandoc and Hugo (`{: .wide}`, `## Title {#id}`) hold no words, and no browser shows them:
they are read over. `shown` says what the others are: words set quietly, a link or a picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from reader.document import paired, role
from reader.document.container import hides
from reader.regex import regex

LIMIT = 2000  # characters of one tag
_CLOSERS = (("{{<", ">}}"), ("{{%", "%}}"), ("{{", "}}"), ("{%", "%}"), ("{#", "#}"))
_ITEM = (
    r"(?:(?:[#.][^\s{}\"'=<>%#.]+)+"
    r"|[^\s{}\"'=<>%#.:]+=(?:\"(?:[^\"\\]|\\.){0,1000}\"|'[^'\n]{0,1000}'|[^\s{}\"'=]+))"
)
_LIST = rf"{_ITEM}(?:\s+{_ITEM}){{0,30}}\s*\}}"
_ATTRIBUTES = regex(r"\{[ \t]*(?:-\}|" + _LIST + ")", re.S)
_ALTERNATIVE = regex(r"\b(?:fig-)?alt=\"((?:[^\"\\]|\\.){1,1000})\"", re.S)
_KRAMDOWN = regex(r"\{:[ \t]*(?:toc\}|(?:[\w-]{1,40}:[ \t]*)?" + _LIST + r"|[:/][\w-]{1,40}[^{}\n]{0,200}\})")
_PART = regex(r"(?:([\w-]+)\s*=\s*)?(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=]+))")
_PICTURES = frozenset({"figure", "figure.html", "image", "img", "picture", "linked-figure.html", "image_with_class"})
_PICTURE = regex(r"[^\s\"']+\.(?:png|jpe?g|gif|webp|svg|avif|bmp)\Z", re.IGNORECASE)
_SOURCES = ("src", "image_path", "url", "path", "image", "file")
_WEB = regex(r"https?://[^\s\"'<>{}]+")
_ID = regex(r"[\w-]{6,20}\Z")
_HOSTS = {"youtube": "https://www.youtube.com/watch?v={}", "vimeo": "https://vimeo.com/{}"}


# the icons of MkDocs; what is said of their looks is read over
_ICON = regex(r":(?:material|octicons|fontawesome|simple)(?:[-/][a-z0-9]{1,40}){1,12}:(?:\{[^{}\n]{0,200}\})?")
_TAKES_ATTRIBUTES = frozenset({"link_close", "image", "code_inline"})


class Shown(NamedTuple):
    """A part of a tag: `kind` is "text" (quiet), "words" (the author's), "code", "link" or "image"."""

    kind: str
    text: str
    href: str = ""


def _end(source: str, pos: int, limit: int) -> int:
    """Where the tag that starts at `pos` ends, -1 when none does."""
    for opening, closing in _CLOSERS:
        if source.startswith(opening, pos):
            found = source.find(closing, pos + len(opening), min(limit, pos + LIMIT))
            return found + len(closing) if found >= 0 else -1
    return -1


def in_line(state: StateInline, silent: bool) -> bool:
    """A tag or an attribute list among words."""
    pos, source, most = state.pos, state.src, state.posMax
    hidden = _attributes(state)
    end = hidden if hidden > 0 else _end(source, pos, most)
    if end < 0:
        return role.in_line(state, silent)
    if not silent:
        if hidden > 0:
            _belongs(state, source[pos:end])
            if end >= most or source[end] == "\n":
                state.pending = state.pending.rstrip(" ")
        else:
            state.push("template", "", 0).content = source[pos:end]
    state.pos = end
    return True


def _belongs(state: StateInline, attributes: str) -> None:
    """Let what stands before a list of attributes know of them: a span loses its brackets, a picture gets its words."""
    if state.pending.endswith("]"):
        start = state.pending.rfind("[")
        if start >= 0:
            state.pending = state.pending[:start] + state.pending[start + 1 : -1]
    elif not state.pending and state.tokens and state.tokens[-1].type == "image":
        alternative = _ALTERNATIVE.search(attributes)
        image = state.tokens[-1]
        if alternative is not None and not image.content.strip():
            image.content = alternative[1].replace('\\"', '"')
            image.children = [Token("text", "", 0, content=image.content)]


def signs(state: StateInline, silent: bool) -> bool:
    """An icon; `:::name` at the start of a paragraph: a container of a site generator that is not known here."""
    if icon := _ICON.match(state.src, state.pos, state.posMax):
        if not silent:
            state.push("template", "", 0).content = icon[0].partition("{")[0]
        state.pos = icon.end()
        return True
    if state.pos or state.posMax != len(state.src) or not state.src.startswith(":::"):
        return False
    if not silent and not hides(state.src):
        state.push("template", "", 0).content = state.src
    state.pos = state.posMax
    return True


def _attributes(state: StateInline) -> int:
    """Where the attribute list ends that stands here, -1 when none does."""
    pos, source, most = state.pos, state.src, state.posMax
    following = source[pos + 1 : pos + 2]
    match = None
    if (not pos or source[pos - 1] == "\n") and following not in ":{%":
        match = _ATTRIBUTES.match(source, pos, min(most, pos + LIMIT))
        return match.end() if match is not None and source[match.end() : match.end() + 1] in ("", "\n") else -1
    if following == ":":
        match = _KRAMDOWN.match(source, pos, min(most, pos + LIMIT))
    elif _ended(state):
        match = _ATTRIBUTES.match(source, pos, min(most, pos + LIMIT))
    elif state.env.get("heading") and following not in "{%":
        match = _ATTRIBUTES.match(source, pos, min(most, pos + LIMIT))
        if match is not None and source[match.end() : most].strip():
            return -1
    return match.end() if match is not None else -1


def _ended(state: StateInline) -> bool:
    """Whether markup ends right here that attributes can belong to; in `f(x){a=1}` and `x_{i=1}` none does."""
    sign = state.src[state.pos - 1] if state.pos else ""
    if sign == "]":
        return True
    if sign in {")", "`"}:
        return not state.pending and bool(state.tokens) and state.tokens[-1].type in _TAKES_ATTRIBUTES
    if sign not in {"*", "_"} or not state.delimiters:
        return False
    last = state.delimiters[-1]
    before = [each for each in state.delimiters[-40:-1] if each.marker == last.marker]
    return last.close and sum(each.open for each in before) > sum(each.close for each in before)


def block(state: StateBlock, first: int, last: int) -> bool:
    """Lines that are nothing but tags are a paragraph of their own, whatever follows; but what two tags enclose."""
    if paired.block(state, first, last):
        return True
    line = first
    while (
        line < last
        and (line == first or paired.closed_at(state, line, last) < 0)
        and state.sCount[line] >= state.blkIndent
        and not state.is_code_block(line)
        and _only(state, line)
    ):
        line += 1
    if line == first:
        return False
    state.push("paragraph_open", "p", 1).map = [first, line]
    words = state.push("inline", "", 0)
    words.map = [first, line]
    words.content = state.getLines(first, line, state.blkIndent, False).strip()
    words.children = []
    state.push("paragraph_close", "p", -1)
    state.line = line
    return True


def _only(state: StateBlock, line: int) -> bool:
    start, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    source = state.src
    if start >= end:
        return False
    while start < end:
        if source[start] in " \t":
            start += 1
            continue
        match = (_KRAMDOWN if source.startswith("{:", start) else _ATTRIBUTES).match(source, start, end)
        start = match.end() if match is not None else _end(source, start, end)
        if start < 0:
            return False
    return True


def shown(source: str) -> Iterator[Shown]:
    """What a tag is to a reader, part by part."""
    inner = source.lstrip("{<%#").rstrip("}>%#").strip()
    parts: dict[str, str] = {}
    bare: list[str] = []
    for match in _PART.finditer(inner):
        value = next((each for each in match.groups()[1:] if each is not None), "")
        if match[1]:
            parts.setdefault(match[1].lower(), value)
        else:
            bare.append(value)
    name = bare[0].lower() if bare else ""
    if name in {"include", "partial", "render"} and len(bare) > 1:
        bare = bare[1:]
        name = bare[0].lower()
    if name in _PICTURES and source.startswith(("{{<", "{{%", "{%")):
        yield from _picture(source, parts, bare[1:])
        return
    if name == "kbd" and (bare[1:] or parts):
        yield Shown("code", " ".join(bare[1:]) or " / ".join(dict.fromkeys(parts.values())))
        return
    if name == "video" and len(bare) > 1 and _WEB.match(bare[1]):
        yield Shown("link", parts.get("title") or bare[1], bare[1])
        return
    host = _HOSTS.get(name)
    video = parts.get("id") or (bare[1] if len(bare) > 1 else "")
    if host is not None and _ID.match(video):
        yield Shown("link", parts.get("title") or f"{name.capitalize()} {video}", host.format(video))
        return
    position = 0
    for match in _WEB.finditer(source):
        yield Shown("text", source[position : match.start()])
        yield Shown("link", match[0], match[0])
        position = match.end()
    yield Shown("text", source[position:])


def _picture(source: str, parts: dict[str, str], bare: list[str]) -> Iterator[Shown]:
    path = next((parts[key] for key in _SOURCES if parts.get(key)), "")
    if not path and bare and (_PICTURE.match(bare[0]) or _WEB.match(bare[0])):
        path, bare = bare[0], bare[1:]
    if not path:
        yield Shown("text", source)
        return
    words = [parts[key] for key in ("title", "caption", "attr") if parts.get(key)]
    alt = parts.get("alt") or next((each for each in bare if " " in each), "")
    yield Shown("image", alt, path)
    if parts.get("link"):
        yield Shown("link", parts["link"], parts["link"])
    for each in dict.fromkeys(words):
        if each != alt:
            yield Shown("words", each)
