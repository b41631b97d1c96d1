"""The articles that a list shows, in its order: which rows, and what is in them. Reads only."""

from __future__ import annotations

import os
import sqlite3
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from reader.article import Article, Fingerprint
from reader.library import copy
from reader.library.found import Grouped
from reader.library.record import SEPARATOR, STATES
from reader.library.schema import ORDERS, UNKNOWN

SHORT_MINUTES = 10
VIEWS: dict[str, str] = {
    "library": "archived = 0",
    "unread": "archived = 0 AND state = 0",
    "reading": "archived = 0 AND state = 1",
    "finished": "archived = 0 AND state = 2",
    "starred": "starred = 1",
    "marked": "row IN (SELECT row FROM detail WHERE marks > 0)",
    "short": f"archived = 0 AND state = 0 AND minutes <= {SHORT_MINUTES}",
    "archive": "archived = 1",
    "all": "archived IN (0, 1)",
}
RANDOM = "random"
SORTS: tuple[str, ...] = (*ORDERS, RANDOM)
# In these an article that is there more than once is shown once, unless a person said something of the other,
# or filters for what only the other has: who looks for a file finds it.
_ONCE = frozenset({"library", "unread", "short"})
# most libraries have no copies, and then no row is looked up
_COPIES = "SELECT row FROM copy WHERE roots = '{roots}'"
_NO_COPY = f"(NOT EXISTS ({_COPIES}) OR state > 0 OR starred = 1 OR row NOT IN ({_COPIES}){{standing}})"
_SAME = f"{_COPIES} UNION SELECT first FROM copy WHERE roots = '{{roots}}'"
# what stands for an article that a filter leaves out: of its copies that fit one
_FITTING = "(SELECT row FROM article WHERE row IN ({same}) AND {narrowed})"
_STANDING = (
    " OR row IN (SELECT min(row) FROM copy WHERE roots = '{roots}' AND row IN {fitting} "
    "GROUP BY first HAVING first NOT IN {fitting})"
)
_CHUNK = 500
_PRIME = 2**31 - 1


class ListQuery(NamedTuple):
    """What a list shows. `view` is one of `VIEWS`, `sort` one of `SORTS`.

    `filter` is a query (see `query`), with its words looked for without case and accents in title, authors,
    site, tags and path, within words too; `live` while it is typed, when the value of its last field may
    go on. With `turned` the sort goes the other way than usual (oldest first, titles from Z). With `group`,
    one of `grouping.GROUPS`, the articles that share a folder, site, tag or month stand together, in that
    sort; one with several tags stands with each of them. `random` is another order for each `seed`, and
    the same for one, whatever else there is in the list.
    """

    filter: str = ""
    view: str = "library"
    sort: str = "newest"
    turned: bool = False
    group: str = ""
    seed: int = 0
    live: bool = False


class Scope(NamedTuple):
    """The part of the index that a library is: a condition and its values."""

    condition: str
    values: tuple[object, ...]
    whole: bool = True  # no files that were named: these are shown in any case
    roots: str = ""  # the numbers of its folders, as `copy` names them

    @property
    def numbers(self) -> list[int]:
        """The numbers of its folders."""
        return [int(number) for number in self.roots.split(",") if number]


def scope_of(roots: Sequence[tuple[int, frozenset[bytes] | None]]) -> Scope:
    """The scope of roots by number, each with the only names that count in it (None: all)."""
    if not roots:
        return Scope("(root = 0)", ())  # which no root has; a bare 0 would leave SQLite no index to be told to use
    whole = [number for number, names in roots if names is None]
    parts: list[str] = []
    values: list[object] = []
    if whole:
        parts.append("root = ?" if len(whole) == 1 else f"root IN ({', '.join('?' * len(whole))})")
        values += whole
    for number, names in roots:
        if names is not None:
            parts.append(f"root = ? AND path IN ({', '.join('?' * len(names))})")
            values += [number, *sorted(names)]
    condition = parts[0] if len(parts) == 1 else " OR ".join(f"({part})" for part in parts)
    return Scope(f"({condition})", tuple(values), len(whole) == len(roots), copy.name_of(whole))


