"""The head of an article as it is drawn: title, byline, a thin rule. Knows metadata, Markdown only as tokens."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from markdown_it.token import Token

from reader.article import Meta
from reader.document.inline import pictures_behind, put_words, write_inline
from reader.document.leaf import Leaf
from reader.document.node import Child, Content, Rule
from reader.document.script import from_the_right
from reader.document.signs import Signs
from reader.document.writer import Writer
from reader.regex import regex
from reader.sanitise import sanitise_line

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_DATE = regex(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_SEPARATOR = " · "


def read_masthead(meta: Meta, minutes: int | None, signs: Signs, words: Sequence[Token] = ()) -> Content:
    """The content of the masthead; none when nothing is known.

    `words` are those of the heading that is the title, where it leads somewhere; badges at its end stand below.
    """
    title = meta.title or ""
    writer = Writer(signs)
    children: list[Child] = []
    behind = pictures_behind(words)
    if words:
        leaf = Leaf(writer, "masthead.title")
        write_inline(leaf, words[:behind])
        if behind < len(words) and writer.parts[-1].endswith(" "):
            writer.take_last()
        children.append(Child(0, leaf.text()))
        if behind < len(words):
            writer.paragraph()
            leaf = Leaf(writer, "masthead.byline")
            write_inline(leaf, words[behind:])
            children.append(Child(0, leaf.text("right" if from_the_right(title) else "")))
    elif title:
        leaf = Leaf(writer, "masthead.title")
        put_words(leaf, sanitise_line(title))
        children.append(Child(0, leaf.text()))
    byline = _byline(meta, minutes, writer)
    if byline is not None:
        children.append(Child(0, byline.text("right" if from_the_right(title) else "")))
    if children:
        children.append(Child(0, Rule("masthead.rule", True)))
    return Content(writer.text(), writer.finished_links(), tuple(children))


def _byline(meta: Meta, minutes: int | None, writer: Writer) -> Leaf | None:
    site = host(meta.url or "")
    date = long_date(meta.published or "")
    if not (meta.authors or site or date or minutes):
        return None
    writer.paragraph()
    leaf = Leaf(writer, "masthead.byline")
    parts = 0
    for text, href in (
        (", ".join(meta.authors), ""),
        (site, meta.url or ""),
        (date, ""),
        (f"{minutes} min" if minutes else "", ""),
    ):
        if not text:
            continue
        if parts:
            leaf.put(_SEPARATOR)
        parts += 1
        if href:
            leaf.open_link("site", "link")
            leaf.put_line(text)
            leaf.close_link("site", href)
        else:
            leaf.put_line(text)
    return leaf


def host(url: str) -> str:
    """The host of a web address without `www.`, "" when it has none."""
    try:
        found = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return found.removeprefix("www.")


def long_date(iso: str) -> str:
    """`2021-03-09` as `9 March 2021`, what is known of it; "" when it is no date."""
    match = _DATE.match(iso)
    if match is None:
        return ""
    year, month, day = match.groups()
    if month is None or not 1 <= int(month) <= 12:
        return year
    name = f"{_MONTHS[int(month) - 1]} {year}"
    return f"{int(day)} {name}" if day and 1 <= int(day) <= 31 else name
