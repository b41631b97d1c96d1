"""Finds the definitions of links and footnotes in a text fast, before it is parsed: a scan outside fences.

Nearly exact: the parser's own findings replace it when the whole text is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock, reference

from reader.document.label import Notes, Reference, References
from reader.regex import regex

_LINE = regex(
    r"^(?P<fence>[ ]{0,3}(?:`{3,}[^`\n]*|~{3,}.*)$)"
    r"|^(?:[ ]{0,3}>[ ]?|[ ]{0,9}(?:[-*+]|\d{1,9}[.)])[ ]+)*"
    r"[ ]{0,9}\[(?P<note>\^?)(?P<label>(?:[^\[\]\\\n]|\\.)+)\]:(?P<rest>.*)$",
    re.MULTILINE,
)
_PART = 1 << 18  # code points that are looked through at a time: no other thread works meanwhile
_LINES, _LONGEST = 12, 4000  # of one definition
_DEAR = 2000  # definitions that take a parser: what follows so many is left to the parsing of the whole
_PLAIN = regex(r"[ \t]*([^\s<\\&]+)(?:[ \t]+\"([^\"\\&]*)\"|[ \t]+'([^'\\&]*)')?[ \t]*\Z")


class Definitions(NamedTuple):
    """Link references by normalised label, and footnote labels to their numbers, from 1."""

    references: References
    notes: Notes


def scan(md: MarkdownIt, text: str, start: int) -> Definitions:
    """The definitions that stand in `text` from `start` on."""
    found = Definitions(References(), Notes())
    if not any(text.find("]:", at, at + _PART + 1) >= 0 for at in range(start, len(text), _PART)):
        return found
    fence = ""
    dear = 0
    for match in _candidates(text, start):
        mark = match.group("fence")
        if mark is not None:
            mark = mark.strip()
            run = mark[: len(mark) - len(mark.lstrip(mark[0]))]
            if not fence:
                fence = run
            elif run.startswith(fence) and run == mark:
                fence = ""
        elif not fence and not _define(text, match, found) and dear < _DEAR:
            dear += 1
            _look(md, text, match.start("label") - 1, found)
    return found


def _candidates(text: str, start: int) -> Iterator[re.Match[str]]:
    """Lines that look as if they define something, and fences."""
    while start < len(text):
        end = text.find("\n", start + _PART) + 1 or len(text)
        yield from _LINE.finditer(text, start, end)
        start = end


def _define(text: str, match: re.Match[str], found: Definitions) -> bool:
    """Take what a line defines; False when it takes a parser to say what."""
    label = match.group("label")
    if match.group("note"):
        if " " not in label and "\t" not in label:
            found.notes.add(label)
        return True
    plain = _PLAIN.match(match.group("rest"))
    after = text[match.end() + 1 : match.end() + 2]
    if plain is None or (after and after in "\"'( \t"):
        return False
    href, double, single = plain.groups()
    found.references.define(normalizeReference(label), {"title": double or single or "", "href": href})
    return True


def _look(md: MarkdownIt, text: str, start: int, found: Definitions) -> None:
    """Take what is defined at `start` as the parser reads it."""
    env: dict[str, dict[str, Reference]] = {}
    state = StateBlock(text[start : _few_lines(text, start)], md, env, [])
    if reference(state, 0, state.lineMax, False):
        for key, value in env["references"].items():
            found.references.define(key, value)


def _few_lines(text: str, start: int) -> int:
    """Where the lines end that a definition may take: at a blank one, or after a few, for each is looked at."""
    end, most = start, start + _LONGEST
    for _ in range(_LINES):
        line = text.find("\n", end, most)
        if line < 0:
            return min(most, len(text))
        end = line + 1
        if text.startswith("\n", end):
            break
    return end
