"""Which articles link to which, by the keys of their links in the index. Opens no file.

What is at the place of a key is looked up when it is asked for, so that files may come and go.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from reader.library import link_key, links, listing
from reader.library.links import Place
from reader.library.listing import Scope
from reader.library.root import Root


def sources(
    connection: sqlite3.Connection, scope: Scope, roots: Mapping[int, Root], root: Root, path: bytes
) -> set[int]:
    """The rows of the articles of the scope that link to the file at `path` below `root`; not its own.

    `roots` are those of the scope by number.
    """

    def asked(condition: str, *values: object) -> list[tuple[int, int, bytes]]:
        return connection.execute(
            f"SELECT link.row, root, key FROM link JOIN article USING (row) WHERE {condition} AND {scope.condition}",
            (*values, *scope.values),
        ).fetchall()

    number = next((number for number, each in roots.items() if each == root), 0)
    found: set[int] = set()
    for place in links.places_to(path):
        rows = asked("key = ? AND root = ?", link_key.of_place(place), number)
        if rows and links.look_up(root, place) == ("library", path):
            found |= {row for row, _, _ in rows}
    own = connection.execute(
        "SELECT row, name, canonical FROM article WHERE root = ? AND path = ?", (number, path)
    ).fetchall()
    for row, name, canonical in own:
        if canonical:
            found |= {row for row, _, _ in asked("key = ?", link_key.of_address(canonical))}
        if listing.first(connection, scope, "name = ?", (name,)) == row:
            first = link_key.of_name(name)
            named = asked("key >= ? AND key < ?", first, first[:-1] + b"\x01")
            taken = {
                link: _taken(roots[link[0]], link[1][len(first) :])
                for link in {(number, key) for _, number, key in named}
            }
            found |= {row for row, number, key in named if not taken[number, key]}
        found.discard(row)
    return found


def _taken(root: Root, path: bytes) -> bool:
    """Whether there is something at the place that comes before a name alone."""
    found = links.look_up(root, Place(path.split(b"/"), False))
    return found is not None and found[0] != "missing"


def write(connection: sqlite3.Connection, keys: Sequence[tuple[int, frozenset[bytes]]]) -> None:
    """Stores the keys of rows that have none."""
    connection.executemany(
        "INSERT OR IGNORE INTO link VALUES (?, ?)", ((row, key) for row, found in keys for key in sorted(found))
    )


def replace(connection: sqlite3.Connection, row: int, keys: frozenset[bytes]) -> None:
    """Stores the keys of a row instead of those it has."""
    connection.execute("DELETE FROM link WHERE row = ?", (row,))
    write(connection, [(row, keys)])
