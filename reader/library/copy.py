"""Articles that are there more than once: with the same content, or the same title from the same source.

A title is the same with the name of its site before or behind it, and with other signs. With other words it is
not, from the same source either: notes on a page, its highlights, a translation and the chapters of a book have
one source.

Of these a list shows one. Which ones are copies is worked out after a scan, for each folder and for those that
are open together, and kept in the index.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from reader.regex import regex

# Bytes from which the same content is no chance: notes that were only begun, from a template, are all alike.
LEAST = 256
_SIGN = regex(r"\s+[|·•:»–—-]+\s+")  # between the title of a page and the name of its site
_NAME = 3  # letters from which a name is told from chance
_CANDIDATES = """
SELECT
  row, iif(size >= {least}, content, NULL), canonical, title,
  state + starred + archived + (SELECT marks FROM detail WHERE row = article.row)
FROM article WHERE root IN ({roots}) AND (
  content IN (
    SELECT content FROM article WHERE root IN ({roots}) AND size >= {least} GROUP BY content HAVING count(*) > 1
  )
  OR canonical IN (
    SELECT canonical FROM article WHERE root IN ({roots}) AND canonical IS NOT NULL
    GROUP BY canonical HAVING count(*) > 1
  )
) ORDER BY row
"""
_Row = tuple[int, bytes | None, str | None, str, int]


def name_of(roots: Iterable[int]) -> str:
    """The name of roots that are open together, by their numbers: `3` or `3,5`."""
    return ",".join(map(str, sorted(roots)))


def find(connection: sqlite3.Connection, roots: str) -> dict[int, int]:
    """By the row of each copy in roots (see `name_of`) the row of the article that is shown for it. Reads only."""
    return copies(connection.execute(_CANDIDATES.format(roots=roots, least=LEAST)).fetchall())


def copies(found: Sequence[_Row]) -> dict[int, int]:
    """As `find`, of (row, content or None, canonical address or None, title, what user data says: 0 for nothing).

    Nothing that a person said something of is a copy: that would be lost from sight. Pure.
    """
    first: dict[bytes | tuple[str, str], int] = {}
    shown: dict[int, int] = {}
    # what a person said something of first, so that others are copies of that
    for row, content, canonical, title, touched in sorted(found, key=lambda item: (not item[4], item[0])):
        told = (canonical, _words(title, canonical)) if canonical else None
        keys = [key for key in (content, told) if key is not None]
        other = next((first[key] for key in keys if key in first), None)
        if other is not None and not touched:
            shown[row] = other
        for key in keys:
            first.setdefault(key, row if other is None else other)
    return shown


def _words(title: str, canonical: str) -> str:
    """The letters and digits of a title, without the name of the site that its address names too."""
    host = _letters(canonical.partition("/")[0])
    own = [part for part in map(_letters, _SIGN.split(title)) if len(part) < _NAME or part not in host]
    return "".join(own) or _letters(title) or title


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def write(connection: sqlite3.Connection, roots: str, found: dict[int, int]) -> None:
    """Stores what `find` found, as far as it is another than before."""
    known = dict(connection.execute("SELECT row, first FROM copy WHERE roots = ?", (roots,)))
    gone = [(roots, row) for row in known.keys() - found.keys()]
    connection.executemany("DELETE FROM copy WHERE roots = ? AND row = ?", gone)
    new = [(roots, *item) for item in found.items() - known.items()]
    connection.executemany("INSERT OR REPLACE INTO copy VALUES (?, ?, ?)", new)


def firsts(connection: sqlite3.Connection, roots: str, among: Sequence[int]) -> dict[int, int]:
    """By the row of each copy among some rows the row of the article that is shown for it in lists."""
    sql = f"SELECT row, first FROM copy WHERE roots = ? AND row IN ({', '.join('?' * len(among))})"
    return dict(connection.execute(sql, (roots, *among)).fetchall())


def rows(connection: sqlite3.Connection, roots: str, row: int) -> list[int]:
    """The rows of all that is the same article as this one, without it."""
    sql = """
    WITH shown AS (SELECT coalesce((SELECT first FROM copy WHERE roots = :roots AND row = :row), :row) AS row)
    SELECT row FROM shown UNION
    SELECT copy.row FROM copy JOIN shown ON copy.roots = :roots AND first = shown.row ORDER BY 1
    """
    found = connection.execute(sql, {"roots": roots, "row": row}).fetchall()
    return [int(number) for (number,) in found if number != row]
