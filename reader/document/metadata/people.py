"""Who wrote it: from a byline, or a value of a header, to names. Pure.

What stands around a name (By, a role, an employer, a handle, an address) is left out; a name is never
turned round: `Doe, Jane` stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from reader.document.metadata.keys import key
from reader.document.metadata.shape import plain
from reader.regex import regex
from reader.sanitise import sanitise_line

MAX_BYLINE = 2048
_MAX_NAME = 240
WIKILINK = regex(r"#?\[\[(?:[^\]|]*\|)?([^\]|]+)\]\]")
_LINKED_NAME = regex(r"#?\[\[(?:[^\]|]*\||[^\]|]*/)?([^\]|/]+)\]\]")  # a note in a folder: its name
_BY = regex(
    r"(?:(?:(?:written|words|story|posted|reported|text)\s+)?by|von|par|por|di|door|autor(?:in)?|auteur|author|автор"
    r"|text|作者|著者|文|撰文|저자|글)\s*[:：／/|]\s*|(?:(?:written|words|story|posted|reported|text)\s+)?by\s+"
    r"|(?:von|par|por)\s+(?=\S+\s+\S)",  # "Von Neumann" is a name
    re.I,
)
_FOR = regex(r"\s+(?:for|on behalf of)\s+(?:the\s+)?[A-Z\d].*$")
_AND = r"(?:and|(?<!partnership )(?<!collaboration )with|und|mit|et|avec|con|en|och|og|и|та|和|与|與|及|및)"
_LETTER = regex(r"(?<=\S )\s*[yei]\s+(?=\S)")  # and, in three languages; in "Ortega y Gasset" of the name
_BETWEEN = regex(rf"\s*[;；、，]\s*(?:{_AND}\s+)?|\s*,\s*(?:(?:{_AND}|&)\s+)?|\s+(?:{_AND}|[&/•]|＆)\s+")
_WORD_BETWEEN = regex(rf"\s+(?:{_AND}|&)\s+")
_SEMICOLON = regex(r"\s*[;；]\s*(?:(?:and|und|et|y|&)\s+)?")
_FAMILY_FIRST = regex(r"[^\s,]+(?:\s[^\s,]+)?,\s*[^\s,]+\Z")
_INITIALS = regex(r"(?:[^\W\d_]\.[ -]?)+\Z")
_SUFFIX = regex(r"(?:jr|sr)\.?\Z|(?:II|III|IV)\Z", re.I)
_EAST_ASIAN = regex("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_ROLE = regex(
    r"(?:(?:[\w.'’-]+ ){0,4}(?:writer|editor|reporter|correspondent|columnist|journalist|contributor|freelancer"
    r"|producer|photographer|fellow|professor|researcher|analyst|director|redakteur(?:in)?|reporterin|korrespondent(?:in)?"
    r"|journaliste|rédact(?:eur|rice)|redactora?|periodista|corresponsal"
    r"|корреспондент|журналист|редактор)"
    r"(?:,? (?:at|of|for|in|für|de|bei) .*)?|ph\.?\s?d\.?|m\.?d\.?|mba|msc|esq\.?|et al\.?|al\.?"
    r"|(?:\d+ )?(?:others|more))\Z",
    re.I,
)
_REPORTER = regex(r"(?<=[\uac00-\ud7a3])\s+(?:기자|특파원|논설위원)\Z|\s+(?:記者|记者)\Z")
_DATED = regex(r"[\s,|·•(]+\d{4}\s?[-./年년]\s?\d\d?(?!\d).*")  # a date behind the name in one line
_OTHERS = regex(  # who did something else, behind who wrote it
    r"(?<=[\s,;|])(?:写真|撮影|聞き手|編集|翻訳|图|图片|摄影|编辑|责任编辑|译者|翻译|사진|편집|fotos?|photos?|photographs?|bilder)"
    r"(?: by)?\s*[:：／/].*\Z",
    re.I,
)
_NOBODY = frozenset(
    {"n/a", "na", "none", "null", "nil", "undefined", "unknown", "unknown author", "author unknown", "by"}
)
_GIVEN = ("given", "first", "firstname", "givenname")
_FAMILY = ("family", "last", "lastname", "familyname", "surname")
_NAMED = ("name", "fullname", "author", "literal", "displayname", "authorname")


def authors(value: object, depth: int = 0) -> tuple[str, ...]:
    """The names in a string, a list of strings or of mappings with `name`; without `By` and `for AFP`."""
    if isinstance(value, str):
        return names(value)
    if depth > 3:
        return ()
    if isinstance(value, dict):
        return _of_mapping({key(str(name)): (str(name), item) for name, item in value.items()}, depth)
    if isinstance(value, (list, tuple)):
        return tuple(dict.fromkeys(name for item in value for name in _of_item(item, depth)))
    return ()


def _of_mapping(value: Mapping[str, tuple[str, object]], depth: int) -> tuple[str, ...]:
    for name in _NAMED:
        if name in value:
            return _of_item(value[name][1], depth)
    both = [next((str(value[name][1]) for name in names if name in value), "") for names in (_GIVEN, _FAMILY)]
    if any(both):
        return tuple(filter(None, [_name(" ".join(filter(None, both)))]))
    items = [(written, item) for written, item in value.values() if not isinstance(item, str) or not item]
    if len(items) < len(value):
        return ()
    # people by their handles, or names with what is told of them below
    named = [authors(item, depth + 1) or ((_name(written),) if " " in written else ()) for written, item in items]
    return tuple(dict.fromkeys(name for found in named for name in found if name))


def _of_item(item: object, depth: int) -> tuple[str, ...]:
    """An item of a list is one name ("Doe, Jane"), unless it says two whole ones."""
    if not isinstance(item, str):
        return authors(item, depth + 1)
    text = _without_by(_LINKED_NAME.sub(r"\1", item[:MAX_BYLINE].strip()))
    parts = _parts(text) if text.count(",") > 1 else _WORD_BETWEEN.split(text)
    return tuple(filter(None, map(_name, parts if all(" " in name for name in parts) else [text])))


def names(text: str) -> tuple[str, ...]:
    """The names in a byline."""
    return _names(text[:MAX_BYLINE].strip())


@lru_cache(maxsize=1024)  # a library's files have the same people
def _names(text: str) -> tuple[str, ...]:
    lines = [line.strip() for line in text.split("\n")] if "\n" in text else []
    if lines and all(" " in line and line[-1] not in ",;&" and not line.endswith(" and") for line in lines):
        text = "; ".join(lines)  # a name a line
    if not text.isprintable():
        text = " ".join(sanitise_line(text).split())
    text = _OTHERS.sub("", _without_by(text))
    if "[[" in text:
        return _each(_LINKED_NAME.findall(text))
    text = _without_by(plain(text))
    return _each(_parts(text))


def _parts(text: str) -> list[str]:
    if ";" in text or "；" in text:  # commas are within the names
        people = _SEMICOLON.split(text)
        few = all(name.count(",") < 2 for name in people)
        return people if few else [name for several in people for name in _parts(several)]
    if "," in text and _EAST_ASIAN.search(text) is None:
        if text.count(",") == 1 and _FAMILY_FIRST.match(text) and not _ROLE.match(text.partition(",")[2].strip()):
            if text.islower():
                return text.split(",")  # handles
            return [text]  # "Doe, Jane" is one name; "Jane Doe, Ann Roe" are two
        joined = _WORD_BETWEEN.split(text)
        if len(joined) > 1 and all(_FAMILY_FIRST.match(part) for part in joined):
            return joined  # as bibliographies write them
    parts: list[str] = []
    for part in _BETWEEN.split(text):
        if parts and (_INITIALS.match(part) or _SUFFIX.match(part)):
            parts[-1] = f"{parts[-1]}, {part}"  # it has to do with the name before
        else:
            two = _LETTER.split(part)
            parts += two if len(two) > 1 and all(" " in name.strip() for name in two) else [part]
    return parts


def _each(parts: Iterable[str]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(filter(None, map(_name, parts))))
    if len(found) > 1:
        found = tuple(name for name in found if not _ROLE.match(name)) or found[:1]
    return found


def _without_by(text: str) -> str:
    match = _BY.match(text)
    return text[match.end() :] if match else text


def _name(text: str) -> str:
    if "[" in text or not text.isprintable() or len(text) > _MAX_NAME:
        text = WIKILINK.sub(r"\1", sanitise_line(text[:_MAX_NAME]))
    name = plain(text)
    if "for" in name or " on behalf" in name:
        name = _FOR.sub("", name)
    if ":" in name:
        name = re.sub(r"\s*[(<]?(?:https?://|mailto:)\S*", "", name)
    if "@" in name:
        if match := re.fullmatch(r"[^\s@]+@[^\s@]+\s+\(([^()]+)\)", name):  # as feeds write it
            name = match[1]
        name = re.sub(r"\s*<[^>]*@[^>]*>|\s+\(?\S*@\S+\)?$", "", name).removeprefix("@")
    if dated := _DATED.search(name):
        name = name[: dated.start()]
    if "^[" in name:
        name = name.partition("^[")[0]  # a note on the person (Pandoc)
    name = name.strip(" ,;|·\"'")
    if name.endswith(")") and "(" in name[1:]:
        name = name[: name.rindex("(")].rstrip() or name  # an employer, a handle, pronouns
    if not name.isascii():
        name = _REPORTER.sub("", name)
    known = len(name) <= 120 and any(map(str.isalpha, name)) and name.casefold() not in _NOBODY
    return name if known and not _is_placeholder(name) else ""


def _is_placeholder(name: str) -> bool:
    return name[0] in "{<" and name[-1] in "}>"
