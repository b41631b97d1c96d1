"""Which articles a query finds, in which order: its words in the syntax of FTS5, and the SQL around. Reads only."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from reader.library import condition, copy
from reader.library.listing import Scope
from reader.library.query import Query, Word
from reader.library.schema import RANK

_CANDIDATES = 200  # that are looked at for recency and for copies of each other
_RECENCY = 0.5  # how much more an article of today counts than a very old one
_HALF = 365.0  # days in which that halves


class Match(NamedTuple):
    """An article found; `score` is higher for better ones, 0.0 where nothing was ranked. `others` are its copies."""

    row: int
    score: float
    others: tuple[int, ...]


def expression(query: Query) -> str:
    """The words of the query in the syntax of FTS5, "" without any. Each is quoted, so nothing in it is syntax."""
    found = " AND ".join(f"({' OR '.join(map(_quoted, group))})" for group in query.words)
    return f"({found}) NOT ({without})" if found and (without := _any(query.without)) else found


def _any(words: Sequence[Word]) -> str:
    return " OR ".join(map(_quoted, words))


def _quoted(word: Word) -> str:
    text = word.terms.replace('"', " ").replace("\0", " ")
    return f'{"title : " if word.title else ""}"{text}"{"*" if word.prefix else ""}'


def find(
    connection: sqlite3.Connection, scope: Scope, query: Query, limit: int, today: date
) -> tuple[list[Match], int]:
    """At most `limit` articles, the best first, and how many there are (copies counted where there are very many).

    While only one or two letters of a word are typed, half of all words begin so: after other words it is
    waited for; alone, it finds the titles with a word that begins so and the texts that have it as it is,
    the newest first.
    """
    where, values = condition.of(query.fields)
    where, values = f"{scope.condition} AND {where}", [*scope.values, *values]
    short = [word for group in query.words for word in group if word.short]
    words = tuple(kept for group in query.words if (kept := tuple(word for word in group if not word.short)))
    rest = query._replace(words=words)
    wanted = max(_CANDIDATES, 2 * limit)
    if words:
        everything = not query.fields and _is_everything(connection, scope)
        found = _ranked(connection, expression(rest), "" if everything else where, values, wanted, today)
        total = len(found)
        if total == wanted:
            total = _count(connection, expression(rest), "" if everything else where, values)
    elif short or query.fields or query.without:
        if query.without:
            where += " AND article.row NOT IN (SELECT rowid FROM fulltext WHERE fulltext MATCH ?)"
            values.append(_any(query.without))
        for word in short:
            where += (
                " AND (instr(' ' || article.title, ?) OR "
                "article.row IN (SELECT rowid FROM fulltext WHERE fulltext MATCH ?))"
            )
            values += [" " + word.terms, _quoted(word._replace(prefix=False))]
        sql = f"SELECT row, 0.0, content FROM article WHERE {where} ORDER BY newest DESC, row LIMIT ?"
        found = connection.execute(sql, (*values, wanted)).fetchall()
        total = len(found)
        if total == wanted:
            total = connection.execute(f"SELECT count(*) FROM article WHERE {where}", values).fetchall()[0][0]
    else:
        return [], 0
    alone = _without_copies(found, copy.firsts(connection, scope.roots, [row for row, *_ in found]))
    return alone[:limit], total - (len(found) - len(alone) if total == len(found) else 0)


_Row = tuple[int, float, bytes]


def _ranked(
    connection: sqlite3.Connection, match: str, where: str, values: Sequence[object], wanted: int, today: date
) -> list[_Row]:
    # Not by the index's own order: that sorts all it finds, and SQLite keeps the best only. Where every article
    # counts only the best are looked up.
    best = f"SELECT fulltext.rowid AS found, {RANK} AS score FROM fulltext"
    if where:
        best += f" CROSS JOIN article ON row = fulltext.rowid WHERE fulltext MATCH ? AND {where}"
    else:
        best, values = best + " WHERE fulltext MATCH ?", ()
    sql = (
        f"SELECT row, score, content, article.published, newest FROM ({best} ORDER BY +score LIMIT ?) "
        "CROSS JOIN article ON row = found ORDER BY score"
    )
    found = connection.execute(sql, (match, *values, wanted)).fetchall()
    scored = [
        (row, round(-rank * (1 + _RECENCY * _recency(published or newest, today)), 6), content)
        for row, rank, content, published, newest in found
    ]
    scored.sort(key=lambda item: -item[1])
    return scored


def _recency(when: str, today: date) -> float:
    """1 for what is of today, half of it a year later; 0 where no date is known."""
    try:
        days = (today - date.fromisoformat(when[:10])).days
    except ValueError:
        return 0.0
    return math.exp2(-max(0, days) / _HALF)


def _is_everything(connection: sqlite3.Connection, scope: Scope) -> bool:
    outside = f"SELECT 1 FROM root WHERE NOT {scope.condition} UNION ALL SELECT 1 FROM stale LIMIT 1"
    return not connection.execute(outside, scope.values).fetchall()


def _count(connection: sqlite3.Connection, match: str, where: str, values: Sequence[object]) -> int:
    join = "CROSS JOIN article ON row = fulltext.rowid" if where else ""
    sql = f"SELECT count(*) FROM fulltext {join} WHERE fulltext MATCH ?" + (f" AND {where}" if where else "")
    found: int = connection.execute(sql, (match, *(values if where else ()))).fetchall()[0][0]
    return found


def _without_copies(found: Sequence[_Row], firsts: Mapping[int, int]) -> list[Match]:
    """Of articles with the same content, or that are the same by `firsts`, the first, with the rows of the others."""
    others: dict[int, list[int]] = {}
    scores: dict[int, float] = {}
    shown: dict[bytes | int, int] = {}
    for row, score, content in found:
        same = firsts.get(row, row)
        known = shown.get(content, shown.get(same, row))
        if known == row:
            others[row], scores[row] = [], score
        else:
            others[known].append(row)
        shown.setdefault(content, known)
        shown.setdefault(same, known)
    return [Match(row, scores[row], tuple(copies)) for row, copies in others.items()]
