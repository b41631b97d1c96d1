"""What a library can be narrowed by: tags, authors, sites, folders and languages, each with how many there are.

Values are folded. Reads only, but for the values of one article, which are handed to the store.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from reader.article import Meta
from reader.library.fold import fold
from reader.library.listing import Scope

KINDS = {"tag": 0, "author": 1, "site": 2, "in": 3, "lang": 4}


class Facet(NamedTuple):
    """A value of a field (`name` as in a query: `tag`, `author`, `site`, `in`, `lang`) and how many have it."""

    name: str
    value: str
    number: int

    @property
    def term(self) -> str:
        """What to write in a query to narrow to it."""
        return f'{self.name}:"{self.value}"' if " " in self.value else f"{self.name}:{self.value}"


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


def counts(connection: sqlite3.Connection, scope: Scope, condition: str, name: str, limit: int) -> list[Facet]:
    """The values of one field among the articles of the scope that fit a condition, the most frequent first."""
    sql = (
        "SELECT value, count(*) AS number FROM facet JOIN article USING (row) "
        f"WHERE kind = ? AND {scope.condition} AND {condition} GROUP BY value ORDER BY number DESC, value LIMIT ?"
    )
    found = connection.execute(sql, (KINDS[name], *scope.values, limit)).fetchall()
    return [Facet(name, *item) for item in found]
