"""From a mapping of keys and values, as any header carries them, to `Meta`: which key means what. Pure.

A value that does not fit its
field (a title that is a list, `published: true`, a `url` that is a path) counts as absent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from reader.article import Meta
from reader.document.metadata import dates, seed
from reader.document.metadata.keys import FIELDS, key
from reader.document.metadata.language import language_tag
from reader.document.metadata.people import WIKILINK, authors
from reader.regex import regex
from reader.sanitise import sanitise_line

# Tables that generators put their own keys into (Zola, Hugo).
_NESTED = ("taxonomies", "extra", "params", "metadata")
# Longer values are cut: no title or address is longer, and the patterns below stay quick.
MAX_VALUE = 2048
_URL = regex(r"https?://[^\s<>\"`\\^{}|]{3,2040}\Z", re.I)
_IN_SIGNS = regex(r"""<(.+)>|\[[^\]]*\]\((\S+)(?:\s+["'(][^()]*)?\)""")
_UNKNOWN = frozenset({"", "~", "null", "undefined"})
_PLACEHOLDER = regex(r"\{\{.*\}\}\Z|\{\w+\}\Z|<%.*%>\Z", re.S)
_LINKED_TAGS = regex(
    r"\[\[(?:[^\]|]*\|)?([^\]|]+)\]\]|#([^\s#,\[\]]+)|(?:\A|(?<=[,;，、；]))\s*([^\[\]#,;，、；]+)(?=[,;，、；]|\Z)"
)
_TAG_SIGNS = regex(r"[,;，、；]")


def meta_from(values: Mapping[str, object], *, spaced_tags: bool = False) -> Meta:
    """The metadata in `values`; with `spaced_tags` a tag string without a comma is split at spaces (Jekyll)."""
    by_key: dict[str, object] = {}
    for name, value in values.items():
        by_key.setdefault(key(name), value)
    for name in _NESTED:
        if isinstance(nested := by_key.get(name), dict):
            for inner, value in nested.items():
                by_key.setdefault(key(str(inner)), value)
    found: dict[str, Any] = {}
    found_tags: list[str] = []
    # keys of one field in the order of how telling they are
    for field, _, name in sorted([(*FIELDS[name], name) for name in by_key if name in FIELDS]):
        value = by_key[name]
        if field == "tags":
            # but for Readwise's kind of document, which is no tag
            if not (name == "category" and isinstance(value, str) and value.startswith("#")):
                found_tags += tags(value, spaced=spaced_tags and name in {"tags", "categories"})
        elif field not in found and (read := _READ[field](value)):
            found[field] = read
    if found_tags:
        found["tags"] = tuple(dict.fromkeys(found_tags))
    if "timestamp" in by_key and not {"folder", "selection"}.isdisjoint(by_key):  # Instapaper
        found.setdefault("saved", _date(by_key["timestamp"]))
    if not seed.KEYS.isdisjoint(by_key):
        found["seed"] = seed.seed_from(by_key)
    return Meta(**found)


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    if len(value) > MAX_VALUE or not value.isprintable() or "  " in value or value[:1] in " {<" or value[-1:] == " ":
        value = " ".join(sanitise_line(value[:MAX_VALUE]).split())
        if _PLACEHOLDER.match(value):
            return None  # of a template that nobody filled in
    return None if value in _UNKNOWN else value


def title(value: object) -> str | None:
    """The title in a value: without the quotes of Logseq, the brackets of a link, entities."""
    text = _text(value)
    if text and len(text) > 1 and text[0] == text[-1] == '"':  # Logseq quotes what it takes from elsewhere
        text = text[1:-1].strip()
    if text and (linked := WIKILINK.fullmatch(text)):
        text = linked[1].strip()
    if text and "&" in text and ";" in text:
        import html  # late: few titles came out of a page with its entities

        text = _text(html.unescape(text))
    return text or None


def _date(value: object) -> str | None:
    if isinstance(value, (list, tuple)):
        return _date(value[0]) if len(value) == 1 else None
    if isinstance(value, dict):
        parts = {key(str(name)): item for name, item in value.items()}
        if "year" in parts:
            return dates.parse("-".join(str(parts.get(name, "")) for name in ("year", "month", "day")))
        return next(filter(None, (_date(parts.get(name)) for name in ("published", "created", "start"))), None)
    text = _text(value)
    return dates.parse(text) if text else None


def url(value: object) -> str | None:
    """The web address in `value` (bare, in angle brackets, or a Markdown link), else None; also from a list of them."""
    if isinstance(value, (list, tuple)):
        return next(filter(None, map(url, value)), None)
    if isinstance(value, dict):
        return next((url(item) for name, item in value.items() if key(str(name)) in {"url", "link", "href"}), None)
    text = _text(value)
    if not text:
        return None
    if not text[0].isalpha() and (match := _IN_SIGNS.fullmatch(text)):
        text = match[1] or match[2]
    return text if _URL.match(text) else None


def language(value: object) -> str | None:
    """The BCP 47 tag in a value, or in a list of one."""
    if isinstance(value, (list, tuple)):
        return language(value[0]) if len(value) == 1 else None
    text = _text(value)
    return language_tag(text) if text else None


def tags(value: object, *, spaced: bool = False) -> list[str]:
    """The tags in a list or in a string (`a, b`, `#a #b`, `[[a]] [[b]]`; at spaces too when `spaced`)."""
    items: Sequence[str]
    if isinstance(value, (list, tuple)):
        items = [text for item in _flat(value) if (text := _text(item))]
    elif not (text := _text(value)):
        return []
    elif "[[" in text:
        items = [linked or signed or bare for linked, signed, bare in _LINKED_TAGS.findall(text)]
    elif _TAG_SIGNS.search(text):
        items = _TAG_SIGNS.split(text.strip("[]"))
    elif "|" in text:
        items = text.split("|")
    elif text.startswith("#") or spaced:
        items = text.split()
    else:
        items = [text]
    cleaned = (_tag(item) for item in items)
    return [item for item in dict.fromkeys(cleaned) if item]


def _tag(item: str) -> str:
    if "[[" in item:
        item = WIKILINK.sub(r"\1", item)
    return item.strip().strip("'\"").lstrip("#").strip()


def _flat(items: Iterable[object]) -> Iterator[object]:
    """The items of a list of tags, those of lists in it too (Hexo), and the names of mappings (Ghost)."""
    for item in items:
        if isinstance(item, (list, tuple)):
            yield from (inner for inner in item if isinstance(inner, str))
        elif isinstance(item, dict):
            yield next((inner for name, inner in item.items() if key(str(name)) in {"name", "title", "label"}), None)
        else:
            yield item


# How the value of a field is read; tags are gathered from all their keys.
_READ: dict[str, Callable[[object], object]] = {
    "title": title, "authors": authors, "published": _date, "saved": _date, "url": url, "lang": language,
    "description": _text,
}  # fmt: skip