def where_of(scope: Scope, query: ListQuery) -> tuple[str, list[object]]:
    """The condition on `article` for what the query shows, and its values."""
    parts, values = [scope.condition, VIEWS[query.view]], [*scope.values]
    for condition, more in (_narrowed(query), _once(scope, query) if query.view in _ONCE else ("", [])):
        if condition:
            parts.append(condition)
            values += more
    return " AND ".join(parts), values


def _narrowed(query: ListQuery, among: str = "") -> tuple[str, list[object]]:
    """The condition for what fits the filter (of the rows `among`, see `condition.of`), empty for all; its values."""
    if not query.filter.strip():
        return "", []
    # late: most lists have no filter
    from reader.library import condition
    from reader.library.query import contained

    return condition.of_list(contained(query.filter, live=query.live), among)


def _once(scope: Scope, query: ListQuery) -> tuple[str, list[object]]:
    """The condition that leaves out copies of what fits the filter too, empty for nothing; its values."""
    if not scope.whole:
        return "", []
    same = _SAME.format(roots=scope.roots)
    narrowed, values = _narrowed(query, same)
    fitting = _FITTING.format(same=same, narrowed=narrowed)
    standing = _STANDING.format(roots=scope.roots, fitting=fitting) if narrowed else ""
    return _NO_COPY.format(roots=scope.roots, standing=standing), values * 2


def count(connection: sqlite3.Connection, scope: Scope, query: ListQuery) -> int:
    """How many articles the query shows."""
    where, values = where_of(scope, query)
    found: int = connection.execute(f"SELECT count(*) FROM article WHERE {where}", values).fetchall()[0][0]
    return found


def view_counts(connection: sqlite3.Connection, scope: Scope, text: str) -> dict[str, int]:
    """How many articles that fit the filter `text` each view shows, all in one walk."""
    where, values = where_of(scope, ListQuery(text, "all"))
    once, more = _once(scope, ListQuery(text))
    views = [f"{shown} AND {once}" if once and view in _ONCE else shown for view, shown in VIEWS.items()]
    each = ", ".join(f"count(*) FILTER (WHERE {shown})" for shown in views)
    found = connection.execute(f"SELECT {each} FROM article WHERE {where}", more * len(_ONCE) + values).fetchall()
    return dict(zip(VIEWS, found[0], strict=True))


def ids(connection: sqlite3.Connection, scope: Scope, query: ListQuery, limit: int | None = None) -> array[int]:
    """The row numbers of the query in its order, at most `limit`."""
    if query.group:
        return grouped(connection, scope, query, limit).ids
    where, values = where_of(scope, query)
    order = ", ".join(_order(query))
    found = array("q")
    for part in _parts(query):  # each along an index; the two as one order would have to be sorted
        left = -1 if limit is None else limit - len(found)
        sql = f"SELECT row FROM article WHERE {where}{part} ORDER BY {order} LIMIT {left}"
        found.extend(row for (row,) in connection.execute(sql, values).fetchall())
    return found


def grouped(connection: sqlite3.Connection, scope: Scope, query: ListQuery, limit: int | None = None) -> Grouped:
    """The row numbers of a query that has groups, group by group, at most `limit`, and what the groups are."""
    from reader.library import grouping  # late: most lists have no groups

    where, values = where_of(scope, query)
    unknown = _unknown(query)
    # with the row, so that what sorts alike stands alike in the first rows and in all
    order = [*([f"{unknown[0]} = '{unknown[1]}'"] if unknown else []), *_order(query), "row"]
    if limit is not None and scope.whole and "archived = 0" in VIEWS[query.view]:
        from reader.library import group_walk

        return group_walk.first(connection, scope.numbers, (where, values), query.group, order, limit)
    return grouping.grouped(connection, where, values, query.group, order).first(limit)


