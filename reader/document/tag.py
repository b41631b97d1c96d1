"""HTML tags that stand inside a line: which there are, and what each means for the text around it.

The same table serves tags in Markdown and those in HTML blocks. Knows no blocks and no tokens.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from reader.document.writer import Leaf

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>\Z")
_ATTRIBUTE = re.compile(r"([A-Za-z_:][\w:.-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")

# Tags that only give a role ("" for none: the words alone count)
ROLES: dict[str, str] = {
    "b": "strong", "strong": "strong", "i": "emphasis", "em": "emphasis", "cite": "emphasis", "dfn": "emphasis",
    "var": "emphasis", "code": "code", "tt": "code", "samp": "code", "kbd": "kbd", "mark": "mark", "del": "strike",
    "s": "strike", "strike": "strike", "u": "emphasis", "ins": "emphasis", "abbr": "", "span": "", "small": "secondary",
    "font": "", "big": "strong", "label": "", "time": "", "bdi": "", "bdo": "", "center": "", "nobr": "", "picture": "",
    "sup": "sup", "sub": "sub", "q": "", "data": "", "ruby": "", "rb": "", "rp": "", "rt": "secondary", "address": "",
}  # fmt: skip
VOID = frozenset({"br", "img", "wbr", "source", "input", "hr", "meta", "link", "col", "area", "base", "embed", "track"})


class Tag(NamedTuple):
    """A tag as it is written; names are lower case, values decoded."""

    name: str
    attrs: dict[str, str]
    closing: bool


def read_tag(source: str) -> Tag | None:
    """The tag that `source` is; None for a comment or anything else."""
    match = _TAG.match(source)
    if match is None:
        return None
    closing, name, inner = match.groups()
    attrs: dict[str, str] = {}
    if not closing and inner:
        for found in _ATTRIBUTE.finditer(inner):
            key, *values = found.groups()
            value = next((each for each in values if each is not None), "")
            attrs.setdefault(key.lower(), html.unescape(value))
    return Tag(name.lower(), attrs, bool(closing))


def open_tag(leaf: Leaf, tag: Tag) -> bool:
    """Do what the tag means; False when it is not known here."""
    name = tag.name
    if name == "br":
        leaf.hard()
    elif name == "img":
        source = tag.attrs.get("src") or tag.attrs.get("data-src", "")
        leaf.image(source, tag.attrs.get("alt", ""), tag.attrs.get("title", ""))
    elif name == "a":
        if "href" not in tag.attrs:
            leaf.open("a")
            leaf.targets.append(None)
        else:
            leaf.open_link("a", "link")
            leaf.targets.append((tag.attrs["href"], tag.attrs.get("title", "")))
    elif name == "input":
        if tag.attrs.get("type") == "checkbox":
            done = "checked" in tag.attrs
            leaf.sign(leaf.writer.signs.done if done else leaf.writer.signs.open, "task.done" if done else "task.open")
    elif name in VOID:
        return name in {"wbr", "source", "meta", "link", "col", "track", "area", "base"}
    elif name in ROLES:
        leaf.open(name, *([ROLES[name]] if ROLES[name] else []))
        if name == "q":
            leaf.sign("“")
    else:
        return False
    return True


def close_tag(leaf: Leaf, name: str) -> bool:
    """End what the tag began; False when the tag is not known here."""
    if name == "a":
        leaf.close_anchor()
        return True
    if name == "q":
        leaf.sign("”")
    if name in ROLES:
        leaf.close(name)
        return True
    return name in VOID
