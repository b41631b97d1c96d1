"""Connections, transactions, and what happens to a file that is damaged, newer, missing or full."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from reader.document.selector import Selector
from reader.errors import DamagedError, ReaderError, StorageError
from reader.userdata import UserData, connection, schema, spare, store
from reader.userdata.record import MarkKind


def bookmark(userdata: UserData, quote: str = "words") -> str:
    article = userdata.article(Path("/library"), Path("/library/a.md"))
    return userdata.add_mark(article.id, MarkKind.BOOKMARK, Selector(quote)).id


def back_up(userdata: UserData) -> None:
    spare.make_backup(userdata.path, userdata._connection())


def test_folder_and_file_are_private(userdata: UserData, state: Path) -> None:
    assert stat.S_IMODE(state.stat().st_mode) == 0o600
    assert stat.S_IMODE(state.parent.stat().st_mode) == 0o700
    assert userdata.notice is None


def test_settings_are_in_force(userdata: UserData) -> None:
    def ask(name: str) -> object:
        return userdata.rows(f"PRAGMA {name}")[0][0]

    assert [ask(name) for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")] == [
        "delete", 3, 1, 5000,
    ]  # fmt: skip
    assert [ask(name) for name in ("trusted_schema", "cell_size_check", "fullfsync")] == [0, 1, 1]
    assert userdata.rows("PRAGMA mmap_size") in ([(0,)], [])


def test_a_refused_setting_is_an_error(monkeypatch: pytest.MonkeyPatch, state: Path) -> None:
    monkeypatch.setattr(connection, "_PRAGMAS", (*connection._PRAGMAS, ("synchronous", "OFF", 3)))
    with pytest.raises(StorageError, match="refuses synchronous"):
        connection.connect(":memory:")


def test_every_user_record_has_identity_counter_and_flag(userdata: UserData) -> None:
    tables = {str(row[0]) for row in userdata.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in tables - {"here", "standing"}:
        columns = {str(row[1]) for row in userdata.rows(f"PRAGMA table_info({table})")}
        assert {"uuid", "device", "counter", "deleted"} <= columns, table


def test_the_counter_grows_with_every_write_and_not_with_derived_ones(userdata: UserData) -> None:
    counters = [userdata.counter]
    for number in range(3):
        bookmark(userdata, str(number))
        counters.append(userdata.counter)
    assert counters == sorted(set(counters))
    with userdata.write("x", derived=True):
        pass
    assert userdata.counter == counters[-1]


def test_another_instance_is_noticed(userdata: UserData, state: Path) -> None:
    before = userdata.data_version()
    other = UserData.open(state)
    ident = bookmark(other)
    assert userdata.data_version() != before
    assert [mark.id for mark in userdata.marks()] == [ident]
    other.close()


def test_each_thread_has_its_connection(userdata: UserData) -> None:
    seen: list[object] = []

    def work() -> None:
        bookmark(userdata)
        seen.append(userdata._connection())

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(map(id, seen))) == 4
    assert len(userdata.marks()) == 4


def test_no_statement_stays_open(userdata: UserData, state: Path) -> None:
    bookmark(userdata)
    userdata.marks(), userdata.records(), userdata.counter, userdata.data_version(), userdata.settings()
    other = sqlite3.connect(state, timeout=0, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    other.execute("ROLLBACK")
    other.close()


def test_a_failing_block_leaves_everything_as_before(userdata: UserData) -> None:
    bookmark(userdata)
    before = list(userdata._connection().iterdump())
    with pytest.raises(ZeroDivisionError), userdata.write("x") as write:
        write.run("DELETE FROM mark")
        raise ZeroDivisionError
    assert list(userdata._connection().iterdump()) == before


def test_a_busy_database_is_one_line(userdata: UserData, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "BUSY_MS", 20)
    other = sqlite3.connect(state, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(
        StorageError, match=r"^The setting a is not saved: another program holds .*press the key again$"
    ):
        userdata.set("a", "b")
    other.close()
    userdata.set("a", "b")


def test_a_newer_database_is_left_byte_identical(state: Path) -> None:
    UserData.open(state).close()
    other = sqlite3.connect(state)
    other.execute(f"PRAGMA user_version = {len(schema.MIGRATIONS) + 1}")
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("CREATE TABLE new_thing (a)")
    other.commit()
    other.close()
    before = state.read_bytes()
    with pytest.raises(ReaderError, match=r"newer reader") as caught:
        UserData.open(state)
    assert "\n" not in str(caught.value)
    assert state.read_bytes() == before
    assert {entry.name for entry in state.parent.iterdir()} == {"state.db"}


def test_another_programs_database_is_left_alone(state: Path) -> None:
    state.parent.mkdir()
    other = sqlite3.connect(state)
    other.execute("PRAGMA application_id = 7")
    other.execute("CREATE TABLE a (b)")
    other.commit()
    other.close()
    before = state.read_bytes()
    with pytest.raises(ReaderError, match="another program's database"):
        UserData.open(state)
    assert state.read_bytes() == before


DAMAGES = {"foreign": "not a database at all " * 20, "header": "SQLite format 3\0" + "x" * 4080, "short": "short"}


@pytest.mark.parametrize("damage", list(DAMAGES.values()), ids=list(DAMAGES))
def test_a_damaged_file_is_set_aside_and_the_backup_put_in_place(state: Path, damage: str) -> None:
    userdata = UserData.open(state)
    ident = bookmark(userdata, "kept")
    back_up(userdata)
    userdata.close()
    state.write_text(damage)
    userdata = UserData.open(state)
    assert [mark.id for mark in userdata.marks()] == [ident]
    assert userdata.notice is not None and "damaged" in userdata.notice and "backup of" in userdata.notice
    (aside,) = state.parent.glob("state.db.damaged-*")
    assert aside.read_text() == damage
    assert aside.name in userdata.notice
    bookmark(userdata, "more")
    userdata.close()
    again = UserData.open(state)
    assert again.notice is None and len(again.marks()) == 2
    again.close()


def test_damage_of_which_sqlite_cannot_even_tell_is_damage(state: Path) -> None:
    userdata = UserData.open(state)
    ident = bookmark(userdata, "kept")
    back_up(userdata)
    userdata.close()
    raw = (
        state.read_bytes()
        .replace(b"tablemark", b"table\xacark", 1)
        .replace(b"CREATE TABLE mark", b"CREATE TABLQ mark", 1)
    )
    state.write_bytes(raw)
    with pytest.raises(UnicodeDecodeError), sqlite3.connect(state) as connection:
        connection.execute("SELECT * FROM mark")
    connection.close()
    userdata = UserData.open(state)
    assert [mark.id for mark in userdata.marks()] == [ident]
    (aside,) = state.parent.glob("state.db.damaged-*")
    assert aside.read_bytes() == raw
    userdata.close()


def test_damage_met_while_running_is_repaired_at_the_next_start(state: Path) -> None:
    userdata = UserData.open(state)
    for number in range(300):
        bookmark(userdata, f"{number} " * 40)
    back_up(userdata)
    userdata.close()
    raw = bytearray(state.read_bytes())
    raw[-4096 * 10 :] = os.urandom(4096 * 10)
    state.write_bytes(raw)
    userdata = UserData.open(state)
    with pytest.raises(DamagedError) as caught:
        userdata.marks()
    assert "\n" not in str(caught.value)
    userdata.close()
    userdata = UserData.open(state)
    assert len(userdata.marks()) == 300
    assert userdata.notice is not None and "is kept as" in userdata.notice
    userdata.close()


def test_damage_without_a_backup_is_told(state: Path) -> None:
    state.parent.mkdir()
    state.write_text("garbage")
    userdata = UserData.open(state)
    assert userdata.notice is not None and "no backup" in userdata.notice
    assert userdata.marks() == []
    (aside,) = state.parent.glob("state.db.damaged-*")
    assert aside.read_text() == "garbage"
    userdata.close()


def test_two_damaged_files_of_one_second_are_both_kept(state: Path) -> None:
    state.parent.mkdir()
    for text in ("one", "two"):
        state.write_text(text)
        UserData.open(state).close()
    assert {path.read_text() for path in state.parent.glob("state.db.damaged-*")} == {"one", "two"}


@pytest.mark.parametrize("how", ["missing", "empty"])
def test_it_never_starts_empty_in_silence(state: Path, how: str) -> None:
    userdata = UserData.open(state)
    ident = bookmark(userdata)
    back_up(userdata)
    userdata.close()
    state.unlink()
    if how == "empty":
        state.touch()
    userdata = UserData.open(state)
    assert [mark.id for mark in userdata.marks()] == [ident]
    assert userdata.notice is not None and "missing or empty" in userdata.notice
    userdata.close()


def test_a_file_replaced_under_a_running_program_gets_what_it_lacks(userdata: UserData, state: Path) -> None:
    bookmark(userdata)
    copy = state.with_name("copy.db")
    shutil.copy(state, copy)
    bookmark(userdata)
    copy.replace(state)
    assert len(userdata.marks()) == 2
    assert userdata.notice is not None and "replaced by another file" in userdata.notice
    bookmark(userdata)
    other = UserData.open(state)
    assert len(other.marks()) == 3
    assert [entry.name for entry in state.parent.glob("state.db*")] == ["state.db"]
    other.close()


def test_a_new_file_in_its_place_gets_everything(userdata: UserData, state: Path) -> None:
    ident = bookmark(userdata)
    state.parent.rename(state.parent.with_name("moved"))
    UserData.open(state).close()  # another program starts, and cannot know
    more = bookmark(userdata)
    assert userdata.notice is not None and "replaced" in userdata.notice
    other = UserData.open(state)
    assert [mark.id for mark in other.marks()] == [ident, more]
    other.close()


@pytest.mark.parametrize("how", ["folder moved", "folder deleted", "file deleted"])
@pytest.mark.parametrize("elsewhere", [False, True], ids=["same thread", "new thread"])
def test_a_file_that_goes_away_meanwhile_is_written_again(
    userdata: UserData, state: Path, how: str, elsewhere: bool
) -> None:
    idents = [bookmark(userdata, "one")]
    back_up(userdata)
    idents.append(bookmark(userdata, "two"))
    if how == "folder moved":
        state.parent.rename(state.parent.with_name("moved"))
    elif how == "folder deleted":
        shutil.rmtree(state.parent)
    else:
        state.unlink()
    assert [mark.id for mark in userdata.marks()] == idents, "what is open goes on answering"
    assert not state.exists(), "a folder that is being moved is left alone by who only reads"
    assert userdata.notice is None

    def write() -> None:
        idents.append(bookmark(userdata, "three"))

    if elsewhere:
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
    else:
        write()
    assert (
        userdata.notice is not None and "all of it is written again" in userdata.notice and "\n" not in userdata.notice
    )
    other = UserData.open(state)
    assert [mark.id for mark in other.marks()] == [mark.id for mark in userdata.marks()] == idents
    assert other.notice is None
    assert stat.S_IMODE(state.stat().st_mode) == 0o600
    assert stat.S_IMODE(state.parent.stat().st_mode) == 0o700
    other.close()


def test_a_file_that_goes_while_it_is_written_keeps_what_was_acknowledged(userdata: UserData, state: Path) -> None:
    bookmark(userdata)
    with userdata.write("x") as write:
        write.run("UPDATE article SET starred = 1")
        state.unlink()
    assert userdata.records()[0].starred
    other = UserData.open(state)
    assert other.records()[0].starred
    other.close()


def test_a_file_that_cannot_be_written_again_is_told_and_nothing_is_acknowledged(
    userdata: UserData, state: Path
) -> None:
    ident = bookmark(userdata)
    state.parent.rename(state.parent.with_name("moved"))
    state.parent.touch()  # in the way
    for _ in range(2):
        with pytest.raises(StorageError, match=r"is not saved: .* was moved or deleted, and cannot be written again"):
            userdata.set("a", "b")
    assert [mark.id for mark in userdata.marks()] == [ident]
    state.parent.unlink()
    userdata.set("a", "b")
    other = UserData.open(state)
    assert [mark.id for mark in other.marks()] == [ident] and other.get("a") == "b"
    other.close()


def test_two_instances_write_it_again_once(userdata: UserData, state: Path) -> None:
    other = UserData.open(state)
    idents = [bookmark(userdata), bookmark(other)]
    shutil.rmtree(state.parent)
    idents += [bookmark(userdata), bookmark(other)]
    assert other.notice is None, "it was there again"
    assert [mark.id for mark in userdata.marks()] == [mark.id for mark in other.marks()] == idents
    other.close()


def test_backups_rotate(state: Path) -> None:
    userdata = UserData.open(state)
    for number in range(8):
        bookmark(userdata, str(number))
        assert spare.make_backup(state, userdata._connection()).exists()
    names = [backup.name for backup in spare.backups(state)]
    assert len(names) == spare.KEEP
    assert names[-1] == f"state-{int(names[0][6:-3]) + 4}.db"
    assert userdata.upkeep() is None, "one a day"
    userdata.close()


def test_the_first_write_of_a_day_makes_the_backup(state: Path) -> None:
    userdata = UserData.open(state)
    assert spare.backups(state) == []
    bookmark(userdata)
    (backup,) = spare.backups(state)
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    os.utime(backup, (1, 1))
    bookmark(userdata)
    assert len(spare.backups(state)) == 1, "asked once a run"
    userdata.close()
    userdata = UserData.open(state)
    bookmark(userdata)
    assert len(spare.backups(state)) == 2
    userdata.close()


def add_column(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE mark ADD COLUMN mood TEXT")


def test_a_migration_keeps_everything_and_makes_a_backup(state: Path) -> None:
    userdata = UserData.open(state)
    ident = bookmark(userdata)
    userdata.close()
    schema.MIGRATIONS.append(add_column)
    try:
        userdata = UserData.open(state)
        assert userdata.rows("PRAGMA user_version") == [(len(schema.MIGRATIONS),)]
        assert [mark.id for mark in userdata.marks()] == [ident]
        assert len(spare.backups(state)) == 2
        userdata.close()
    finally:
        schema.MIGRATIONS.remove(add_column)


def test_a_failing_migration_changes_nothing(state: Path) -> None:
    def broken(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM mark")
        connection.execute("SELECT no_such_thing")

    userdata = UserData.open(state)
    bookmark(userdata)
    userdata.close()
    before = state.read_bytes()
    schema.MIGRATIONS.append(broken)
    try:
        with pytest.raises(StorageError):
            UserData.open(state)
    finally:
        schema.MIGRATIONS.remove(broken)
    assert state.read_bytes() == before


def test_where_nothing_can_be_made_it_still_answers(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    state = tmp_path / "file" / "state.db"
    with pytest.raises(StorageError):
        UserData.open(state)
    dangling = tmp_path / "gone"
    dangling.symlink_to(tmp_path / "nowhere" / "else")
    userdata = UserData.open(dangling / "state.db")
    assert userdata.marks() == [] and userdata.get("theme") is None
    assert userdata.notice is not None and "not kept" in userdata.notice
    with pytest.raises(StorageError, match="The setting theme is not saved"):
        userdata.set("theme", "dark")
    dangling.unlink()
    userdata.set("theme", "dark")
    assert userdata.get("theme") == "dark"
    userdata.close()


def test_a_new_thread_does_not_take_the_lock_of_a_transaction_away(userdata: UserData, state: Path) -> None:
    """Closing any handle of a file drops the locks of the whole process: another program could write into ours."""
    probe = (
        "import sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)\n"
        "try: connection.execute('BEGIN IMMEDIATE')\n"
        "except sqlite3.OperationalError as error: print(error)\n"
    )

    def other_program() -> str:
        done = subprocess.run([sys.executable, "-c", probe, str(state)], capture_output=True, text=True, check=True)
        return done.stdout.strip()

    with userdata.write("Nothing is written"):
        assert other_program() == "database is locked"
        thread = threading.Thread(target=lambda: userdata.counter)
        thread.start()
        thread.join()
        assert other_program() == "database is locked"
