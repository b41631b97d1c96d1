"""From a mapping of keys and values, as any header carries them, to `Meta`: which key means what. Pure.

Keys are compared without case, spaces, hyphens and underscores. A value that does not fit its
field (a title that is a list, `published: true`, a `url` that is a path) counts as absent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TypeVar

from reader.article import Meta
from reader.document.metadata import dates, seed
from reader.document.metadata.shape import plain
from reader.sanitise import sanitise_line

Known = TypeVar("Known")

# For each field its keys, the most telling first.
KEYS: dict[str, tuple[str, ...]] = {
    "title": ("fulltitle", "title", "headline", "subject"),
    "authors": ("author", "authors", "byline", "by", "creator", "creators", "writer"),
    "published": (
        "published", "datepublished", "publisheddate", "publicationdate", "publishedtime", "publishedat", "publishdate",
        "pubdate", "articlepublishedtime", "date",
    ),
    "saved": (
        "saved", "savedat", "datesaved", "clipped", "clippedat", "dateadded", "addedat", "added", "created",
        "createdat", "datecreated", "creationdate",
    ),
    "url": (
        "canonicalurl", "canonical", "originalurl", "urlsource", "via", "source", "sourceurl", "url", "link", "uri",
        "href",
    ),
    "tags": ("categories", "category", "tags", "tag", "keywords", "keyword", "topics", "documenttags", "labels"),
    "lang": ("lang", "language", "locale", "inlanguage"),
    "description": ("description", "summary", "excerpt", "abstract", "dek"),
}  # fmt: skip
# The field of each key, and how telling the key is for it.
_FIELDS = {key: (field, rank) for field, keys in KEYS.items() for rank, key in enumerate(keys)}
ALL_KEYS = frozenset(_FIELDS)
_MAX_KEY = 100  # characters of a key that are looked at
# Tables that generators put their own keys into (Zola, Hugo).
_NESTED = ("taxonomies", "extra", "params")
_LANGUAGES = {
    "english": "en", "french": "fr", "français": "fr", "german": "de", "deutsch": "de", "spanish": "es",
    "español": "es", "russian": "ru", "русский": "ru", "chinese": "zh", "中文": "zh", "japanese": "ja", "日本語": "ja",
    "korean": "ko", "한국어": "ko",
}  # fmt: skip
# Longer values are cut: no title or address is longer, and the patterns below stay quick.
MAX_VALUE = 2048
_LANG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\Z")
_URL = re.compile(r"https?://[^\s<>\"`\\^{}|]{3,2040}\Z", re.I)
_WIKILINK = re.compile(r"#?\[\[(?:[^\]|]*\|)?([^\]|]+)\]\]")
_BY = re.compile(r"(?:(?:written\s+)?by|von|par|por|autor|автор|作者|저자)\s*[:：]\s*|(?:written\s+)?by\s+", re.I)
_FOR = re.compile(r"\s+for\s+(?:the\s+)?[A-Z\d].*$")
_BETWEEN = re.compile(r"\s*[;；、]\s*|\s*,\s+(?:and\s+)?|\s+(?:and|und|et|y|и)\s+|\s+&\s+")
_FAMILY_FIRST = re.compile(r"[^\s,]+(?:\s[^\s,]+)?,\s*[^\s,]+\Z")


def key(name: str) -> str:
    """A key as it is compared: casefolded, letters and digits only."""
    return _key(name[:_MAX_KEY])


@lru_cache(maxsize=1024)  # a library's files have the same keys
def _key(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def meta_from(values: Mapping[str, object], *, spaced_tags: bool = False) -> Meta:
    """The metadata in `values`; with `spaced_tags` a tag string without a comma is split at spaces (Jekyll)."""
    by_key: dict[str, object] = {}
    for name, value in values.items():
        by_key.setdefault(key(name), value)
    for name in _NESTED:
        nested = by_key.get(name)
        if isinstance(nested, Mapping):
            for inner, value in nested.items():
                by_key.setdefault(key(str(inner)), value)
    known: dict[str, list[str]] = {}
    for name in by_key.keys() & ALL_KEYS:
        known.setdefault(_FIELDS[name][0], []).append(name)

    def first(field: str, read: Callable[[object], Known | None]) -> Known | None:
        names = known.get(field)
        if names is None:
            return None
        for name in sorted(names, key=_FIELDS.__getitem__) if len(names) > 1 else names:
            if value := read(by_key[name]):
                return value
        return None

    found_tags: list[str] = []
    for name in sorted(known.get("tags", ()), key=_FIELDS.__getitem__):
        value = by_key[name]
        if name == "category" and isinstance(value, str) and value.startswith("#"):
            continue  # Readwise's kind of document, not a tag
        found_tags += tags(value, spaced=spaced_tags and name in {"tags", "categories"})
    return Meta(
        title=first("title", _title),
        authors=first("authors", authors) or (),
        published=first("published", _date),
        saved=first("saved", _date),
        url=first("url", url),
        tags=tuple(dict.fromkeys(found_tags)),
        lang=first("lang", language),
        description=first("description", _text),
        seed=seed.seed_from(by_key) if not seed.KEYS.isdisjoint(by_key) else None,
    )


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    text = " ".join(sanitise_line(value[:MAX_VALUE]).split())
    return None if text in {"", "~", "null"} else text


def _title(value: object) -> str | None:
    text = _text(value)
    if text and len(text) > 1 and text[0] == text[-1] == '"':  # Logseq quotes what it takes from elsewhere
        text = text[1:-1].strip()
    if text and "&" in text and ";" in text:
        import html  # late: few titles came out of a page with its entities

        text = _text(html.unescape(text))
    return text or None


def _date(value: object) -> str | None:
    text = _text(value)
    return dates.parse(text) if text else None


def url(value: object) -> str | None:
    """The web address in `value` (bare, in angle brackets, or a Markdown link), else None; also from a list of them."""
    if isinstance(value, (list, tuple)):
        return next(filter(None, map(url, value)), None)
    text = _text(value)
    if not text:
        return None
    if match := re.fullmatch(r"<(.+)>|\[[^\]]*\]\((\S+)\)", text):
        text = match[1] or match[2]
    return text if _URL.match(text) else None


def language(value: object) -> str | None:
    """A BCP 47 tag as written, with `-` between its parts, or the tag of a language's name."""
    text = _text(value)
    if not text:
        return None
    if text.casefold() in _LANGUAGES:
        return _LANGUAGES[text.casefold()]
    return text.replace("_", "-") if _LANG.match(text) else None


