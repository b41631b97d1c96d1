"""A list in groups: which there are, in which order, and what stands in each. Reads only.

Most groups have no name here: the article that stands first in one says what the others share. An article
with several tags stands in the group of each, so there the tag has to be told.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from reader.library.facet import KINDS
from reader.library.found import Grouped
from reader.library.schema import LAST

_DATE = "CASE published WHEN '' THEN newest ELSE published END"


class Way(NamedTuple):
    """What the articles of a group share: terms of SQL in the order of the groups, over a facet if one is named."""

    terms: tuple[str, ...]
    facet: int | None = None
    named: bool = False


GROUPS: dict[str, Way] = {
    "folder": Way(("root", "coalesce(value, '')"), KINDS["in"]),
    "site": Way(("site",)),
    "tag": Way((f"coalesce(value, '{LAST}')",), KINDS["tag"], named=True),
    "month": Way((f"substr({_DATE}, 1, 7) DESC",)),
}


def grouped(
    connection: sqlite3.Connection, where: str, values: Sequence[object], group: str, order: Sequence[str]
) -> Grouped:
    """All articles that fit a condition in groups, within each in the `order` given as terms of SQL."""
    way = GROUPS[group]
    keys = ", ".join(term.removesuffix(" DESC") for term in way.terms)
    shared = f"(SELECT row AS owner, value FROM facet WHERE kind = {way.facet})"
    join = f" LEFT JOIN {shared} ON owner = row" if way.facet is not None else ""
    sql = f"SELECT row, {keys} FROM article{join} WHERE {where} ORDER BY {', '.join([*way.terms, *order])}"
    ids, sizes, names = array("q"), array("q"), []
    for (*_, key), found in groupby(connection.execute(sql, values).fetchall(), lambda row: row[1:]):
        before = len(ids)
        ids.extend(row for row, *_ in found)
        sizes.append(len(ids) - before)
        names.append(key if way.named and key != LAST else "")
    return Grouped(ids, sizes, tuple(names))
