"""The keywords at the beginning of an Org file, and the drawer that Org-roam puts above them. Pure."""

from __future__ import annotations

import re

from reader.article import Meta
from reader.document.metadata import block, fields
from reader.document.metadata.keys import FIELDS, key
from reader.document.metadata.shape import Found
from reader.regex import regex

_KEYWORD = regex(r"#\+([A-Za-z][\w-]{0,39}):[ \t]*(.*)(?:\n|\Z)")
_PROPERTY = regex(r"[ \t]*:([A-Za-z][\w-]{0,39}):[ \t]*(.*)(?:\n|\Z)")
_DRAWER = regex(r":PROPERTIES:[ \t]*\n", re.I)
_BLANK = regex(r"(?:[ \t]*\n)*")
_REPEATED = frozenset({"title", "author", "filetags", "keywords"})


def org_keywords(head: str) -> Found | None:
    """`#+TITLE: …` and the like at offset 0, in any order and case, a drawer of properties before them or not."""
    if not head.startswith(("#+", ":P", ":p")):
        return None  # most that begin so are headings
    values: dict[str, object] = {}
    at = 0
    if drawer := _DRAWER.match(head):
        at = drawer.end()
        while (match := _PROPERTY.match(head, at)) and len(values) < block.MAX_KEYS:
            at = match.end()
            if key(match[1]) == "end":
                break
            values[match[1].lower()] = match[2].strip()
        else:
            return None  # it does not end
    while (match := _KEYWORD.match(head, _end(head, at))) and len(values) < block.MAX_KEYS:
        name, value = match[1].lower(), match[2].strip()
        if value:
            both = name in _REPEATED and values.get(name)
            values[name] = f"{both}{'; ' if name == 'author' else ' '}{value}" if both else value
        at = match.end()
    if tags := values.get("filetags"):
        values["filetags"] = ", ".join(str(tags).replace(":", " ").split())
    meta = fields.meta_from(values) if any(key(name) in FIELDS for name in values) else Meta()
    return Found(meta, at) if meta != Meta() else None


def _end(head: str, at: int) -> int:
    blank = _BLANK.match(head, at)
    return blank.end() if blank else at
