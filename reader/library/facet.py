"""What a library can be narrowed by: tags, authors, sites, folders and languages, each with how many there are.

Values are folded. Reads only, but for the values of one article, which are handed to the store.
"""

from __future__ import annotations

import sqlite3

from reader.article import Meta
from reader.library.fold import fold
from reader.library.found import Facet
from reader.library.listing import ListQuery, Scope, where_of

KINDS = {"tag": 0, "author": 1, "site": 2, "in": 3, "lang": 4}


def of(meta: Meta, site: str | None, path: str) -> tuple[tuple[int, str], ...]:
    """(kind, value) of an article; `path` is relative to the root, with `/`."""
    found = {(KINDS["tag"], fold(tag).lstrip("#")) for tag in meta.tags}
    found |= {(KINDS["author"], fold(author)) for author in meta.authors}
    found |= {
        (KINDS["site"], fold(site or "")),
        (KINDS["in"], fold(path.rpartition("/")[0])),
        (KINDS["lang"], fold(meta.lang or "")),
    }
    return tuple(sorted((kind, value) for kind, value in found if value))


def counts(connection: sqlite3.Connection, scope: Scope, query: ListQuery, name: str, limit: int) -> list[Facet]:
    """The values of one field among the articles of the query, the most frequent first."""
    where, values = where_of(scope, query)
    sql = (
        "SELECT value, count(*) AS number FROM facet WHERE kind = ? "
        f"AND row IN (SELECT row FROM article WHERE {where}) GROUP BY value ORDER BY number DESC, value LIMIT ?"
    )
    found = connection.execute(sql, (KINDS[name], *values, limit)).fetchall()
    return [Facet(name, *item) for item in found]
