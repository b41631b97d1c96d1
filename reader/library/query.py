"""What a person types to search with, as a value. Pure: no index, no files, no clock.

Any string is a query. Words, "phrases", `-not`, `prefix*`, `one OR other`, and fields: `author:`, `tag:`,
`site:`, `lang:`, `title:`, `in:`, `before:`, `after:`, `is:`, `min:`. What looks like a field and is none
(`http://…`, `is:odd`) is looked for as words; a field without a value yet asks for nothing. `doubt` says so,
where a person may wonder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reader.fold import fold
from reader.library.terms import has_words, searchable, stands_alone
from reader.regex import regex
from reader.sanitise import sanitise_line

MAX_LENGTH = 2000  # characters of a query that are looked at
MAX_TERMS = 32
STATES = ("unread", "reading", "finished", "starred", "archived", "marked")
NAMES = ("author", "tag", "site", "lang", "title", "in", "before", "after", "is", "min")
UNLIMITED = 1_000_000_000
ALSO = {"read": "finished", "archive": "archived", "star": "starred"}
_QUOTES = str.maketrans(dict.fromkeys("“”„‟", '"'))
_TERM = regex(
    r"(?P<minus>-(?=[^\s-]))?+(?:(?P<name>[A-Za-z]+):)?"
    r'(?:"(?P<phrase>[^"]*)(?P<closed>"?)(?P<star>\*?)|(?P<word>\S+)|(?(name)(?!\S)|(?!)))'
)
_DATE = r"(?a:(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?[-/.]?\Z)"
_MINUTES = r"(?a:(<=|>=|<|>|=)?(\d{1,6})(?:(?:-|\.\.)(\d{1,6})?)?\Z)"


class Word(NamedTuple):
    """A word or phrase: `text` as it was typed, `terms` as `searchable` makes it, with single spaces.

    With `prefix` its end may go on, with `typed` because it is being typed; with `title` it is asked for
    in the title.
    """

    text: str
    terms: str
    prefix: bool = False
    title: bool = False
    typed: bool = False

    @property
    def short(self) -> bool:
        """Whether only one or two letters of it are typed yet: half of all words begin so."""
        return self.typed and len(self.terms) < 3 and not any(map(stands_alone, self.terms))


class Field(NamedTuple):
    """What an article must have (`negated`: must not have).

    `value` is folded; for `before` and `after` it is an ISO date or the beginning of one; for `min` it
    counts from `low` to `high` minutes. With `prefix` the end of the value may go on.
    """

    name: str
    value: str
    negated: bool = False
    prefix: bool = False
    low: int = 0
    high: int = UNLIMITED


class Query(NamedTuple):
    """All of `words` (one of each tuple), none of `without`, all of `fields`. An empty one asks for nothing."""

    words: tuple[tuple[Word, ...], ...] = ()
    without: tuple[Word, ...] = ()
    fields: tuple[Field, ...] = ()

    @property
    def wanted(self) -> tuple[Word, ...]:
        """The words that can be in the text of what is found."""
        return tuple(word for group in self.words for word in group)


class Contained(NamedTuple):
    """What is asked of a list: all `fields`; one of each tuple of folded `words`, and none of `without`, contained."""

    fields: tuple[Field, ...] = ()
    words: tuple[tuple[str, ...], ...] = ()
    without: tuple[str, ...] = ()

    @property
    def narrows(self) -> bool:
        """Whether it only says which articles, by their fields, and looks for no words."""
        return bool(self.fields) and not self.words and not self.without


class Term(NamedTuple):
    """A piece of a query as it was typed, before it is known whether it is a word or a field."""

    raw: str
    name: str  # of a field, folded, or ""
    value: str
    quoted: bool
    negated: bool
    prefix: bool
    typed: bool
    last: bool  # nothing stands after it


def parse(text: str, *, live: bool = False) -> Query:
    """The query in `text`; `live` while it is typed, when the last word may go on."""
    groups: list[list[Word]] = []
    without: list[Word] = []
    fields: list[Field] = []
    after_word = joined = False
    for term in terms_of(text, live):
        if after_word and not term.last and term.raw in ("OR", "|"):
            joined, after_word = True, False
            continue
        found = _read(term)
        if isinstance(found, Field):
            fields.append(found)
        elif found is not None and term.negated:
            without.append(found)
        elif found is not None and joined:
            groups[-1].append(found)
        elif found is not None:
            groups.append([found])
        after_word = isinstance(found, Word) and not term.negated
        joined = False
    return Query(tuple(map(tuple, groups)), tuple(without), tuple(fields))


def contained(text: str, *, live: bool = False) -> Contained:
    """What a list is filtered by: the same language, but a word may stand anywhere, within others too."""
    fields: list[Field] = []
    groups: list[list[str]] = []
    without: list[str] = []
    after_word = joined = False
    for term in terms_of(text, live):
        if after_word and not term.last and term.raw in ("OR", "|"):
            joined, after_word = True, False
            continue
        after_word = False
        if (field := _asked(term)) is not None:
            fields.append(field)
        elif word := _sought(term):
            if term.negated:
                without.append(word)
            elif joined:
                groups[-1].append(word)
            else:
                groups.append([word])
            after_word = not term.negated
        joined = False
    return Contained(tuple(fields), tuple(map(tuple, groups)), tuple(without))


def _asked(term: Term) -> Field | None:
    """The field that a list is filtered by; none where it is not understood, or no field at all."""
    if term.name != "title":
        found = _read(term)
        return found if isinstance(found, Field) else None
    value = folded(term.value)
    return Field("title", value, term.negated) if value else None


def _sought(term: Term) -> str:
    """The words that a list is looked through for; a sign that something begins here is none."""
    if not term.value or term.raw == "-":
        return ""
    return folded(term.value if term.quoted or not term.name else term.raw.removeprefix("-"))


def terms_of(text: str, live: bool) -> Iterator[Term]:
    """The pieces of a query; `live` as in `parse`."""
    text = sanitise_line(text[:MAX_LENGTH]).translate(_QUOTES)
    for number, match in enumerate(_TERM.finditer(text)):
        if number == MAX_TERMS:
            return
        name = (match["name"] or "").lower()
        known = name in NAMES
        quoted = match["phrase"] is not None
        value: str = match["phrase"] if quoted else match["word"] or ""
        bare = value.rstrip("*") if not quoted else value
        last = match.end() == len(text)
        may_go_on = live and last and not match["closed"]
        yield Term(
            raw=match[0],
            name=name if known else "",
            value=bare if known or not name else f"{match['name']}:{bare}",
            quoted=quoted,
            negated=match["minus"] is not None,
            prefix=may_go_on or bool(match["star"]) or bare != value,
            typed=may_go_on and bare == value,
            last=last,
        )


def _read(term: Term) -> Word | Field | None:
    """What a term asks for; None: for nothing."""
    if not term.name or term.name == "title":
        return _word(term.value, term, title=term.name == "title")
    if not term.value:
        return None
    return field_of(term) or _word(f"{term.name} {term.value}", term, title=False)


def _word(text: str, term: Term, *, title: bool) -> Word | None:
    terms = " ".join(searchable(text).split())
    return Word(text.strip(), terms, term.prefix, title, term.typed) if has_words(terms) else None


def folded(text: str) -> str:
    """As values are compared."""
    return " ".join(fold(text).split())


def field_of(term: Term) -> Field | None:
    """The field that a piece with a name asks for; None where its value is none."""
    value = folded(term.value)
    match term.name:
        case "before" | "after":
            date = _date(value)
            return Field(term.name, date, term.negated) if date else None
        case "is":
            state = next((name for name in STATES if name == ALSO.get(value, value)), None)
            return Field("is", state, term.negated) if state else None
        case "min":
            return _minutes(value, term.negated)
        case "in":
            value = value.strip("/")
        case "site":
            value = value.removeprefix("www.")
        case "tag":
            value = value.lstrip("#")
    return Field(term.name, value, term.negated, term.prefix) if value else None


def _date(value: str) -> str:
    """An ISO date or the beginning of one from `2021`, `2021-3`, `2021/03/09`; "" if it is none."""
    found = re.match(_DATE, value)
    if not found:
        return ""
    year, month, day = found.groups()
    if (month and not 1 <= int(month) <= 12) or (day and not 1 <= int(day) <= 31):
        return ""
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])


def _minutes(value: str, negated: bool) -> Field | None:
    found = re.match(_MINUTES, value)
    if not found:
        return None
    sign, number, high = found[1] or "", int(found[2]), found[3]
    span = value[found.end(2) :]
    match sign:
        case "<":
            low, top = 0, number - 1
        case "<=":
            low, top = 0, number
        case ">":
            low, top = number + 1, UNLIMITED
        case ">=":
            low, top = number, UNLIMITED
        case _:
            low, top = number, int(high) if high else UNLIMITED if span else number
    return Field("min", value, negated, low=low, high=top)
