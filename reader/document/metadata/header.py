"""Shapes of metadata that stand at the very beginning, before the text: a function each. Pure.

YAML, TOML and JSON front matter, Pandoc's title block, `Key: value` lines (MultiMarkdown, Pelican, Hexo,
newsboat, mail), Jina reader's pages, properties of Logseq and Roam, the comments of LCTT and Nikola, Org's keywords.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from reader.article import Meta
from reader.document.metadata import block, dates, fields, people
from reader.document.metadata.keys import FIELDS, key
from reader.document.metadata.org import org_keywords
from reader.document.metadata.shape import Found, plain
from reader.regex import regex

_OPEN = regex(r"(?:[ \t]*\n){0,3}---[ \t]*(ya?ml|toml|json)?[ \t]*\n(?=[^\s])", re.I)
_CLOSE = regex(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.M)
_TOML = regex(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.M | re.S)
_PERCENT = regex(r"%(?!%)[ \t]*([^\n]*(?:\n[ \t]+[^\n]+)*)(?:\n|\Z)")
_PAIR = regex(r"([^\W\d_][\w \t-]{0,40}?)[ \t]*[:：][ \t]*(.*)\Z")
_PROPERTY = regex(r"[ \t]*(?:[-*] )?(?:\*\*)?([^\W\d_][\w -]{0,39})(?:\*\*)?::(?:[ \t]+(.*)|[ \t]*)(?:\n|\Z)")
_JINA_FIRST = regex(r"(?:Title|URL Source|Published Time): ")
_JINA_LAST = regex(r"^Markdown Content:[ \t]*\n?", re.M)
_LCTT = regex(r"\[#\]: (?:#[ \t]*)?\(?([\w ]+?)[: ]+[(\"](.*)[)\"][ \t]*(?:\n|\Z)")
_TITLED = regex(r"\n*(?:#[ \t]+\S|[^\n]+\n=+[ \t]*(?:\n|\Z))")
_NIKOLA = regex(r"\.\.[ \t]+([\w-]+):[ \t]*(.*)(?:\n|\Z)")
_COMMENT = regex(r"<!--((?:(?!-->).)*)-->[ \t]*(?:\n|\Z)", re.S)
_MAX_COMMENT = 8192
# Keys that alone are enough to tell a header of plain lines from a first paragraph with a colon.
_TELLING = frozenset({"slug", "feed", "from"}) | {name for name, (field, _) in FIELDS.items() if field != "description"}

_META = regex(r"<meta\s([^<>]{1,4000})>", re.I)
_ATTRIBUTE = regex(r"(name|property|itemprop|content)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.I)
_SINGLE_FILE = regex(r"\A(?:Page saved with SingleFile\s+)|^[ \t]+", re.M)

Shape = Callable[[str], Found | None]
_PARSED: dict[str, Callable[[str], Mapping[str, object] | None]] = {
    "yaml": block.parse_yaml,
    "yml": block.parse_yaml,
    "toml": block.parse_toml,
    "json": lambda text: block.parse_json(text)[0],
}


def header(head: str) -> Found | None:
    """What the beginning of a document is a header of, if it is one."""
    first = head[:1]
    if first.isspace():
        first = head.lstrip()[:1]
        return yaml_front_matter(head) if first == "-" else None
    for shape in _BY_SIGN.get(first, _BY_LINES if first.isalpha() else ()):
        if found := shape(head):
            return found
    return None


def yaml_front_matter(head: str) -> Found | None:
    """`---`, keys, `---` (or `...`) at the beginning; one that does not close, or holds no keys, is a rule.

    What is no YAML has its name behind the opening fence.
    """
    opened = _OPEN.match(head)
    closed = _CLOSE.search(head, opened.end(), opened.end() + block.MAX_SIZE) if opened else None
    if opened is None or closed is None:
        return None
    values = _PARSED[(opened[1] or "yaml").lower()](head[opened.end() : closed.start()])
    if not values or (head[0] != "-" and not _known(values)):
        return None
    return Found(fields.meta_from(values, spaced_tags=True), closed.end())


def toml_front_matter(head: str) -> Found | None:
    """`+++`, TOML, `+++` at offset 0."""
    match = _TOML.match(head)
    values = block.parse_toml(match[1]) if match else None
    return Found(fields.meta_from(values), match.end()) if match and values else None


def json_front_matter(head: str) -> Found | None:
    """An object with keys that we know at offset 0 (Hugo)."""
    values, end = block.parse_json(head) if head[1:2] in '\n\r\t "' else ({}, 0)
    return Found(fields.meta_from(values), end) if values and _known(values) else None


def pandoc_title_block(head: str) -> Found | None:
    """`% title`, `% authors` (by `;` or by line), `% date` at offset 0."""
    parts: list[str] = []
    at = 0
    while len(parts) < 3 and (match := _PERCENT.match(head, at)):
        parts.append(match[1].strip())
        at = match.end()
    if not parts:
        return None
    title, author, date = (*parts, "", "")[:3]
    lines = [name for name in re.split(r"\n|;", author) if name.strip()]
    named = people.authors(lines if len(lines) > 1 else author)
    return Found(Meta(title=plain(title) or None, authors=named, published=dates.parse(date)), at)


def jina_page(head: str) -> Found | None:
    """`Title:`, `URL Source:`, `Published Time:` … `Markdown Content:`, as r.jina.ai writes a page."""
    last = _JINA_LAST.search(head, 0, 8192) if _JINA_FIRST.match(head) else None
    if last is None:
        return None
    pairs = [_PAIR.match(line) for line in head[: last.start()].split("\n")]
    return Found(fields.meta_from({pair[1]: pair[2] for pair in pairs if pair}), last.end())


def plain_lines(head: str) -> Found | None:
    """Lines of `Key: value` up to a blank one, or to `---` (Hexo); indented lines go on with the one before."""
    values: dict[str, object] = {}
    name = ""
    items = fenced = False
    at = 0
    while at < len(head):
        end = head.find("\n", at)
        end = len(head) if end < 0 else end
        line = head[at:end]
        start, at = at, end + 1
        if not line.strip():
            break
        if line.rstrip() == "---":
            fenced = True
            values = dict(block.parse_yaml(head[:start]) or {})
            break
        if name and line[0] in " \t" and not items:
            values[name] = f"{values[name]}{_between(name, str(values[name]))}{line.strip()}"
        elif name and line.lstrip().startswith("- ") and (items or not values[name]):
            items = True
        elif (match := _PAIR.match(line)) and len(values) < block.MAX_KEYS:
            if not values and key(match[1]) not in _TELLING:
                return None
            name = match[1]
            values[name] = match[2].strip()
        else:
            return None
    return _header_of(values, min(at, len(head))) if fenced or not items else None


def _between(name: str, value: str) -> str:
    """What joins a line to the one below it: authors stand on lines of their own (MultiMarkdown)."""
    whole = " " in value and value[-1] not in ",;&" and not value.endswith(" and")
    return "; " if whole and FIELDS.get(key(name), ("", 0))[0] == "authors" else " "


def _header_of(values: dict[str, object], end: int) -> Found | None:
    names = {key(name): name for name in values}
    # A lone "Date: …" may be a letter; a title, or two keys that mean something to us, are a header.
    if not names or ("title" not in names and sum(name in FIELDS for name in names) < 2):
        return None
    if "subject" in names and "from" in names:  # a mail
        values = {name: _decoded(value) for name, value in values.items()}
        values.setdefault("author", values[names["from"]])
    meta = fields.meta_from(values)
    told = (meta.authors, meta.published, meta.saved, meta.url, meta.tags, meta.lang)
    return Found(meta, end) if meta.title or sum(map(bool, told)) > 1 else None


def _decoded(value: object) -> object:
    """A value of a mail with its encoded words (RFC 2047) read; as it is when they are broken."""
    if not isinstance(value, str) or "=?" not in value:
        return value
    from email import errors, header  # late: most headers are of no mail

    try:
        return str(header.make_header(header.decode_header(value[: fields.MAX_VALUE])))
    except (errors.HeaderParseError, LookupError, ValueError):
        return value


def properties(head: str) -> Found | None:
    """`key:: value` lines at offset 0, as Logseq, Roam and Dataview have them."""
    return _matches(_PROPERTY, head)


def definitions(head: str) -> Found | None:
    """`[#]: key: (value)` lines, link definitions that show nothing; `via` is the original, `url` the translation.

    The subject is the title of the original: where the text has one of its own, that is it.
    """
    found = _matches(_LCTT, head)
    return found._replace(meta=found.meta._replace(title=None)) if found and _TITLED.match(head, found.body) else found


def nikola_lines(head: str) -> Found | None:
    """`.. key: value` lines at offset 0."""
    return _matches(_NIKOLA, head)


def _matches(pattern: re.Pattern[str], head: str) -> Found | None:
    values: dict[str, object] = {}
    at = 0
    while (match := pattern.match(head, at)) and len(values) < block.MAX_KEYS:
        values[match[1].strip()] = match[2] or ""
        at = match.end()
    return Found(fields.meta_from(values), at) if _known(values) else None


def comment(head: str) -> Found | None:
    """Keys in an HTML comment at offset 0, with or without the dots of Nikola, or as `<meta>` elements."""
    match = _COMMENT.match(head, 0, _MAX_COMMENT)
    inner = match[1].strip() if match else ""
    if match is None or ":" not in inner:
        return None
    if inner.startswith(".. "):
        found = nikola_lines(inner)
    elif _META.match(inner):
        found = _header_of(_meta_elements(inner), 0)
    else:
        lines = _SINGLE_FILE.sub("", inner) if inner.startswith("Page saved") else inner
        found = _header_of(dict(block.parse_yaml(lines + "\n") or {}), 0)
    return found._replace(body=match.end()) if found else None


def _meta_elements(source: str) -> dict[str, object]:
    values: dict[str, object] = {}
    for element in _META.finditer(source):
        told = {name.lower(): double or single for name, double, single in _ATTRIBUTE.findall(element[1])}
        name = told.get("name") or told.get("property") or told.get("itemprop")
        if name and "content" in told:
            values.setdefault(name, told["content"])
    return values


def _known(values: Mapping[str, object]) -> bool:
    return any(key(name) in FIELDS for name in values)


_BY_LINES: tuple[Shape, ...] = (jina_page, properties, plain_lines)
_BY_SIGN: dict[str, tuple[Shape, ...]] = {
    "-": (yaml_front_matter, properties),
    "+": (toml_front_matter,),
    "{": (json_front_matter,),
    "%": (pandoc_title_block,),
    "[": (definitions,),
    ".": (nikola_lines,),
    "<": (comment,),
    "#": (org_keywords,),
    ":": (org_keywords,),
    "*": (properties,),
}