def tags(value: object, *, spaced: bool = False) -> list[str]:
    """The tags in a list or in a string (`a, b`, `#a #b`, `[[a]] [[b]]`; at spaces too when `spaced`)."""
    if isinstance(value, (list, tuple)):
        items = [text for text in map(_text, value) if text]
    elif not (text := _text(value)):
        return []
    elif "[[" in text:
        items = _WIKILINK.findall(text)
    elif "," in text or ";" in text:
        items = re.split(r"[,;]", text.strip("[]"))
    elif text.startswith("#") or spaced:
        items = text.split()
    else:
        items = [text]
    cleaned = (_WIKILINK.sub(r"\1", item).strip().strip("'\"").lstrip("#").strip() for item in items)
    return [item for item in dict.fromkeys(cleaned) if item]


def authors(value: object) -> tuple[str, ...]:
    """The names in a string, a list of strings or of mappings with `name`; without `By` and `for AFP`."""
    if isinstance(value, Mapping):
        named = (item for name, item in value.items() if key(str(name)) in {"name", "author", "fullname"})
        return authors(next(named, None))
    if isinstance(value, (list, tuple)):
        return tuple(dict.fromkeys(name for item in value for name in _one_or_more(item)))
    return names(text) if (text := _text(value)) else ()


def _one_or_more(item: object) -> tuple[str, ...]:
    # An item of a list is one name ("Doe, Jane"), unless it is a mapping.
    if not isinstance(item, str):
        return authors(item)
    return (name,) if (name := _name(item)) else ()


def names(text: str) -> tuple[str, ...]:
    """The names in a byline."""
    text = text[:MAX_VALUE].strip()
    if match := _BY.match(text):
        text = text[match.end() :]
    if "[[" in text:
        return tuple(dict.fromkeys(filter(None, map(_name, _WIKILINK.findall(text)))))
    text = plain(text)
    # "Doe, Jane" is one name; "Jane Doe, Ann Roe" are two
    parts = [text] if text.count(",") == 1 and _FAMILY_FIRST.match(text) and ";" not in text else _BETWEEN.split(text)
    return tuple(dict.fromkeys(filter(None, map(_name, parts))))


def _name(text: str) -> str:
    name = plain(_WIKILINK.sub(r"\1", sanitise_line(text[:240])))
    if "for" in name:
        name = _FOR.sub("", name)
    if ":" in name:
        name = re.sub(r"\s*[(<]?(?:https?://|mailto:)\S*", "", name)
    if "@" in name:
        name = re.sub(r"\s*<[^>]*@[^>]*>|\s+\(?\S+@\S+\)?$", "", name)
    name = name.strip(" ,;|·")
    return name if len(name) <= 120 and any(char.isalpha() for char in name) else ""
