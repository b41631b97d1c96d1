"""The statements that write the index's tables, each for a connection in a transaction. No files, no walking."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from reader.library.record import SEPARATOR, Record, identity
from reader.library.root import Root
from reader.library.walk import Entry


def root_number(connection: sqlite3.Connection, path: bytes) -> tuple[int, bool]:
    """The number of a root, made if need be, and whether it was scanned to the end once."""
    connection.execute("INSERT OR IGNORE INTO root (path) VALUES (?)", (path,))
    row = connection.execute("SELECT root, scanned FROM root WHERE path = ?", (path,)).fetchall()[0]
    return row[0], bool(row[1])


def root_state(connection: sqlite3.Connection, path: bytes) -> tuple[int, bool]:
    """The number of a root (0: the index does not know it) and whether it was scanned to the end once."""
    found = connection.execute("SELECT root, scanned FROM root WHERE path = ?", (path,)).fetchall()
    return (found[0][0], bool(found[0][1])) if found else (0, False)


def setting(connection: sqlite3.Connection, name: str) -> int:
    """A number that the index keeps for itself; one that is not there is damage."""
    found = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchall()
    if not found:
        error = sqlite3.DatabaseError(f"the setting {name} is gone")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT_VTAB  # as all that a check of the file does not see
        raise error
    return int(found[0][0])


def _session(connection: sqlite3.Connection) -> int:
    return setting(connection, "session")


def next_session(connection: sqlite3.Connection) -> int:
    """Begins a session; its number."""
    connection.execute("UPDATE setting SET value = value + 1 WHERE name = 'session'")
    return _session(connection)


def arrival(connection: sqlite3.Connection, session: int | None) -> int:
    """The session in which what is found now arrives: the one under way, else (None) the next.

    An index that was made anew since counts on from the one under way, or what arrived in it would be new for long.
    """
    if session is None:
        return 1 + _session(connection)
    connection.execute("UPDATE setting SET value = ? WHERE name = 'session' AND value < ?", (session, session))
    return session


def set_scanned(connection: sqlite3.Connection, root: int) -> None:
    """Notes that all of a root was scanned."""
    connection.execute("UPDATE root SET scanned = 1 WHERE root = ? AND NOT scanned", (root,))


def known(connection: sqlite3.Connection, root: int) -> list[tuple[bytes, int, int, int, int]]:
    """(path, size, mtime_ns, inode, row) of all files of a root."""
    return connection.execute("SELECT path, size, mtime_ns, inode, row FROM article WHERE root = ?", (root,)).fetchall()


def total(connection: sqlite3.Connection, root: int) -> int:
    """How many files of a root are in the index."""
    found: int = connection.execute("SELECT count(*) FROM article WHERE root = ?", (root,)).fetchall()[0][0]
    return found


_ARTICLE = (
    "name", "canonical", "content", "size", "mtime_ns", "inode", "newest", "published", "title", "author", "site",
    "minutes", "counted", "body",
)  # fmt: skip
_DETAIL = ("title", "authors", "published", "saved", "url", "tags", "lang", "description", "words")
_STATE = ("id", "state", "starred", "archived", "last_read")
_GONE = 100_000  # files that went and are remembered
_SEED = ("row", "state", "starred", "archived", "progress")
UNTOUCHED = (0, 0, 0, 0.0)  # what there is without a seed


def _article(entry: Entry, record: Record) -> tuple[object, ...]:
    return (
        record.name, record.canonical, record.content, entry.size, entry.mtime_ns, entry.inode, record.newest,
        record.published, record.title, record.author, record.site, record.minutes, record.counted,
        record.body,
    )  # fmt: skip


def _detail(record: Record) -> tuple[object, ...]:
    meta = record.meta
    return (
        meta.title, SEPARATOR.join(meta.authors), meta.published, meta.saved, meta.url, SEPARATOR.join(meta.tags),
        meta.lang, meta.description, record.words,
    )  # fmt: skip


def insert(
    connection: sqlite3.Connection,
    root: int,
    place: Root,
    files: Sequence[tuple[Entry, Record]],
    *,
    arrived: int,
    now: str,
) -> int:
    """Adds files; where another process added one meanwhile, brings that row up to date. How many were added."""
    paths = [entry.path for entry, _ in files]
    there = dict(_in(connection, "SELECT path, row FROM article WHERE root = ? AND path IN", paths, root))
    for entry, record in files:
        if entry.path in there:
            update(connection, there[entry.path], root, entry, record)
    fresh = [(entry, record) for entry, record in files if entry.path not in there]
    sql = "SELECT path, id, state, starred, archived, coalesce(last_read, ''), progress, marks FROM projection"
    states = {
        path: state
        for path, *state in _in(connection, f"{sql} WHERE path IN", [place.joined(entry.path) for entry, _ in fresh])
    }
    ids = {entry.path: identity(place.path, entry.path, ()) for entry, _ in fresh}
    taken = {ident for (ident,) in _in(connection, "SELECT id FROM projection WHERE id IN", list(ids.values()))}
    sql = "SELECT path, size, mtime_ns, arrived FROM gone WHERE root = ? AND path IN"
    back = {tuple(known): since for *known, since in _in(connection, sql, [entry.path for entry, _ in fresh], root)}
    last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'article'").fetchall()
    articles, details, searches, keys, facets, seeds = [], [], [], [], [], []
    for row, (entry, record) in enumerate(fresh, last[0][0] + 1 if last else 1):
        seed = record.seed or UNTOUCHED
        if record.seed is not None:
            seeds.append((row, *record.seed))
        state = states.get(place.joined(entry.path))
        *projected, progress, marks = state or (
            identity(place.path, entry.path, taken) if ids[entry.path] in taken else ids[entry.path],
            *seed[:3], "", seed[3], 0,
        )  # fmt: skip
        since = back.get((entry.path, entry.size, entry.mtime_ns), arrived)
        articles.append((row, root, entry.path, since, *projected, *_article(entry, record)))
        details.append((row, now, progress, marks, *_detail(record)))
        searches.append((row, record.search))
        keys.append((row, record.links))
        facets += [(row, kind, value) for kind, value in record.facets]
    _insert(connection, "article", ("row", "root", "path", "arrived", *_STATE, *_ARTICLE), articles)
    _insert(connection, "detail", ("row", "added", "progress", "marks", *_DETAIL), details)
    _insert(connection, "search", ("row", "text"), searches)
    _insert(connection, "facet", ("row", "kind", "value"), facets)
    _insert(connection, "seed", _SEED, seeds)
    if keys:
        from reader.library import backlink  # late: what it needs takes long to load, and most starts find nothing new

        backlink.write(connection, keys)
    return len(fresh)


def _in(connection: sqlite3.Connection, sql: str, among: Sequence[object], *values: object) -> list[tuple[Any, ...]]:
    """What a statement that ends in IN finds for `among`, fewer than SQLite takes values."""
    return connection.execute(f"{sql} ({', '.join('?' * len(among))})", (*values, *among)).fetchall()


def _insert(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]
) -> None:
    connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", rows)


def update(connection: sqlite3.Connection, row: int, root: int, entry: Entry, record: Record) -> int:
    """Brings the row of a changed file up to date; identity, arrival and what the person did stay. How many it were.

    None where another process has done it already: its text would be indexed once more.
    """
    sets = ", ".join(f"{name} = ?" for name in _ARTICLE)
    changed = connection.execute(
        f"UPDATE article SET {sets}, indexed = 0 WHERE row = ? AND root = ? AND path = ? "
        "AND NOT (size = ? AND mtime_ns = ? AND inode = ?)",
        (*_article(entry, record), row, root, *entry),
    ).rowcount
    if changed:
        _update_rest(connection, row, record)
        _reseed(connection, row, record)
    return changed


def _reseed(connection: sqlite3.Connection, row: int, record: Record) -> None:
    """What a changed file tells of its state now; it counts as long as the person has done nothing with it."""
    before = connection.execute("SELECT state, starred, archived, progress FROM seed WHERE row = ?", (row,)).fetchall()
    if record.seed == (before[0] if before else None):
        return
    connection.execute("DELETE FROM seed WHERE row = ?", (row,))
    if record.seed is not None:
        _insert(connection, "seed", _SEED, [(row, *record.seed)])
    path, below = connection.execute(
        "SELECT root.path, article.path FROM article JOIN root USING (root) WHERE row = ?", (row,)
    ).fetchall()[0]
    if not connection.execute("SELECT 1 FROM projection WHERE path = ?", (Root(path).joined(below),)).fetchall():
        state, starred, archived, progress = record.seed or UNTOUCHED
        connection.execute(
            "UPDATE article SET state = ?, starred = ?, archived = ? WHERE row = ?", (state, starred, archived, row)
        )
        connection.execute("UPDATE detail SET progress = ? WHERE row = ?", (progress, row))


def move(connection: sqlite3.Connection, row: int, root: int, entry: Entry, record: Record) -> None:
    """Gives the row of a file that moved its new path."""
    other = connection.execute(
        "SELECT row FROM article WHERE root = ? AND path = ? AND row <> ?", (root, entry.path, row)
    ).fetchall()
    for (found,) in other:  # another process took the moved file for a new one
        _delete(connection, found)
    sets = ", ".join(f"{name} = ?" for name in _ARTICLE)
    # the text is the same but for one that was written on; the title may have been the name of the file
    connection.execute(
        f"UPDATE article SET {sets}, path = ?, indexed = indexed AND title = ? AND content = ? WHERE row = ?",
        (*_article(entry, record), entry.path, record.title, record.content, row),
    )
    _update_rest(connection, row, record)


def _update_rest(connection: sqlite3.Connection, row: int, record: Record) -> None:
    sets = ", ".join(f"{name} = ?" for name in _DETAIL)
    connection.execute(f"UPDATE detail SET {sets} WHERE row = ?", (*_detail(record), row))
    connection.execute("UPDATE search SET text = ? WHERE row = ?", (record.search, row))
    connection.execute("DELETE FROM facet WHERE row = ?", (row,))
    _insert(connection, "facet", ("row", "kind", "value"), [(row, kind, value) for kind, value in record.facets])
    from reader.library import backlink  # late, as above

    backlink.replace(connection, row, record.links)


def remove(connection: sqlite3.Connection, gone: Sequence[tuple[int, bytes]]) -> int:
    """Removes rows that still have the path they had when their file was missed; how many."""
    removed = 0
    sql = (
        "INSERT OR REPLACE INTO gone SELECT root, path, size, mtime_ns, arrived FROM article WHERE row = ? AND path = ?"
    )
    for row, path in gone:
        if connection.execute(sql, (row, path)).rowcount:
            _delete(connection, row)
            removed += 1
    connection.execute("DELETE FROM gone WHERE rowid <= (SELECT max(rowid) FROM gone) - ?", (_GONE,))
    return removed


def _delete(connection: sqlite3.Connection, row: int) -> None:
    for table in ("article", "detail", "search", "link", "facet", "seed", "copy"):
        connection.execute(f"DELETE FROM {table} WHERE row = ?", (row,))
    # to take a text out of the full-text index takes a hundred times as long: that is done behind
    connection.execute("INSERT INTO stale SELECT row FROM text WHERE row = ?", (row,))


def uncounted(connection: sqlite3.Connection, root: int) -> list[tuple[int, bytes]]:
    """(row, path) of the files of which only the beginning was looked at."""
    return connection.execute("SELECT row, path FROM article WHERE NOT counted AND +root = ?", (root,)).fetchall()


def unindexed(connection: sqlite3.Connection, condition: str, values: Sequence[object]) -> int:
    """How many articles of a scope have a text that can't be searched yet; quick when there are few."""
    sql = f"SELECT count(*) FROM article INDEXED BY article_unindexed WHERE NOT indexed AND {condition}"
    found: int = connection.execute(sql, values).fetchall()[0][0]
    return found


def has_stale(connection: sqlite3.Connection) -> bool:
    """Whether the full-text index holds texts whose article is gone."""
    return bool(connection.execute("SELECT 1 FROM stale LIMIT 1").fetchall())


def set_whole(
    connection: sqlite3.Connection, row: int, counted: tuple[int, int] | None, links: frozenset[bytes]
) -> None:
    """Stores the words, minutes and links of all of a file, or that the estimate and none are all there will be."""
    if counted is None:
        connection.execute("UPDATE article SET counted = 1 WHERE row = ?", (row,))
        return
    connection.execute("UPDATE article SET counted = 1, minutes = ? WHERE row = ?", (counted[1], row))
    connection.execute("UPDATE detail SET words = ? WHERE row = ?", (counted[0], row))
    from reader.library import backlink  # late, as above

    backlink.replace(connection, row, links)
