"""The tables of `index.db`. Everything in it can be made again from files and user data.

`article` is narrow, because lists sort and filter by walking its indexes; what a row shows stands in
`detail`, the folded text that a filter looks in stands in `search`, where its links lead in `link`, what
it can be narrowed by in `facet`. `fulltext` finds words in what stands in `text`, both filled behind the
rest; it keeps no copy, and to take a text out it has to be given what was put in.
`projection` is what reading pushes from the user data, kept by path so that a file indexed later has
it too; where there is none `seed` is where the state of an article begins.

Orders are columns that are never NULL: what is not known sorts last in the usual direction.
"""

from __future__ import annotations

import sqlite3
import sys

# Raised by 100 with the tables, and with what is taken out of a text: an index made before is made anew.
# With the version of Python, which brings the tables that text is folded by: by others a text could not
# be taken out of the full-text index any more.
VERSION = 1400 + sys.version_info.minor
APPLICATION = 0x52445249  # "RDRI"
LAST = "\U0010ffff"  # sorts after every text

TABLES = """
CREATE TABLE root (
  root INTEGER PRIMARY KEY,
  path BLOB NOT NULL UNIQUE,
  scanned INTEGER NOT NULL DEFAULT 0      -- 1 once a scan of all of it was finished
);
CREATE TABLE article (
  row INTEGER PRIMARY KEY AUTOINCREMENT,  -- a number is never used again: lists hold them
  root INTEGER NOT NULL,
  path BLOB NOT NULL,                     -- relative to the root
  id TEXT NOT NULL,
  name TEXT NOT NULL,                     -- folded, without folder and suffix: what [[name]] means
  canonical TEXT,
  content BLOB NOT NULL,
  size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, inode INTEGER NOT NULL,
  arrived INTEGER NOT NULL,               -- session in which it was first seen, 0: with the library
  newest TEXT NOT NULL, published TEXT NOT NULL, title TEXT NOT NULL, author TEXT NOT NULL, site TEXT NOT NULL,
  minutes INTEGER NOT NULL,
  state INTEGER NOT NULL DEFAULT 0, starred INTEGER NOT NULL DEFAULT 0, archived INTEGER NOT NULL DEFAULT 0,
  last_read TEXT NOT NULL DEFAULT '',
  counted INTEGER NOT NULL,               -- 0: words are an estimate from the head
  body INTEGER NOT NULL,                  -- code points of front matter before the text
  indexed INTEGER NOT NULL DEFAULT 0,     -- 0: the words of its text can't be found yet, or are those of before
  UNIQUE (root, path)
);
CREATE INDEX article_uncounted ON article (row) WHERE NOT counted;
CREATE INDEX article_unindexed ON article (row) WHERE NOT indexed;
CREATE TABLE detail (
  row INTEGER PRIMARY KEY,
  title TEXT NOT NULL, authors TEXT NOT NULL, published TEXT, saved TEXT, added TEXT NOT NULL, url TEXT,
  tags TEXT NOT NULL, lang TEXT, description TEXT, words INTEGER NOT NULL,
  progress REAL NOT NULL DEFAULT 0, marks INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX detail_marked ON detail (row) WHERE marks > 0;
CREATE TABLE search (row INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE link (
  row INTEGER NOT NULL,
  key BLOB NOT NULL,                      -- where a link leads: see backlink
  PRIMARY KEY (row, key)
) WITHOUT ROWID;
CREATE TABLE facet (
  row INTEGER NOT NULL,
  kind INTEGER NOT NULL,                  -- see facet.KINDS
  value TEXT NOT NULL,                    -- folded
  PRIMARY KEY (row, kind, value)
) WITHOUT ROWID;
CREATE TABLE text (
  row INTEGER PRIMARY KEY,                -- of the article; one without is taken out at the next occasion
  title TEXT NOT NULL, about TEXT NOT NULL,
  body BLOB NOT NULL                      -- what is read of the source, offsets and lines kept; zlib, UTF-8
);
CREATE TABLE stale (
  row INTEGER PRIMARY KEY                 -- of a text whose article is gone
);
CREATE VIRTUAL TABLE fulltext USING fts5 (title, about, body, content='', tokenize="{tokenize}");
INSERT INTO fulltext (fulltext, rank) VALUES ('rank', 'bm25({weights})');
INSERT INTO fulltext (fulltext, rank) VALUES ('hashsize', {hashed});
INSERT INTO fulltext (fulltext, rank) VALUES ('automerge', {merged});
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (fulltext, row);
CREATE TABLE projection (
  path BLOB PRIMARY KEY,                  -- absolute
  id TEXT NOT NULL, state INTEGER NOT NULL, progress REAL NOT NULL, starred INTEGER NOT NULL,
  archived INTEGER NOT NULL, marks INTEGER NOT NULL, last_read TEXT
) WITHOUT ROWID;
CREATE TABLE moved (
  id TEXT NOT NULL, was BLOB NOT NULL,    -- an article and where user data knows it: see seat
  now BLOB,
  PRIMARY KEY (id, was)
) WITHOUT ROWID;
CREATE TABLE seed (
  row INTEGER PRIMARY KEY,                -- of an article whose file says how far it is read
  state INTEGER NOT NULL, starred INTEGER NOT NULL, archived INTEGER NOT NULL, progress REAL NOT NULL
);
CREATE TABLE gone (
  root INTEGER NOT NULL, path BLOB NOT NULL,  -- of a file that went, and is nothing new when it comes back:
  size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, arrived INTEGER NOT NULL,
  PRIMARY KEY (root, path)
);
CREATE TABLE copy (
  roots TEXT NOT NULL,                    -- numbers of the folders that are open together, as `3` or `3,5`
  row INTEGER NOT NULL,                   -- of an article that lists of these show as
  first INTEGER NOT NULL,                 -- this one
  PRIMARY KEY (roots, row)
) WITHOUT ROWID;
CREATE INDEX copy_first ON copy (roots, first);
CREATE TABLE setting (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO setting VALUES ('session', 1), ('projected', -1);
"""

