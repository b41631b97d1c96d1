"""The index can be damaged, deleted or of another version at any time: it is made again in silence."""

import contextlib
import os
import random
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import StorageError
from reader.library import Library, ListQuery, refuge, schema
from reader.library.index import Index

Open = Callable[..., Library]
NOISE = random.Random(5).randbytes(20_000)


@pytest.fixture
def filled(folder: Path, open_library: Open) -> Path:
    for number in range(50):
        (folder / f"{number}.md").write_text(f"# Title {number}\n")
    library = open_library(folder)
    library.scan()
    library.close()
    return folder.parent / "cache" / "index.db"


def usable(library: Library) -> bool:
    library.scan()
    return library.count(ListQuery()) == 50 and len(library.rows(library.ids(ListQuery()))) == 50


def test_an_index_that_another_process_is_making_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = sqlite3.connect(tmp_path / "index.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr("reader.library.index.time.sleep", lambda seconds: other.execute("COMMIT"))
    Index(tmp_path / "index.db").close()
    assert not other.in_transaction
    other.close()


@pytest.mark.parametrize(
    "bytes_",
    [b"", b"not a database", NOISE, b"SQLite format 3\0" + NOISE],
    ids=["empty", "text", "noise", "noise behind the head"],
)
def test_a_file_that_is_no_index(folder: Path, open_library: Open, filled: Path, bytes_: bytes) -> None:
    filled.write_bytes(bytes_)
    assert usable(open_library(folder))


def test_damage_anywhere(folder: Path, open_library: Open, filled: Path) -> None:
    good = filled.read_bytes()
    generator = random.Random(4)
    for _ in range(25):
        data = bytearray(good)
        at = generator.randrange(len(data) - 600)
        data[at : at + 500] = generator.randbytes(500)
        filled.write_bytes(data)
        for ending in ("-wal", "-shm"):
            filled.with_name(filled.name + ending).unlink(missing_ok=True)
        library = open_library(folder)
        library.scan()  # damage within a text is not noticed and shows; it is never an error
        library.rows(library.ids(ListQuery(filter="title")))
        library.close()


def test_damage_of_which_sqlite_cannot_even_tell(folder: Path, open_library: Open, filled: Path) -> None:
    data = filled.read_bytes().replace(b"tablearticle", b"table\xacrticle", 1)
    filled.write_bytes(data.replace(b"CREATE TABLE article", b"CREATE TABLQ article", 1))
    with pytest.raises(UnicodeDecodeError), sqlite3.connect(filled) as connection:
        connection.execute("SELECT * FROM article")
    connection.close()
    assert usable(open_library(folder))


@pytest.mark.parametrize("before", ["none", "whole", "whole, and no room"])
def test_a_full_cache_disk(folder: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch, before: str) -> None:
    """The index is made elsewhere, for this run; one that is whole goes there as a copy, or is read on."""
    for number in range(300):
        (folder / f"{number}.md").write_text(f"# Title {number}\n\n" + "words " * 200)
    index = folder.parent / "cache" / "index.db"
    if before != "none":
        library = open_library(folder)
        library.scan()
        library.index_texts()
        library.close()
    prepare = Index._prepare

    def cramped(self: Index, connection: sqlite3.Connection) -> None:
        prepare(self, connection)
        if self.path == index:
            pages = connection.execute("PRAGMA page_count").fetchall()[0][0]
            connection.execute(f"PRAGMA max_page_count = {pages + 5}")

    monkeypatch.setattr(Index, "_prepare", cramped)
    if "no room" in before:
        monkeypatch.setattr(refuge, "LARGEST", 0)
    for number in range(301):
        (folder / f"{number}.md").write_text(f"# Other title {number}\n\n" + "others " * 2000)
    library = open_library(folder)
    rows = {article.path: article.row for article in library.rows(library.ids(ListQuery()))}
    if "no room" in before:
        with pytest.raises(StorageError, match=r"disk is full: .* lists are as they were before"):
            library.scan()
            library.index_texts()
        assert library.count(ListQuery()) >= 300 and library.search("words").total > 0
        return
    assert library.scan().total == library.count(ListQuery()) == 301
    assert library.index_texts() == 301 and library.search("others").total == 301
    assert library.search("words").total == library.unindexed == 0
    now = {article.path: article.row for article in library.rows(library.ids(ListQuery()))}
    assert now | rows == now, "what a list shows is still what it was"
    left = sqlite3.connect(index).execute("SELECT count(*) FROM article WHERE NOT indexed OR size < 2000").fetchall()
    assert left > [(0,)] or before == "none"
    assert bool(rows) == (before == "whole")


def test_an_index_that_lost_its_settings_is_built_again(folder: Path, open_library: Open, filled: Path) -> None:
    with sqlite3.connect(filled) as connection:
        connection.execute("DELETE FROM setting")
    connection.close()
    library = open_library(folder)
    assert library.projected == -1 and usable(library)


@pytest.mark.parametrize("table", ["article", "fulltext_data"])
def test_an_index_that_lost_a_table_under_a_running_program_is_built_again(
    folder: Path, open_library: Open, filled: Path, table: str
) -> None:
    library = open_library(folder)
    with sqlite3.connect(filled) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_master WHERE name = ?", (table,))
        connection.execute("PRAGMA writable_schema = RESET")
    connection.close()
    library.scan()
    library.index_texts()
    assert library.search("title 7").total and usable(library)


def test_a_statement_that_fails_is_no_damage(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_check(*args: object) -> None:
        raise AssertionError("the whole file is checked")

    monkeypatch.setattr(Index, "_rebuild", no_check)
    index = Index(filled)
    with pytest.raises(StorageError, match="no such function"):
        index.run(lambda connection: connection.execute("SELECT nonsense(1)"))
    index.close()


def test_damage_under_a_running_program(folder: Path, open_library: Open, filled: Path) -> None:
    library = open_library(folder)
    library.count(ListQuery())
    filled.write_bytes(os.urandom(len(filled.read_bytes())))
    library.count(ListQuery(filter="x"))
    assert usable(open_library(folder))


def test_deleted_under_a_running_program(folder: Path, open_library: Open, filled: Path) -> None:
    library = open_library(folder)
    assert library.count(ListQuery()) == 50
    for path in filled.parent.iterdir():
        path.unlink()
    assert library.count(ListQuery()) == 0 and not library.scanned
    assert usable(library)
    filled.parent.joinpath("index.db").unlink()
    filled.parent.rename(filled.parent.with_name("elsewhere"))
    assert usable(library)


def test_another_version_or_program(folder: Path, open_library: Open, filled: Path) -> None:
    for statement in ("PRAGMA user_version = 99", "PRAGMA application_id = 1", "DROP TABLE detail"):
        connection = sqlite3.connect(filled)
        connection.execute(statement)
        connection.commit()
        connection.close()
        assert usable(open_library(folder))


def test_the_right_settings(folder: Path, open_library: Open, filled: Path) -> None:
    index = Index(filled)
    for pragma, value in {"journal_mode": "wal", "synchronous": 1, "busy_timeout": 5000, "trusted_schema": 0}.items():
        assert index.run(lambda connection, pragma=pragma: connection.execute(f"PRAGMA {pragma}").fetchall()) == [
            (value,)
        ]
    index.close()
    with pytest.raises(StorageError):
        index.run(lambda connection: None)


def test_a_cache_folder_that_can_not_be_made(folder: Path) -> None:
    (folder / "a.md").write_text("# A\n")
    (folder.parent / "file").write_text("")
    library = Library([folder], folder.parent / "file" / "index.db")
    library.scan()
    assert library.count(ListQuery()) == 1
    library.close()


def test_a_writer_elsewhere_stops_no_reader_and_is_told_of(
    folder: Path, open_library: Open, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.index._BUSY_MS", 50)
    library = open_library(folder)
    other = sqlite3.connect(filled, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert library.count(ListQuery()) == 50
    with pytest.raises(StorageError, match="Another process"):
        library.begin_session()
    other.execute("ROLLBACK")
    library.begin_session()
    other.close()


def test_many_threads(folder: Path, open_library: Open, filled: Path) -> None:
    library = open_library(folder)
    errors: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for step in range(20):
                (folder / f"new-{number}-{step}.md").write_text(f"# New {number} {step}\n")
                library.scan()
                library.rows(library.ids(ListQuery(filter="new"), 10))
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    library.scan()
    assert library.count(ListQuery()) == 110


def test_every_order_walks_an_index(filled: Path) -> None:
    index = Index(filled)
    for sort, columns in schema.ORDERS.items():
        order = ", ".join(name + (" DESC" if down else "") for name, down in columns[:1])
        sql = f"EXPLAIN QUERY PLAN SELECT row FROM article WHERE root = 1 AND archived = 0 ORDER BY {order} LIMIT 200"
        steps = index.run(lambda connection, sql=sql: connection.execute(sql).fetchall())
        assert all("TEMP B-TREE" not in step[3] for step in steps), sort
    index.close()


class Cramped(sqlite3.Connection):
    """There is no room for temporary files, or none at all."""

    room: bool = True
    tried: list[int]

    def execute(self, sql: str, *parameters: object) -> sqlite3.Cursor:
        if sql.startswith("CREATE INDEX"):
            place = super().execute("PRAGMA temp_store").fetchall()[0][0]
            self.tried = [*getattr(self, "tried", []), place]
            if place == 1 or not self.room:
                error = sqlite3.OperationalError("database or disk is full")
                error.sqlite_errorcode = sqlite3.SQLITE_FULL
                raise error
        return super().execute(sql, *parameters)


@pytest.mark.parametrize("room", [True, False])
def test_indices_are_made_where_there_is_no_room_for_temporary_files(tmp_path: Path, room: bool) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "index.db", factory=Cramped)) as connection:
        connection.executescript("PRAGMA temp_store = MEMORY; CREATE TABLE link (key)")
        connection.room = room
        with contextlib.nullcontext() if room else pytest.raises(sqlite3.OperationalError, match="full"):
            schema.make(connection, schema.LATER["link_key"])
        assert connection.tried == [1, 2]  # a file, then memory
        settings = [connection.execute(f"PRAGMA {name}").fetchall()[0][0] for name in ("temp_store", "cache_size")]
        assert settings == [2, -2000]
        assert bool(connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'link_key'").fetchall()) == room
