"""Searches the texts of a library: from what was typed to what a list of hits shows. Opens no file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from reader.library import fulltext, listing, matching, store
from reader.library.doubt import nothing, unclear
from reader.library.found import Found, Hit
from reader.library.listing import Scope
from reader.library.matching import Match
from reader.library.query import Query, parse
from reader.library.snippet import Snippet, snippet

_TOGETHER = 100  # hits whose texts are held at a time


def search(
    connection: sqlite3.Connection,
    scope: Scope,
    session: int,
    text: str,
    limit: int,
    *,
    live: bool,
    known: frozenset[int],
) -> Found:
    """See `Library.search`."""
    query = parse(text, live=live)
    today = datetime.now(UTC).date()
    found, total = matching.find(connection, scope, query, limit, today)
    offered = None
    if not found and query.words:
        from reader.library import suggest  # late: most searches find something

        offered = suggest.suggestion(connection, text, query)
        if offered and not matching.find(connection, scope, parse(offered, live=live), 1, today)[0]:
            offered = None
    found = [item for item in found if item.row not in known]
    hits: list[Hit] = []
    for at in range(0, len(found), _TOGETHER):
        hits += _hits(connection, session, found[at : at + _TOGETHER], query)
    return Found(
        tuple(hits),
        total,
        tuple(dict.fromkeys(word.text for word in query.wanted)),
        offered,
        _indexing(connection, scope),
        unclear(text, live=live) or nothing(text, query),
    )


def _hits(connection: sqlite3.Connection, session: int, found: Sequence[Match], query: Query) -> Iterator[Hit]:
    numbers = [item.row for item in found]
    articles = {article.row: article for article in listing.rows(connection, numbers, session)}
    others = [number for item in found for number in item.others]
    copies = {article.row: article.path for article in listing.rows(connection, others, session)} if others else {}
    texts = _texts(connection, numbers)
    for row, score, copied in found:
        article = articles.get(row)
        if article is not None:  # it was there a moment ago
            shown = snippet(texts[row], query.wanted, article.title) if row in texts else Snippet("", (), 1, 0)
            yield Hit(article, *shown, score, tuple(copies[other] for other in copied if other in copies))


def _texts(connection: sqlite3.Connection, rows: Sequence[int]) -> dict[int, str]:
    marks = ", ".join("?" * len(rows))
    found = connection.execute(f"SELECT row, body FROM text WHERE row IN ({marks})", rows).fetchall()
    return {row: fulltext.unpacked(body) for row, body in found}


def _indexing(connection: sqlite3.Connection, scope: Scope) -> tuple[int, int] | None:
    left = store.unindexed(connection, scope.condition, scope.values)
    if not left:
        return None
    sql = f"SELECT count(*) FROM article WHERE {scope.condition}"
    total = connection.execute(sql, scope.values).fetchall()[0][0]
    return max(0, total - left), total
