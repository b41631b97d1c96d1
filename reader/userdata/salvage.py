"""Records of a damaged database that can still be read: which they are, and bringing them over.

Reads the damaged file without changing it, one record after another, around what cannot be read.
Must not put files in place: that is `recovery`.
"""

from __future__ import annotations

import json
import math
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from reader.userdata.connection import Connection

# In an order in which a record comes after those it refers to.
TABLES = ("device", "article", "mark", "place", "history", "trail", "setting")
_FAILURES = 3000  # keys tried in a row that give no record: then there are no more
PATIENCE = 5.0  # seconds: the person waits for the program to start
_TYPES: dict[str, tuple[type, ...]] = {"INTEGER": (int,), "TEXT": (str,), "REAL": (int, float), "BLOB": (bytes,)}

Columns = list[tuple[str, tuple[type, ...], bool]]


class Rescued(NamedTuple):
    """How many records were brought over, and whether nothing was left behind that the new file lacks."""

    records: int
    whole: bool


def understood(connection: Connection) -> bool:
    """Whether all records make sense: each value of its column's type. Reads everything."""
    try:
        return all(
            _makes_sense(columns, row)
            for table in TABLES
            for columns in [_columns(connection, table)]
            for row in connection.all(f"SELECT {_names(columns)} FROM {table}")
        )
    except (sqlite3.Error, ValueError):
        return False


def rescue(damaged: Path, connection: Connection, patience: float = math.inf) -> Rescued | None:
    """Bring over what the damaged file holds and `connection` does not, or only an older version of.

    Stops after `patience` seconds. In one transaction; when that fails nothing was changed and it is None.
    """
    count = 0
    whole = True
    try:
        # Immutable: no journal is looked at, nothing is locked, nothing is written.
        source = sqlite3.connect(f"file:{quote(bytes(damaged))}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error:
        return None
    try:
        connection.execute("BEGIN IMMEDIATE")
        until = time.monotonic() + patience
        for table in TABLES:
            columns = _columns(connection, table)
            for row in _readable(source, table, columns, until):
                taken = _take(connection, table, columns, row) if row and _makes_sense(columns, row) else None
                count += taken or 0
                whole = whole and taken is not None
        connection.execute(
            "UPDATE here SET counter = max(counter, "
            + ", ".join(f"(SELECT coalesce(max(counter), 0) FROM {table})" for table in TABLES)
            + ")"
        )
        connection.execute("COMMIT")
    except sqlite3.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        return None
    finally:
        source.close()
    return Rescued(count, whole)


def _columns(connection: Connection, table: str) -> Columns:
    return [
        (str(name), _TYPES[str(kind)], not required)
        for _, name, kind, required, *_ in connection.all(f"PRAGMA table_info({table})")
    ]


def _names(columns: Columns) -> str:
    return ", ".join(name for name, _, _ in columns)


def _makes_sense(columns: Columns, row: tuple[object, ...]) -> bool:
    for (name, types, optional), value in zip(columns, row, strict=True):
        if not (optional if value is None else isinstance(value, types)):
            return False
        if name == "uuid" and len(str(value)) != 36:
            return False
        if name in {"headings", "extra"}:
            try:
                found = json.loads(str(value))
            except ValueError:
                return False
            if not isinstance(found, dict if name == "extra" else list):
                return False
    return True


def _readable(
    source: sqlite3.Connection, table: str, columns: Columns, until: float
) -> Iterator[tuple[object, ...] | None]:
    """The rows that can be read, by key, and None for what can't.

    Where a page is broken the next keys are tried one by one.
    """
    key = failures = 0
    sql = f"SELECT rowid, {_names(columns)} FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT 1"
    try:
        source.execute(f"EXPLAIN {sql}", (0,)).fetchall()
    except (sqlite3.Error, UnicodeDecodeError):
        yield None  # not even the names of the tables can be read
        return
    while failures < _FAILURES and time.monotonic() < until:
        try:
            rows = source.execute(sql, (key,)).fetchall()
        except (sqlite3.Error, UnicodeDecodeError):
            if not failures:
                yield None
            failures += 1
            key += 1
            continue
        if not rows:
            return
        failures = 0
        if not isinstance(rows[0][0], int) or rows[0][0] <= key:
            break
        key = rows[0][0]
        yield rows[0][1:]
    yield None


def _take(connection: Connection, table: str, columns: Columns, row: tuple[object, ...]) -> int | None:
    """How many rows were written, 0 where a newer version was there; None: it can't be kept."""
    sets = ", ".join(f"{name} = excluded.{name}" for name, _, _ in columns if name != "uuid")
    values = dict(zip((name for name, _, _ in columns), row, strict=True))
    article = values.get("article")
    if article is not None and not connection.all("SELECT 1 FROM article WHERE uuid = ?", (article,)):
        return None
    try:
        return connection.execute(
            f"INSERT INTO {table} ({_names(columns)}) VALUES ({', '.join('?' * len(columns))})"
            f" ON CONFLICT (uuid) DO UPDATE SET {sets} WHERE excluded.counter > {table}.counter",
            row,
        ).rowcount
    except sqlite3.IntegrityError:
        return None  # a value out of its range, or a second setting of one name