def _unknown(query: ListQuery) -> tuple[str, str] | None:
    """The column and the value of what the query's order does not know, where that would stand first."""
    return UNKNOWN.get(query.sort) if query.turned else None


def _parts(query: ListQuery) -> Sequence[str]:
    """The conditions on `article` of what is listed one after the other: what is not known is last in every order."""
    unknown = _unknown(query)
    if unknown is None:
        return [""]
    column, value = unknown  # the least or the greatest of all
    return [f" AND {column} {sign} '{value}'" for sign in ("<" if value else ">", "=")]


def _order(query: ListQuery) -> list[str]:
    """The terms that the query sorts by."""
    if query.sort == RANDOM:
        # the squares of evenly spread numbers: as good as random, and the same for a row whatever is beside it
        spread = f"((row * 48271 + {query.seed:d}) % {_PRIME})"
        return [f"{spread} * {spread} % {_PRIME}", "row"]
    return [name + (" DESC" if down != query.turned else "") for name, down in ORDERS[query.sort]]


_COLUMNS = (
    "a.row, a.id, r.path, a.path, d.title, d.authors, d.published, d.saved, d.added, d.url, d.tags, d.lang, d.words, "
    "a.minutes, a.size, a.mtime_ns, a.inode, a.state, d.progress, a.starred, a.archived, d.marks, a.last_read, "
    "a.arrived"
)
_FROM = "article a JOIN detail d USING (row) JOIN root r USING (root)"


def rows(connection: sqlite3.Connection, numbers: Sequence[int], session: int) -> list[Article]:
    """The articles with these row numbers, in this order; those that are gone are left out."""
    found: dict[int, Article] = {}
    for at in range(0, len(numbers), _CHUNK):
        part = list(numbers[at : at + _CHUNK])
        sql = f"SELECT {_COLUMNS} FROM {_FROM} WHERE a.row IN ({', '.join('?' * len(part))})"
        for row in connection.execute(sql, part).fetchall():
            found[row[0]] = _article(row, session)
    return [found[number] for number in numbers if number in found]


def one(
    connection: sqlite3.Connection, scope: Scope, session: int, condition: str, values: Sequence[object]
) -> Article | None:
    """The article of the scope that fits the condition, the one with the shortest path if several do, or None."""
    row = first(connection, scope, condition, values)
    articles = rows(connection, [row], session) if row is not None else []
    return articles[0] if articles else None


def first(connection: sqlite3.Connection, scope: Scope, condition: str, values: Sequence[object]) -> int | None:
    """The row of that article."""
    sql = f"SELECT row FROM article WHERE {condition} AND {scope.condition} ORDER BY length(path), path LIMIT 1"
    found = connection.execute(sql, (*values, *scope.values)).fetchall()
    return int(found[0][0]) if found else None


def _article(row: tuple[Any, ...], session: int) -> Article:
    (
        number, identity, root, path, title, authors, published, saved, added, url, tags, lang, words, minutes, size,
        mtime_ns, inode, state, progress, starred, archived, marks, last_read, arrived,
    ) = row  # fmt: skip
    folder = os.fsdecode(root)
    return Article(
        row=number, id=identity, root=Path(folder), path=Path(folder, os.fsdecode(path)), title=title,
        authors=tuple(authors.split(SEPARATOR)) if authors else (), published=published, saved=saved, added=added,
        url=url, tags=tuple(tags.split(SEPARATOR)) if tags else (), lang=lang, words=words, minutes=minutes,
        fingerprint=Fingerprint(size, mtime_ns, inode), state=STATES[state], progress=progress, starred=bool(starred),
        archived=bool(archived), marks=marks, last_read=last_read or None, new=0 < session <= arrived,
    )  # fmt: skip
