"""What a list can be narrowed to: the tags, authors, sites, folders and languages in it, counted. Reads only."""

from __future__ import annotations

import sqlite3

from reader.library.facet import KINDS
from reader.library.found import Facet
from reader.library.listing import ListQuery, Scope, where_of


def counts(connection: sqlite3.Connection, scope: Scope, query: ListQuery, name: str, limit: int) -> list[Facet]:
    """The values of one field among the articles of the query, the most frequent first."""
    where, values = where_of(scope, query)
    sql = (
        "SELECT value, count(*) AS number FROM facet WHERE kind = ? "
        f"AND row IN (SELECT row FROM article WHERE {where}) GROUP BY value ORDER BY number DESC, value LIMIT ?"
    )
    found = connection.execute(sql, (KINDS[name], *values, limit)).fetchall()
    return [Facet(name, *item) for item in found]
