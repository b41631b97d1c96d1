"""`[[target|words]]`, as note programs write links between files: a rule for the inline parser."""

from __future__ import annotations

import re
from urllib.parse import quote

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from reader.regex import regex

_WIKI = regex(r"\[\[([^\[\]|\n]{1,300})(?:\|([^\[\]\n]{1,300}))?\]\](?![(\[])")
_SIZE = regex(r"(?:^|\|)\d{1,5}(?:x\d{1,5})?\Z")
_PICTURE = regex(r"\.(?:png|jpe?g|gif|webp|svg|avif|bmp)\Z", re.IGNORECASE)


def wikilink(state: StateInline, silent: bool) -> bool:
    """A link, or with `!` before it a picture. `[[1]]` is none, nor is one whose inner brackets are a reference."""
    pos = state.pos
    if state.linkLevel > 0 or not state.src.startswith("[[", pos):
        return False
    match = _WIKI.match(state.src, pos, state.posMax)
    if match is None:
        return False
    # a bar in a table is written `\\|`, outside of one too
    name, words = match.group(1).removesuffix("\\").strip(), match.group(2)
    if not name or _is_number(name) or normalizeReference(match.group(1)) in state.env.get("references", ()):
        return False
    if not silent:
        _push(state, name, (words or "").strip())
    state.pos = match.end()
    return True


def _is_number(name: str) -> bool:
    """Whether double brackets with this in them are the number of a note, as in many clippings; years name files."""
    return len(name) < 4 and name.isdigit()


def _push(state: StateInline, name: str, words: str) -> None:
    place, sign, heading = name.partition("#")
    embeds = state.pending.endswith("!")
    if embeds:
        state.pending = state.pending[:-1]
    # written as a path in a Markdown link would be, so that one reading of hrefs serves both
    href = quote(place, safe="/") + (sign + quote(heading, safe=""))
    if embeds and _PICTURE.search(place):
        token = state.push("image", "img", 0)
        token.attrs = {"src": href, "alt": ""}
        text = Token("text", "", 0)
        text.content = without_size(words)
        token.children = [text]
        return
    state.push("link_open", "a", 1).attrs = {"href": href}
    state.push("text", "", 0).content = words or name
    state.push("link_close", "a", -1)


def without_size(words: str) -> str:
    """The words of a picture without the size in pixels that may stand behind them, or alone."""
    return _SIZE.sub("", words)
