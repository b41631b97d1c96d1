"""What in a query a person may have meant otherwise than it is understood, in a line each. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.library.query import ALSO, NAMES, STATES, Query, Term, field_of, folded, terms_of

# How a field is written, to tell who wrote it otherwise.
_WRITTEN = {
    "author": "author:doe", "tag": "tag:sea", "site": "site:example.org", "lang": "lang:de", "title": "title:wall",
    "in": "in:folder", "before": "before:2021 or before:2021-03-09", "after": "after:2021 or after:2021-03-09",
    "is": ", ".join(f"is:{state}" for state in STATES), "min": "min:10, min:<10 or min:5-10",
}  # fmt: skip
# What may become a value while it is typed; compiled by `re` when one first is.
_BEGUN = {
    "before": r"(?a:\d{0,4}(?:[-/.]\d{0,2}){0,2}\Z)",
    "after": r"(?a:\d{0,4}(?:[-/.]\d{0,2}){0,2}\Z)",
    "min": r"(?a:[<>]?=?\d{0,6}\Z)",
}
# What looks like a field of another name. A time, an address and `std::vector` do not, nor does `x:y`.
_OTHER = r"-?([A-Za-z]{3,}):(\"?\w.*|\Z)"
_SCHEMES = {"mailto", "doi", "isbn", "urn", "tel"}


def unclear(text: str, *, live: bool = False) -> tuple[str, ...]:
    """What in the query cannot be meant as it stands, a line each; `live` while its end may go on."""
    lines: list[str] = []
    for term in terms_of(text, live):
        if not term.name:
            lines += _of_no_field(term)
        elif term.typed and _may_become(term):
            continue
        elif not term.value.strip():
            lines.append(f"{term.name}: has no value; it is written {_WRITTEN[term.name]}")
        elif term.name in {"before", "after", "is", "min"} and field_of(term) is None:
            lines.append(f"{term.raw} is not understood; it is written {_WRITTEN[term.name]}")
    return tuple(dict.fromkeys(lines))


def _may_become(term: Term) -> bool:
    value = folded(term.value)
    if term.name == "is":
        return any(name.startswith(value) for name in (*STATES, *ALSO))
    return not value or term.name not in _BEGUN or re.match(_BEGUN[term.name], value) is not None


def nothing(text: str, query: Query) -> tuple[str, ...]:
    """That there is nothing to look for in what was typed, where that is so."""
    if query != Query() or not text.strip():
        return ()
    if text.strip() in {'"', "“", "„"}:
        return (f"{text.strip()} begins a phrase: its words follow",)
    return ("There is no letter or digit to look for in this",)


def _of_no_field(term: Term) -> Iterator[str]:
    """Of a name that no filter has: which was meant, or that all of it is looked for."""
    found = re.match(_OTHER, term.raw)
    if found is None or found[1].lower() in _SCHEMES:
        return
    name, value = found[1].lower(), found[2]
    if (near := _near(name)) is not None:
        yield f"no filter “{name}:” – {near}:?"
    elif value and not value[0].isdigit() and not term.typed:
        yield f"{term.raw} is looked for as words: there is no filter {name}:"


def _near(name: str) -> str | None:
    """The filter that a name may be a mistake for."""
    from reader.library.suggest import distance  # late: what most queries do not need

    most = 1 if len(name) < 5 else 2
    near = min(NAMES, key=lambda known: distance(name, known, 3))
    if len(near) > 2 and distance(name, near, 3) <= most:
        return near
    return next((known for known in NAMES if len(known) > 2 and name.startswith(known)), None)
