"""The tables of `state.db`, version by version. Each migration runs inside one transaction.

A migration must not commit, and must not read anything but the database. A released migration is
never edited: another one is added.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime

from reader import paths

APPLICATION_ID = 0x72647273  # "rdrs": tells our database from another program's

# What every user record carries. `counter` is a Lamport counter: "newest" is by it, never by a clock,
# and records of several devices can be merged. `extra` keeps what another version added, as JSON.
_RECORD = """
  uuid TEXT NOT NULL PRIMARY KEY,
  device TEXT NOT NULL,
  counter INTEGER NOT NULL CHECK (typeof(counter) = 'integer'),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  extra TEXT NOT NULL DEFAULT '{}'
"""

_VERSION_1 = (
    # This database itself: not a record, never merged.
    """CREATE TABLE here (
      one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
      device TEXT NOT NULL,
      counter INTEGER NOT NULL CHECK (typeof(counter) = 'integer')
    )""",
    f"CREATE TABLE device ({_RECORD}, name TEXT NOT NULL, created TEXT NOT NULL)",
    f"""CREATE TABLE article ({_RECORD},
      root BLOB NOT NULL CHECK (typeof(root) = 'blob'),
      path BLOB NOT NULL CHECK (typeof(path) = 'blob'),
      content BLOB,
      url TEXT,
      title TEXT,
      state TEXT NOT NULL DEFAULT 'unread' CHECK (state IN ('unread', 'reading', 'finished')),
      progress REAL NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 1),
      starred INTEGER NOT NULL DEFAULT 0 CHECK (starred IN (0, 1)),
      archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
      seeded INTEGER NOT NULL DEFAULT 0 CHECK (seeded IN (0, 1)),
      last_read TEXT,
      note TEXT,
      created TEXT NOT NULL
    )""",
    "CREATE INDEX article_path ON article (path, root)",
    "CREATE INDEX article_content ON article (content) WHERE content IS NOT NULL",
    "CREATE INDEX article_url ON article (url) WHERE url IS NOT NULL",
    f"""CREATE TABLE mark ({_RECORD},
      article TEXT NOT NULL REFERENCES article (uuid) DEFERRABLE INITIALLY DEFERRED,
      kind TEXT NOT NULL CHECK (kind IN ('bookmark', 'highlight')),
      text_version INTEGER NOT NULL,
      quote TEXT NOT NULL,
      prefix TEXT NOT NULL,
      suffix TEXT NOT NULL,
      headings TEXT NOT NULL,
      source_offset INTEGER NOT NULL,
      text_start INTEGER NOT NULL,
      text_end INTEGER NOT NULL,
      note TEXT,
      color TEXT,
      created TEXT NOT NULL
    )""",
    "CREATE INDEX mark_article ON mark (article, deleted)",
    # Where a mark was found in one state of the file: derived, hence neither counter nor device.
    """CREATE TABLE standing (
      mark TEXT NOT NULL PRIMARY KEY REFERENCES mark (uuid) DEFERRABLE INITIALLY DEFERRED,
      status TEXT NOT NULL CHECK (status IN ('exact', 'moved', 'orphaned')),
      score REAL NOT NULL,
      source_offset INTEGER NOT NULL,
      text_start INTEGER NOT NULL,
      text_end INTEGER NOT NULL,
      line INTEGER,
      text_version INTEGER NOT NULL,
      size INTEGER NOT NULL,
      mtime_ns INTEGER NOT NULL,
      inode INTEGER NOT NULL
    )""",
    f"""CREATE TABLE place ({_RECORD},
      article TEXT NOT NULL REFERENCES article (uuid) DEFERRABLE INITIALLY DEFERRED,
      text_version INTEGER NOT NULL,
      source_offset INTEGER NOT NULL,
      text_offset INTEGER NOT NULL,
      quote TEXT NOT NULL,
      progress REAL NOT NULL CHECK (progress BETWEEN 0 AND 1),
      size INTEGER,
      mtime_ns INTEGER,
      inode INTEGER
    )""",
    "CREATE UNIQUE INDEX place_article ON place (article, device)",
    # The history is a tree: a step knows the one before it, so that a new step after going back cuts
    # nothing off, and two running instances never see each other's steps in their own way back.
    f"""CREATE TABLE history ({_RECORD},
      previous TEXT,
      article TEXT REFERENCES article (uuid) DEFERRABLE INITIALLY DEFERRED,
      path BLOB NOT NULL CHECK (typeof(path) = 'blob'),
      title TEXT,
      source_offset INTEGER NOT NULL,
      text_offset INTEGER NOT NULL,
      link INTEGER NOT NULL DEFAULT -1,
      link_offset INTEGER NOT NULL DEFAULT 0,
      visited TEXT NOT NULL
    )""",
    "CREATE INDEX history_counter ON history (counter)",
    # The way of one run of the program through that tree: its last step and where it stands.
    f"CREATE TABLE trail ({_RECORD}, tip TEXT, current TEXT)",
    "CREATE INDEX trail_counter ON trail (counter)",
    f"CREATE TABLE setting ({_RECORD}, name TEXT NOT NULL UNIQUE, value TEXT)",
)


def _create(connection: sqlite3.Connection) -> None:
    for statement in _VERSION_1:
        connection.execute(statement)
    # Not from the machine's address: a copied database and a restored backup are told apart by a user, not by us.
    device = paths.fresh_id()
    now = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute("INSERT INTO here VALUES (1, ?, 1)", (device,))
    connection.execute(
        "INSERT INTO device (uuid, device, counter, name, created) VALUES (?, ?, 1, ?, ?)",
        (device, device, os.uname().nodename, now),
    )
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


MIGRATIONS: list[Callable[[sqlite3.Connection], None]] = [_create]


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the database to the newest version, in one transaction: old or new, never between."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Asked again inside: another instance may have done it while we waited.
        version = connection.execute("PRAGMA user_version").fetchall()[0][0]
        for step in MIGRATIONS[version:]:
            step(connection)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