NAMES = frozenset(
    {
        "root", "article", "detail", "search", "link", "facet", "text", "stale", "fulltext", "fulltext_data",
        "fulltext_idx", "fulltext_docsize", "fulltext_config", "vocabulary", "projection", "moved", "seed", "copy",
        "gone", "setting",
    }
)  # fmt: skip
# How the full-text index splits what `terms.searchable` gives; marks belong to words, or Hindi falls into pieces.
TOKENIZE = "unicode61 remove_diacritics 2 categories 'L* M* N* Co'"
# What a word counts in the title, in what is known of an article (authors, tags, site, description), in the text.
WEIGHTS = "8.0, 3.0, 1.0"
RANK = f"bm25(fulltext, {WEIGHTS})"  # what `rank` is too; the less the better

# Bytes of words that are gathered in memory before they are written: what one transaction of indexing brings
# is written at once, and then there is a third less to merge.
HASHED = 16 * 1024 * 1024
# Trees of one size that are merged into one. With four, as it is by itself, a large library is written anew four
# times rather than two or three; to search in more of them takes no longer than can be measured.
MERGED = 8

# The orders a list can have, each with the index that walks it; state, star and minutes are in it so
# that the views need no look-up of the row.
ORDERS: dict[str, tuple[tuple[str, bool], ...]] = {
    "newest": (("newest", True), ("published", True), ("title", False)),
    "published": (("published", True), ("title", False)),
    "title": (("title", False),),
    "author": (("author", False), ("title", False)),
    "site": (("site", False), ("newest", True)),
    "shortest": (("minutes", False), ("title", False)),
    "longest": (("minutes", True), ("title", False)),
    "last read": (("last_read", True), ("title", False)),
    "path": (("path", False),),
}
# Of an order, its first column and what stands there when nothing is known.
UNKNOWN = {
    "published": ("published", ""),
    "author": ("author", LAST),
    "site": ("site", LAST),
    "last read": ("last_read", ""),
}
_FLAGS = ("state", "starred", "minutes")


def _orders() -> dict[str, str]:
    made = {}
    for order, columns in ORDERS.items():
        if order == "longest":
            continue  # the index of `shortest`, walked backwards
        named = [name for name, _ in columns]
        terms = [name + (" DESC" if down else "") for name, down in columns]
        terms += [name for name in _FLAGS if name not in named]
        made[f"order_{order}"] = (
            f'CREATE INDEX IF NOT EXISTS "order_{order}" ON article (root, archived, {", ".join(terms)})'
        )
    return made


# Made at the end of the first scan: to sort 100,000 rows at once takes a tenth of putting each in its place, and
# until then what needs them is only slower. The usual order is there from the beginning.
LATER = {
    "facet_value": "CREATE INDEX IF NOT EXISTS facet_value ON facet (kind, value, row)",
    # all that a look for changes asks, so that it reads a third of the pages
    "article_known": "CREATE INDEX IF NOT EXISTS article_known ON article (root, path, size, mtime_ns, inode)",
    # in no order at all while files are found, so that each row would write a page anew
    "article_id": "CREATE INDEX IF NOT EXISTS article_id ON article (id)",
    "article_canonical": (
        "CREATE INDEX IF NOT EXISTS article_canonical ON article (canonical) WHERE canonical IS NOT NULL"
    ),
    "article_name": "CREATE INDEX IF NOT EXISTS article_name ON article (name)",
    "link_key": "CREATE INDEX IF NOT EXISTS link_key ON link (key)",
    **_orders(),
}
_FIRST = "order_newest"
_SORTED = -4096  # KB that are sorted at once, as SQLite counts them
_NO_ROOM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}


def missing(connection: sqlite3.Connection) -> list[str]:
    """The statements that make what is still to be made of `LATER`."""
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'").fetchall()}
    return [statement for name, statement in LATER.items() if name not in there]


def make(connection: sqlite3.Connection, statement: str) -> None:
    """Runs one of `missing`, outside a transaction: what is sorted lies in a file meanwhile, where there is room.

    In memory it would take as much as all else that is in a library.
    """
    before = connection.execute("PRAGMA cache_size").fetchall()[0][0]
    connection.execute(f"PRAGMA cache_size = {_SORTED}")
    try:
        for place in ("FILE", "MEMORY"):
            connection.execute(f"PRAGMA temp_store = {place}")
            try:
                connection.execute(statement)
            except sqlite3.OperationalError as error:
                if place == "MEMORY" or error.sqlite_errorcode & 0xFF not in _NO_ROOM:
                    raise
            else:
                break
    finally:
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute(f"PRAGMA cache_size = {before}")


def create(connection: sqlite3.Connection) -> None:
    """Makes the tables in an empty database; the caller has begun a transaction."""
    tables = TABLES.format(tokenize=TOKENIZE, weights=WEIGHTS, hashed=HASHED, merged=MERGED)
    for statement in (tables + LATER[_FIRST]).split(";\n"):
        if statement.strip():
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
