"""Real writer processes for the fault tests: `python -m tests.writer KIND PATH …` says each thing once it is kept."""

from __future__ import annotations

import select
import sqlite3
import sys
from pathlib import Path

from reader.article import State
from reader.document.selector import Selector
from reader.errors import StorageError
from reader.userdata import Place, UserData, connection, schema
from reader.userdata.record import MarkKind

ROOT = Path("/library")
SELECTOR = Selector("The council met on Tuesdays. " * 10, "before " * 25, "after " * 25, ("Money",), 100, 0, 290)


def say(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def marks(path: Path, count: int, name: str = "a.md") -> None:
    """Bookmarks one after another, with places and notes between; each id is said after the commit."""
    userdata = UserData.open(path)
    article = userdata.article(ROOT, ROOT / name).id
    for number in range(count):
        mark = userdata.add_mark(article, MarkKind.BOOKMARK, SELECTOR, note=str(number))
        say(mark.id)
        if number % 5 == 4:
            userdata.save_place(article, Place(number, 0, None, 0.5, "words " * 30), State.READING)
        if number % 7 == 6:
            userdata.set_note(mark.id, "another note")
    userdata.close()


def stubborn(path: Path, name: str) -> None:
    """Bookmarks until standard input ends, each tried again until it is kept, as a person presses the key again."""
    userdata = UserData.open(path)
    last = False
    refused = 0
    while True:
        try:
            article = userdata.article(ROOT, ROOT / name).id
            ident = userdata.add_mark(article, MarkKind.BOOKMARK, SELECTOR).id
        except StorageError as error:
            refused += 1
            if refused > 100:
                sys.exit(str(error))
            continue
        refused = 0
        say(ident)
        if last:
            break
        last = bool(select.select([sys.stdin], [], [], 0)[0])
    userdata.close()


def second_version(database: sqlite3.Connection) -> None:
    """A migration that touches every row, in several statements."""
    database.execute("ALTER TABLE mark ADD COLUMN mood TEXT")
    for number in range(20):
        database.execute("UPDATE mark SET mood = ?, quote = quote || ' ' WHERE rowid % 20 = ?", (str(number), number))
    database.execute("CREATE TABLE mood (name TEXT)")


def migrate(path: Path) -> None:
    """Open with a newer schema than the file has."""
    schema.MIGRATIONS.append(second_version)
    say("begin")
    try:
        UserData.open(path).close()
    except StorageError as error:
        say(f"error {error}")
    say("end")


def main(arguments: list[str]) -> None:
    kind, path = arguments[0], Path(arguments[1])
    if kind == "migrate":
        migrate(path)
        return
    if kind == "stubborn":
        stubborn(path, arguments[2])
        return
    if kind == "canary":
        # Without synchronous writes: what a replay of power losses must find wanting.
        connection._PRAGMAS = tuple(
            ("synchronous", "OFF", 0) if pragma[0] == "synchronous" else pragma for pragma in connection._PRAGMAS
        )
    marks(path, int(arguments[2]), *arguments[3:4])


if __name__ == "__main__":
    main(sys.argv[1:])
