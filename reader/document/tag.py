"""HTML tags that stand inside a line: which there are, and what each means for the text around it.

The same table serves tags in Markdown and those in HTML blocks. Knows no blocks and no tokens.
"""

from __future__ import annotations

import html
from typing import NamedTuple

from reader.document.leaf import Leaf
from reader.document.place import file_name
from reader.regex import regex

_TAG = regex(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>\Z")
_ATTRIBUTE = regex(r"([A-Za-z_:][\w:.-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")

# Tags that only give a role ("" for none: the words alone count)
ROLES: dict[str, str] = {
    "b": "strong", "strong": "strong", "i": "emphasis", "em": "emphasis", "cite": "emphasis", "dfn": "emphasis",
    "var": "emphasis", "code": "code", "tt": "code", "samp": "code", "kbd": "kbd", "mark": "mark", "del": "strike",
    "s": "strike", "strike": "strike", "u": "emphasis", "ins": "emphasis", "abbr": "", "span": "", "small": "secondary",
    "font": "", "big": "strong", "label": "", "time": "", "bdi": "", "bdo": "", "nobr": "", "picture": "",
    "sup": "sup", "sub": "sub", "q": "", "data": "", "ruby": "", "rb": "", "rp": "", "rt": "secondary", "address": "",
    "button": "", "select": "", "option": "", "textarea": "", "svg": "", "g": "", "path": "", "circle": "", "rect": "",
    "polygon": "", "math": "", "mrow": "", "mi": "", "mn": "", "mo": "", "mtext": "", "msup": "", "msub": "",
    "mfrac": "", "acronym": "", "dialog": "", "blink": "", "marquee": "", "canvas": "", "output": "", "meter": "",
    "progress": "", "optgroup": "", "datalist": "", "legend": "strong", "map": "", "slot": "",
    "search": "", "colgroup": "",
     "msqrt": "", "mstyle": "", "semantics": "", "annotation": "",
}  # fmt: skip
# Blocks that stand inside a line or a cell: each starts a line, and what follows it does; some have a role
LINES: dict[str, str] = {
    **dict.fromkeys(("p", "div", "section", "article", "header", "footer", "main", "nav", "aside", "figure"), ""),
    **dict.fromkeys(("ul", "ol", "dl", "li", "dd", "details", "form", "fieldset", "hgroup", "blockquote"), ""),
    **dict.fromkeys(("menu", "dir", "center", "table", "thead", "tbody", "tfoot", "tr", "noscript", "caption"), ""),
    **{f"h{level}": f"heading{level}" for level in range(1, 7)},
    "dt": "strong", "summary": "strong", "figcaption": "secondary", "pre": "code",
}  # fmt: skip
MEDIA = frozenset({"iframe", "video", "audio", "object", "embed", "source"})
CELLS: dict[str, str] = {"td": "", "th": "strong"}
_BARE = "rt without rp"
MAX_LINKS = 16  # within each other, before one ends where the next begins, as all do in a browser
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
        if len(leaf.targets) >= MAX_LINKS:
            leaf.close_anchor()
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
    elif name in MEDIA:
        _media(leaf, tag)
    elif name == "hr":
        leaf.line()
        leaf.sign(leaf.writer.signs.rule * 3, "rule")
        leaf.line()
    elif name in VOID:
        pass
    elif name in LINES:
        leaf.line()
        leaf.open(name, *([LINES[name]] if LINES[name] else []))
        _lead(leaf, tag)
        if name == "details":
            leaf.crease(closed="open" not in tag.attrs)
    elif name in CELLS:
        if leaf.last not in "\n":
            leaf.put(" ")
            leaf.sign(leaf.writer.signs.column + " ", "table.rule")
        leaf.open(name, *([CELLS[name]] if CELLS[name] else []))
    elif name == "rt" and leaf.last not in "(（":  # what tells how to read a word stands above it in a browser
        leaf.sign("(")
        leaf.open(_BARE, ROLES[name])
    elif name in ROLES:
        leaf.open(name, *([ROLES[name]] if ROLES[name] else []))
        if name == "q":
            leaf.sign("‘" if leaf.quotes % 2 else "“")
            leaf.quotes += 1
    else:
        return False
    return True


def _lead(leaf: Leaf, tag: Tag) -> None:
    """What a block that stands inside a line shows before its words."""
    name = tag.name
    signs = leaf.writer.signs
    if name in {"ul", "ol"}:
        leaf.numbers.append(
            -1 if name == "ul" else 1 if (start := number(tag.attrs.get("start", ""))) is None else start
        )
    elif name == "li" and leaf.numbers and leaf.numbers[-1] >= 0:
        leaf.sign(f"{leaf.numbers[-1]}. ", "list.number")
        leaf.numbers[-1] += 1
    elif name == "li":
        leaf.sign(signs.bullets[0] + " ", "list.bullet")
    elif name == "dd":
        leaf.sign("  ")
    elif name == "blockquote":
        leaf.sign(signs.bar + " ", "quote.bar")
    elif name == "pre":
        leaf.preformatted = True


def close_tag(leaf: Leaf, name: str) -> bool:
    """End what the tag began; False when the tag is not known here."""
    if name == "a":
        leaf.close_anchor()
        return True
    if name == "br" and leaf.last != "\n":  # a browser takes `</br>` for a break
        leaf.hard()
    if name == "q":
        leaf.quotes = max(0, leaf.quotes - 1)
        leaf.sign("’" if leaf.quotes % 2 else "”")
    elif name in {"ul", "ol"} and leaf.numbers:
        leaf.numbers.pop()
    elif name == "pre":
        leaf.preformatted = False
    if name in LINES:
        leaf.close(name)
        if name in {"summary", "details"}:
            leaf.creases.end(leaf.size, whole=name == "details")
        leaf.line()
    elif name == "rt" and leaf.close(_BARE):
        leaf.sign(")")
    elif name in ROLES or name in CELLS:
        leaf.close(name)
    return name in ROLES or name in LINES or name in CELLS or name in VOID or name in MEDIA


def _media(leaf: Leaf, tag: Tag) -> None:
    """A link to what cannot be shown here; what stands in the element for older browsers is shown too."""
    source = next((tag.attrs[key] for key in ("src", "data", "data-src") if tag.attrs.get(key)), "")
    if not source:
        return
    words = next((tag.attrs[key] for key in ("title", "aria-label", "alt") if tag.attrs.get(key, "").strip()), "")
    leaf.soft()  # what cannot be shown stands apart from what is beside it
    leaf.open_link("media", "link")
    leaf.put_line(words.strip() or (source if tag.name == "iframe" else file_name(source)) or source)
    leaf.close_link("media", source)
    leaf.soft()


def number(source: str) -> int | None:
    """The number that an attribute says, None when it is none or too large."""
    return int(source) if source.isascii() and source.isdigit() and len(source) < 9 else None
