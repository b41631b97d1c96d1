"""What the first line of a container says: `:::note Title`, `::: {.callout-tip}`, MyST's `{note} Title`.

Knows no parser. Names are of site generators, Pandoc and Quarto, MyST, and of programs for notes and courses that
write boxes as fences of code. What only says how the page is laid out (columns, grids, tabs beside each other)
holds no words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from reader.regex import regex

_REMARKS = (
    "note|tip|info|warning|danger|caution|important|details|hint|success|error|failure|bug|example|quote|question"
    "|abstract|summary|attention|seealso|todo|faq|help|check|done|missing|fail|cite|tldr"
)
SET_IN = _REMARKS  # what may stand behind `!!!`
_BOXES = frozenset(
    (
        f"{_REMARKS}|theorem|lemma|proposition|corollary|conjecture|definition|exercise|solution|proof|remark|claim"
        "|hypothesis|algorithm|assumption|axiom|problem|property|observation|criterion|margin|sidebar|topic|aside"
        "|versionadded|versionchanged|deprecated|callout|epigraph|dropdown|toggle|admonition|card|rubric|verse"
    ).split("|")
)
_PLAIN = (
    "code-group|v-pre|row|col|column|columns|grid|grid-item|tab-set|tabs|panel-tabset|div|container|center|steps"
    "|section|list|only|table|figure-md|myst-example|left|right|end|card-group|tabbed|flex"
)
_LAYOUT = frozenset(_PLAIN.split("|"))
_FOLDED = frozenset({"details", "dropdown", "toggle"})
_TITLED = frozenset({"admonition", "card", "grid-item-card", "dropdown", "toggle", "topic", "sidebar", "rubric"})
_CALLED = {"seealso": "See also", "versionadded": "New in", "versionchanged": "Changed in"}
_PICTURES = frozenset({"figure", "image"})
_TABS = frozenset({"tab-item", "tab"})
_NAME = regex(r"([A-Za-z][\w-]{0,39})(?:\[([^\]\n]{0,200})\])?[ \t]*(?:\{([^}\n]{0,300})\})?[ \t]*(.*)")
_BRACED = regex(r"\{([^{}\n]{1,300})\}[ \t]*(.*)")
_MYST = regex(r"(?:[a-z]{1,10}:)?([A-Za-z][\w-]{0,39})\Z")
_PREFIX = regex(r"(?:callout|rmd|alert|admonition|ad)-?(?=[a-z])")
_VALUE = regex(r"([\w-]{1,40})=(?:\"([^\"]{0,200})\"|'([^']{0,200})'|(\S{1,200}))")
_CLASS = regex(r"\.([A-Za-z][\w-]{0,39})")
_COURSE = regex(r"(smart|warn|online|offline)(?:[ \t]+header=(\"|')(.{0,300})\2)?[ \t]*\Z")
_OPTION = regex(r"[ \t]*:([\w-]{1,40}):(?:[ \t]+(.*))?\Z")
_PLUGIN = regex(r"(title|collapse|icon|color):[ \t]*(.*)\Z")


class Head(NamedTuple):
    """`kind` is "box", "plain" (nothing around it), "tab" or "picture"; `fold` is "-" for what is folded up.

    `title` is what stands behind the name, for a picture where it lies. `options`: lines of such may follow.
    """

    kind: str
    name: str
    title: str
    fold: str = ""
    options: str = ""  # "myst": `:name: value`, "plugin": `title: value`


def container(words: str) -> Head | None:
    """What the words behind `:::` say; None for what is no name of a container."""
    if words.startswith("{"):
        return _braced(words)
    match = _NAME.fullmatch(words)
    if match is None:
        return None
    name = match[1].lower()
    attributes = match[3] or ""
    base = name if name in _BOXES else _PREFIX.sub("", name, 1)
    if name in _LAYOUT or name == "raw":
        return Head("plain", name, "")
    title = (match[2] or match[4] or _values(attributes).get("title", "")).strip()
    if base not in _BOXES:
        return None
    return Head("box", match[1] if base == name else base, title, "-" if base in _FOLDED else "")


def fence(info: str) -> Head | None:
    """What the words behind a fence of code say; None where it is code."""
    if info.startswith("{"):
        return _braced(info, fenced=True)
    course = _COURSE.match(info)
    if course is not None:
        if course[1].endswith("line"):
            return Head("plain", course[1], "")
        return Head("box", {"smart": "note", "warn": "warning"}[course[1]], course[3] or "")
    if info.startswith("ad-") and info[3:] in _BOXES:
        return Head("box", info[3:], "", "", "plugin")
    return None


def _braced(words: str, *, fenced: bool = False) -> Head | None:
    match = _BRACED.fullmatch(words)
    if match is None:
        return None
    named = _MYST.match(match[1])
    if named is not None:
        return _myst(named[1].lower(), match[2].strip())
    if fenced:
        return None
    values = _values(match[1])
    for each in _CLASS.finditer(match[1]):
        name = each[1].lower()
        base = name if name in _BOXES else _PREFIX.sub("", name, 1)
        if base in _BOXES and base != "callout":
            title = values.get("title") or values.get("name") or match[2].strip()
            folded = values.get("collapse") == "true" or base in _FOLDED
            return Head("box", base, title, "-" if folded else "")
    return Head("plain", "", "") if not match[2].strip(" \t:") else None


def _myst(name: str, argument: str) -> Head | None:
    """A directive with braces around its name."""
    base = name.removesuffix("-start")
    if name in _PICTURES:
        return Head("picture", name, argument, "", "myst") if argument else None
    if name in _TABS:
        return Head("tab", name, argument, "", "myst")
    if name in _TITLED and argument:
        return Head("box", "", argument, "-" if name in _FOLDED else "", "myst")
    if base in _BOXES:
        return Head(
            "box", _CALLED.get(base, base), argument if base == name else "", "-" if name in _FOLDED else "", "myst"
        )
    if name in _LAYOUT or name.endswith("-end"):
        return Head("plain", name, "", "", "myst")
    if name == "raw":
        return Head("plain", name, "", "", "myst") if argument in {"html", "jupyter"} else None
    return None


def _values(attributes: str) -> dict[str, str]:
    return {each[1]: each[2] or each[3] or each[4] or "" for each in _VALUE.finditer(attributes)}


def option(line: str, kind: str) -> tuple[str, str] | None:
    """The name and value of a line of options behind the head; None for the first that is none."""
    match = (_OPTION if kind == "myst" else _PLUGIN).match(line.strip())
    return (match[1], (match[2] or "").strip()) if kind and match is not None else None


def with_options(head: Head, options: Mapping[str, str]) -> Head:
    """The head as its options have it."""
    classes = options.get("class", "").split()
    folded = "dropdown" in classes or options.get("collapse") in {"closed", "true"}
    kind = next((each for each in classes if each in _REMARKS.split("|")), "") if head.kind == "box" else ""
    title = head.title or options.get("title", "")
    return head._replace(name=kind or head.name, title=title, fold="-" if folded else head.fold)
