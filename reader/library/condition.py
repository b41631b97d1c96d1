"""The fields of a query as conditions on the table `article`. Makes SQL and runs none."""

from __future__ import annotations

from collections.abc import Sequence

from reader.library.facet import KINDS
from reader.library.query import Contained, Field
from reader.library.schema import LAST

_STATES = {
    "unread": "article.state = 0",
    "reading": "article.state = 1",
    "finished": "article.state = 2",
    "starred": "article.starred = 1",
    "archived": "article.archived = 1",
    "marked": "article.row IN (SELECT row FROM detail WHERE marks > 0)",
}
# Where a value may begin within another: at a word of a name, a part of a host, a folder.
_JOINTS = {"author": " ", "site": ".", "in": "/"}
# The date that is searched by: of publication, else when the article came in.
_DATE = "CASE article.published WHEN '' THEN article.newest ELSE article.published END"


def of(fields: Sequence[Field], among: str = "") -> tuple[str, list[object]]:
    """A condition that holds for the articles that have all `fields`, and its values.

    With `among`, a statement that gives some rows, it need hold for these only, and looks at no others.
    """
    parts = ["1"]
    values: list[object] = []
    within = f"row IN ({among}) AND " if among else ""
    for field in fields:
        part, asked = _one(field, within)
        parts.append(f"NOT ({part})" if field.negated else part)
        values += asked
    return " AND ".join(parts), values


def of_list(asked: Contained, among: str = "") -> tuple[str, list[object]]:
    """As `of`, for all that a list is filtered by."""
    condition, values = of(asked.fields, among)
    if not asked.words and not asked.without:
        return condition, values
    parts = [" OR ".join(["instr(text, ?)"] * len(words)) for words in asked.words]
    inside = " AND ".join([*(f"({part})" for part in parts), *["NOT instr(text, ?)"] * len(asked.without)])
    within = f"row IN ({among}) AND " if among else ""
    # gathered first, in the order of the table: looking each row up on its own takes three times as long
    condition += f" AND article.row IN (SELECT row FROM search WHERE {within}{inside})"
    return condition, [*values, *(word for words in asked.words for word in words), *asked.without]


def _one(field: Field, within: str) -> tuple[str, list[object]]:
    value = field.value
    match field.name:
        case "is":
            return _STATES[value], []
        case "min":
            return "article.minutes BETWEEN ? AND ?", [field.low, field.high]
        case "before":
            return f"{_DATE} < ? AND {_DATE} <> ''", [value]
        case "after":
            return f"{_DATE} >= ?", [value]
        case "title":
            # not in the column, which titles are sorted by and which has no article
            title = "substr(text, 1, instr(text, char(10)))"
            return f"article.row IN (SELECT row FROM search WHERE {within}instr({title}, ?))", [value]
        case "tag" | "lang":
            if field.prefix:
                return _facet(field, within, "value >= ? AND value < ?", value, value + LAST)
            # a tag has those below it, a language its regions
            below = value + ("/" if field.name == "tag" else "-")
            return _facet(field, within, "(value = ? OR value >= ? AND value < ?)", value, below, below + LAST)
    joint = _JOINTS[field.name]
    return _facet(field, within, f"instr('{joint}' || value, ?)", joint + value)


def _facet(field: Field, within: str, condition: str, *values: object) -> tuple[str, list[object]]:
    return f"article.row IN (SELECT row FROM facet WHERE {within}kind = ? AND {condition})", [
        KINDS[field.name],
        *values,
    ]
