"""Finds the definitions of links and footnotes in a text fast, before it is parsed: a scan outside fences.

Nearly exact: the parser's own findings replace it when the whole text is parsed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference

from reader.document.grammar import blocks

Reference = dict[str, object]  # "href" and "title", as markdown-it keeps them

_LINE = re.compile(
    r"^(?P<fence>[ ]{0,3}(?:`{3,}[^`\n]*|~{3,}.*)$)"
    r"|^(?:[ ]{0,3}>[ ]?|[ ]{0,9}(?:[-*+]|\d{1,9}[.)])[ ]+)*"
    r"[ ]{0,9}\[(?P<note>\^?)(?P<label>(?:[^\[\]\\\n]|\\.)+)\]:(?P<rest>.*)$",
    re.MULTILINE,
)
_PLAIN = re.compile(r"[ \t]*([^\s<\\&]+)(?:[ \t]+\"([^\"\\&]*)\"|[ \t]+'([^'\\&]*)')?[ \t]*\Z")


class Definitions(NamedTuple):
    """Link references by normalised label, and footnote labels to their numbers, from 1."""

    references: dict[str, Reference]
    notes: dict[str, int]


def scan(md: MarkdownIt, text: str, start: int) -> Definitions:
    """The definitions that stand in `text` from `start` on."""
    found = Definitions({}, {})
    if text.find("]:", start) < 0:
        return found
    fence = ""
    for match in _LINE.finditer(text, start):
        mark = match.group("fence")
        if mark is not None:
            mark = mark.strip()
            run = mark[: len(mark) - len(mark.lstrip(mark[0]))]
            if not fence:
                fence = run
            elif run.startswith(fence) and run == mark:
                fence = ""
        elif not fence:
            _define(md, text, match, found)
    return found


def _define(md: MarkdownIt, text: str, match: re.Match[str], found: Definitions) -> None:
    label = match.group("label")
    if match.group("note"):
        if " " not in label and "\t" not in label:
            found.notes.setdefault(label, len(found.notes) + 1)
        return
    plain = _PLAIN.match(match.group("rest"))
    after = text[match.end() + 1 : match.end() + 2]
    if (plain is not None and after not in "\"'( \t") or (plain is not None and after == ""):
        href, double, single = plain.groups()
        found.references.setdefault(normalizeReference(label), {"title": double or single or "", "href": href})
    else:
        begins = match.start("label") - 1
        stop = text.find("\n\n", begins, begins + 4000)
        env: dict[str, dict[str, Reference]] = {}
        blocks(md, text[begins : stop if stop > 0 else begins + 4000], env)
        for key, value in list(env.get("references", {}).items())[:1]:
            found.references.setdefault(key, {"title": value["title"], "href": value["href"]})
