"""The first rows of a list in groups, at the cost of the groups that they are in. Reads only.

Each next group is one look into an index, where ordering all articles by their groups takes half a second
for 100,000. For lists of whole folders without their archive, and no others.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.library.facet import KINDS
from reader.library.found import Grouped
from reader.library.grouping import GROUPS
from reader.library.schema import LAST

_MOST = 1000  # groups that are looked into, when few of them have anything


class _Ground(NamedTuple):
    """The connection, and the numbers of the folders."""

    connection: sqlite3.Connection
    roots: Sequence[int]

    def each(self, sql: str, *values: object) -> list[str]:
        """What a statement finds in one folder, for each of them: only within one an index has an order."""
        return [text for root in self.roots for (text,) in self.connection.execute(sql, (root, *values)).fetchall()]


class _Group(NamedTuple):
    condition: str
    values: Sequence[object] = ()
    name: str = ""
    # else SQLite walks all articles in the order of the list to find these few
    table: str = "article NOT INDEXED"


def first(
    connection: sqlite3.Connection,
    roots: Sequence[int],
    where: tuple[str, Sequence[object]],
    group: str,
    order: Sequence[str],
    limit: int,
) -> Grouped:
    """As `grouped`, but no more than `limit` rows, for all of the folders with the numbers `roots`."""
    ids, sizes, names = array("q"), array("q"), []
    for step, one in enumerate(_WALKS[group](_Ground(connection, sorted(roots)))):
        inside, values = f"{where[0]} AND {one.condition}", [*where[1], *one.values]
        left = limit - len(ids)
        sql = f"SELECT row FROM {one.table} WHERE {inside} ORDER BY {', '.join(order)} LIMIT {left}"
        rows = array("q", (row for (row,) in connection.execute(sql, values).fetchall()))
        size = len(rows)
        if size == left:
            size = connection.execute(f"SELECT count(*) FROM {one.table} WHERE {inside}", values).fetchall()[0][0]
        if size:
            ids.extend(rows)
            sizes.append(size)
            names.append(one.name if GROUPS[group].named else "")
        if size >= left or step == _MOST:
            break
    return Grouped(ids, sizes, tuple(names))


def _folders(ground: _Ground) -> Iterator[_Group]:
    for root in ground.roots:
        yield _Group("row IN (SELECT row FROM article WHERE root = ? AND instr(path, X'2F') = 0)", (root,))
        for one in _values(ground, KINDS["in"]):
            yield one._replace(condition=f"root = ? AND {one.condition}", values=(root, *one.values))


def _tags(ground: _Ground) -> Iterator[_Group]:
    kind = KINDS["tag"]
    yield from _values(ground, kind)
    yield _Group(f"NOT EXISTS (SELECT 1 FROM facet WHERE facet.row = article.row AND kind = {kind})")


def _values(ground: _Ground, kind: int) -> Iterator[_Group]:
    condition = f"row IN (SELECT row FROM facet WHERE kind = {kind} AND value = ?)"
    sql = f"SELECT value FROM facet WHERE kind = {kind} AND value > ? ORDER BY value LIMIT 1"
    value = ""
    while found := ground.connection.execute(sql, (value,)).fetchall():
        value = found[0][0]
        yield _Group(condition, (value,), value)


def _sites(ground: _Ground) -> Iterator[_Group]:
    sql = "SELECT site FROM article WHERE root = ? AND archived = 0 AND site > ? ORDER BY site LIMIT 1"
    site = ""
    while found := ground.each(sql, site):
        site = min(found)
        yield _Group("site = ?", (site,), table="article INDEXED BY order_site")


def _months(ground: _Ground) -> Iterator[_Group]:
    """By two indexes side by side: of what has a date of publication, and of what has only come in."""
    ways = (("published", "published > ''"), ("newest", "published = ''"))
    latest = [LAST] * len(ways)  # of each way, below the last month
    month = LAST
    roots = f"root IN ({', '.join('?' * len(ground.roots))})"
    while True:
        for number, (column, condition) in enumerate(ways):
            if latest[number] >= month:
                sql = (
                    f"SELECT {column} FROM article INDEXED BY order_{column} WHERE root = ? AND archived = 0 "
                    f"AND {condition} AND {column} < ? ORDER BY {column} DESC LIMIT 1"
                )
                latest[number] = max(ground.each(sql, month), default="")
        if not (month := max(latest)[:7]):
            return
        within = " UNION ALL ".join(
            f"SELECT row FROM article INDEXED BY order_{column} WHERE {roots} AND archived = 0 "
            f"AND {condition} AND {column} >= ? AND {column} < ? AND substr({column}, 1, 7) = ?"
            for column, condition in ways
        )
        yield _Group(f"row IN ({within})", [*ground.roots, month, month + LAST, month] * len(ways))


_WALKS = {"folder": _folders, "site": _sites, "tag": _tags, "month": _months}
