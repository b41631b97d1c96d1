"""Where a link of a site generator leads: `[a]({% link b.md %})`, `({{ '/b' | relative_url }})`, `({{< ref "c" >}})`.

To Markdown the spaces in such a tag end the target. Taken whole, what is in it is the path. Strings in and out.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from markdown_it import helpers

from reader.regex import regex

_TAGGED = regex(
    r"(?:[^\s()<>{}]{0,300}(?:\{\{[^\n{}]{1,300}\}\}|\{%[^\n{}]{1,300}%\})){1,8}[^\s()<>{}]{0,300}(?=[\s)])"
)
_TAG = regex(r"\{\{([^{}]*)\}\}|\{%([^{}]*)%\}")
_QUOTED = regex(r"\"([^\"]+)\"|'([^']+)'")
_NAMES_PATH = frozenset({"link", "post_url", "ref", "relref", "url", "asset_path", "asset_img", "post_link"})


def with_tags() -> Any:
    """The helpers of markdown-it, that know tags in the targets of links."""
    return SimpleNamespace(
        parseLinkDestination=_parse, parseLinkLabel=helpers.parseLinkLabel, parseLinkTitle=helpers.parseLinkTitle
    )


def _parse(source: str, pos: int, most: int) -> Any:
    near = min(most, pos + 2000)
    tagged = _TAGGED.match(source, pos, near) if source.find("{", pos, near) >= 0 else None
    if tagged is None:
        return helpers.parseLinkDestination(source, pos, most)
    return SimpleNamespace(ok=True, pos=tagged.end(), str=path(tagged[0]))


def path(target: str) -> str:
    """What a target with tags in it names; as it is written when that is nothing."""
    found = _TAG.sub(lambda tag: _named((tag[1] or tag[2]).strip("<>%- \t")), target)
    return found.strip() or target


def _named(inner: str) -> str:
    """What the inside of a tag names."""
    quoted = _QUOTED.search(inner)
    if quoted is not None:
        return quoted[1] or quoted[2]
    words = inner.split()
    return words[1] if len(words) > 1 and words[0].lower() in _NAMES_PATH else ""
