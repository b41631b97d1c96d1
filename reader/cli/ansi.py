"""Lines of cells as text for a terminal or a file: role names become SGR codes. No textual, no themes.

Only the sixteen colours that the terminal's owner has chosen, never dim and never bright black: both
are hard to read. Everything written here is ours; document text comes in sanitised.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from reader.document.layout import Layout, Line, Run

_ATTRIBUTES = {
    "masthead.title": "1",
    "strong": "1",
    "emphasis": "3",
    "strike": "9",
    "mark": "7",
    "link": "4",
    "table.head": "1",
    "source": "3",
    "quiet": "3",
    "kbd": "1",
    "image": "3",
}
_COLOURS = {
    "heading": "34",
    "masthead.title": "34",
    "masthead.rule": "34",
    "code": "33",
    "quote.bar": "34",
    "list.bullet": "34",
    "list.number": "34",
    "table.rule": "34",
    "rule": "34",
    "link": "36",
    "footnote.number": "36",
    "task.done": "32",
    "hint": "35",
    "alert.note": "34",
    "alert.tip": "32",
    "alert.important": "35",
    "alert.warning": "33",
    "alert.caution": "31",
    "code.token.k": "35",
    "code.token.s": "32",
    "code.token.c": "36",
    "code.token.m": "31",
    "code.block": "39",
}
_SAFE = "!#$&'()*+,/:;=?@[]~%-._"
_WEB = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x20\x7f-\x9f\\]+\Z", re.IGNORECASE)


def _code(role: str, table: Mapping[str, str]) -> str | None:
    # `code.token.kd` is a `code.token.k`, `heading2` a `heading`: the nearest name that is known
    while role:
        if role in table:
            return table[role]
        shorter = role.rstrip("0123456789")
        if shorter == role and "." in role:
            head, _, tail = role.rpartition(".")
            shorter = f"{head}.{tail[:-1]}" if len(tail) > 1 and head == "code.token" else head
        if shorter == role:
            return None
        role = shorter
    return None


def codes(roles: Iterable[str], *, colour: bool) -> str:
    """The SGR parameters of nested roles, the innermost colour winning: `1;34`, or nothing."""
    attributes: dict[str, None] = {}
    foreground = ""
    for role in roles:
        attribute = _code(role, _ATTRIBUTES)
        if attribute is None and role.startswith("heading"):
            attribute = "1"
        if attribute is not None:
            attributes[attribute] = None
        foreground = _code(role, _COLOURS) or foreground
    if colour and foreground not in {"", "39"}:
        attributes[foreground] = None
    return ";".join(attributes)


def plain(line: Line) -> str:
    """The line as text, without blanks at its end."""
    return "".join(run.text for run in line.runs).rstrip()


def styled(line: Line, layout: Layout, *, colour: bool) -> str:
    """The line with SGR codes and, for links to the web, OSC 8."""
    parts = []
    for run in _trimmed(line.runs):
        sgr = codes(run.roles, colour=colour)
        text = f"\x1b[{sgr}m{run.text}\x1b[0m" if sgr else run.text
        target = hyperlink(layout.links[run.link].href) if run.link >= 0 else None
        parts.append(f"\x1b]8;;{target}\x1b\\{text}\x1b]8;;\x1b\\" if target else text)
    return "".join(parts)


def hyperlink(href: str) -> str | None:
    """The address for OSC 8, in 0x21 to 0x7E; None for what does not open outside."""
    if len(href) > 2048 or not _WEB.match(href):
        return None
    return quote(href, safe=_SAFE)


def _trimmed(runs: Sequence[Run]) -> list[Run]:
    kept = list(runs)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip())
    return kept
