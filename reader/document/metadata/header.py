"""Shapes of metadata that stand at the very beginning, before the text: a function each. Pure.

YAML front matter, TOML, Pandoc's title block, `Key: value` lines (MultiMarkdown, Pelican, newsboat),
Jina reader's pages, Logseq's properties, the comment definitions of LCTT.
"""

from __future__ import annotations

import re

from reader.article import Meta
from reader.document.metadata import block, dates, fields
from reader.document.metadata.shape import Found, Text, plain

_OPEN = re.compile(r"---[ \t]*\n(?=[^\s])")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.M)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.M | re.S)
_PERCENT = re.compile(r"%(?!%)[ \t]*([^\n]*(?:\n[ \t]+[^\n]+)*)(?:\n|\Z)")
_PAIR = re.compile(r"([^\W\d_][\w \t-]{0,40}?)[ \t]*:[ \t]*(.*)\Z")
_LOGSEQ = re.compile(r"([\w-]{1,40}):: ?(.*)(?:\n|\Z)")
_LCTT = re.compile(r"\[#\]: (?:#[ \t]*)?\(?([\w ]+?)[: ]+\((.*)\)[ \t]*(?:\n|\Z)")
_JINA = re.compile(r"Title: (.*)\n+URL Source: (\S+)\n(.*?)^Markdown Content:[ \t]*\n?", re.M | re.S)
# Keys that alone are enough to tell a header of plain lines from a first paragraph with a colon.
_TELLING = frozenset({"title", "date", "author", "authors", "url", "tags", "link", "slug", "keywords", "lang", "feed"})


def yaml_front_matter(text: Text) -> Found | None:
    """`---`, keys, `---` (or `...`) at offset 0; one that does not close, or holds no keys, is a rule."""
    opened = _OPEN.match(text.head)
    if text.body or not opened:
        return None
    closed = _CLOSE.search(text.head, opened.end(), opened.end() + block.MAX_SIZE)
    if not closed:
        return None
    values = block.parse_yaml(text.head[opened.end() : closed.start()])
    return Found(fields.meta_from(values, spaced_tags=True), closed.end()) if values else None


def toml_front_matter(text: Text) -> Found | None:
    """`+++`, TOML, `+++` at offset 0."""
    match = None if text.body else _TOML.match(text.head)
    values = block.parse_toml(match[1]) if match else None
    return Found(fields.meta_from(values), match.end()) if match and values else None


def pandoc_title_block(text: Text) -> Found | None:
    """`% title`, `% authors` (by `;` or by line), `% date` at offset 0."""
    parts: list[str] = []
    at = text.body
    while at == 0 or parts:
        match = _PERCENT.match(text.head, at)
        if not match or len(parts) == 3:
            break
        parts.append(match[1].strip())
        at = match.end()
    if text.body or not parts:
        return None
    title, author, date = (*parts, "", "")[:3]
    named = fields.authors([name for name in re.split(r"\n|;", author) if name.strip()])
    return Found(Meta(title=plain(title) or None, authors=named, published=dates.parse(date)), at)


def jina_page(text: Text) -> Found | None:
    """`Title:`, `URL Source:`, `Published Time:` … `Markdown Content:`, as r.jina.ai writes a page."""
    match = None if text.body else _JINA.match(text.head, 0, 8192)
    if not match:
        return None
    values = {"title": match[1], "url source": match[2]}
    values |= {pair[1]: pair[2] for line in match[3].split("\n") if (pair := _PAIR.match(line))}
    return Found(fields.meta_from(values), match.end())


def plain_lines(text: Text) -> Found | None:
    """Lines of `Key: value` up to a blank one; indented lines go on with the one before."""
    if text.body:
        return None
    values: dict[str, object] = {}
    name = ""
    at = 0
    while at < len(text.head):
        end = text.head.find("\n", at)
        end = len(text.head) if end < 0 else end
        line = text.head[at:end]
        at = end + 1
        if not line.strip():
            break
        if name and line[0] in " \t":
            values[name] = f"{values[name]} {line.strip()}"
        elif (match := _PAIR.match(line)) and len(values) < block.MAX_KEYS:
            name = match[1]
            values[name] = match[2].strip()
        else:
            return None
    keys = [fields.key(name) for name in values]
    if not keys or keys[0] not in _TELLING or not any(name in fields.ALL_KEYS for name in keys):
        return None
    # A lone "Date: …" may be a letter; a title, or two keys that mean something to us, are a header.
    if "title" not in keys and sum(name in fields.ALL_KEYS for name in keys) < 2:
        return None
    return Found(fields.meta_from(values), min(at, len(text.head)))


def logseq_properties(text: Text) -> Found | None:
    """`key:: value` lines at offset 0."""
    values: dict[str, object] = {}
    at = text.body
    while not text.body and (match := _LOGSEQ.match(text.head, at)) and len(values) < block.MAX_KEYS:
        values[match[1]] = match[2]
        at = match.end()
    return Found(fields.meta_from(values), at) if values else None


def comment_definitions(text: Text) -> Found | None:
    """`[#]: key: (value)` lines, link definitions that show nothing; `via` is the original, `url` the translation."""
    values: dict[str, object] = {}
    at = text.body
    while not text.body and (match := _LCTT.match(text.head, at)) and len(values) < block.MAX_KEYS:
        values[match[1]] = match[2]
        at = match.end()
    return Found(fields.meta_from(values), at) if values else None
