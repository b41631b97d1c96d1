"""A note as Joplin keeps and exports it raw: the title, the text, and at the end a line for each property. Pure.

The properties say more than a masthead shows, so they stay in the text.
"""

from __future__ import annotations

from reader.document.metadata import fields
from reader.document.metadata.shape import Found, Text
from reader.regex import regex

_PROPERTIES = regex(r"id: [0-9a-f]{32}\n((?:[a-z_]{2,40}:[^\n]*\n){4,60})type_: 1\s*\Z")
_FIRST_LINE = regex(r"([^\s#>][^\n]{0,500})\n[ \t]*\n")


def joplin_note(text: Text) -> Found | None:
    """The first line as the title, and what the properties at the end tell."""
    source = text.tail or text.head
    if not source[-40:].rstrip().endswith("\ntype_: 1"):
        return None
    match = _PROPERTIES.match(source, source.rfind("\nid: ") + 1)
    if match is None:
        return None
    told = {name: value.strip() for name, _, value in (line.partition(":") for line in match[1].split("\n"))}
    known = fields.meta_from(
        {
            "author": told.get("author", ""),
            "source_url": told.get("source_url", ""),
            "created": told.get("user_created_time") or told.get("created_time", ""),
        }
    )
    title = _FIRST_LINE.match(text.head) if not text.body else None
    shown = title is not None and not text.known.title and title[1] == fields.title(title[1])
    known = known._replace(title=title[1] if title and shown else None)
    return Found(known, 0, ((0, title.end(1)),) if title and shown else ())
