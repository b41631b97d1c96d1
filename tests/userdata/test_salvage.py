"""What a damaged database still holds is brought over."""

import itertools
import os
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from reader.document.selector import Selector
from reader.errors import DamagedError
from reader.userdata import UserData, recovery, salvage, spare
from reader.userdata.record import MarkKind

ROOT = Path("/library")


def fill(userdata: UserData, count: int) -> list[str]:
    article = userdata.article(ROOT, ROOT / "a.md").id
    return [userdata.add_mark(article, MarkKind.BOOKMARK, Selector(f"{i} " * 60)).id for i in range(count)]


def hurt(state: Path, noise: bytes) -> None:
    """Overwrite a page full of marks, as a failing disk does, and say that something was wrong."""
    raw = bytearray(state.read_bytes())
    page = raw.index(b"77 77 77 77") // 4096
    raw[page * 4096 : (page + 1) * 4096] = noise
    state.write_bytes(raw)
    recovery.suspect(state)


def test_newer_records_come_from_the_damaged_file(state: Path) -> None:
    userdata = UserData.open(state)
    old = fill(userdata, 50)
    spare.make_backup(state, userdata._connection())
    new = fill(userdata, 100)
    userdata.set("theme", "dark")
    userdata.remove_marks(old[:5])
    counter = userdata.counter
    userdata.close()
    hurt(state, os.urandom(4096))
    userdata = UserData.open(state)
    kept = {mark.id for mark in userdata.marks()}
    assert kept.isdisjoint(old[:5]) and set(old[5:]) <= kept
    assert len(kept & set(new)) >= 80, "all but those of the broken page"
    assert userdata.get("theme") == "dark" and userdata.counter == counter
    assert userdata.notice is not None and "newer records read" in userdata.notice
    assert userdata.rows("PRAGMA integrity_check") == [("ok",)]
    userdata.close()


def test_without_a_backup_what_can_be_read_is_kept(state: Path) -> None:
    userdata = UserData.open(state)
    made = fill(userdata, 100)
    for backup in spare.backups(state):
        backup.unlink()
    userdata.close()
    hurt(state, bytes(4096))
    userdata = UserData.open(state)
    assert len({mark.id for mark in userdata.marks()} & set(made)) >= 80
    assert userdata.notice is not None and "no backup" in userdata.notice and "records) was kept" in userdata.notice
    userdata.close()


def test_values_that_make_no_sense_are_damage(state: Path) -> None:
    userdata = UserData.open(state)
    made = fill(userdata, 20)
    spare.make_backup(state, userdata._connection())
    with userdata.write("x") as write:
        write.run("PRAGMA ignore_check_constraints = 1")
        write.run("UPDATE mark SET headings = 'no list' WHERE uuid = ?", made[3])
    with pytest.raises(DamagedError):
        userdata.marks()
    userdata.close()
    userdata = UserData.open(state)
    assert [mark.id for mark in userdata.marks()] == made
    userdata.close()


@pytest.fixture
def replaced(state: Path) -> Iterator[UserData]:
    """A running program with marks, and another file about to take the place of its own."""
    userdata = UserData.open(state)
    fill(userdata, 20)
    yield userdata
    userdata.close()


def put_another_in_its_place(state: Path) -> None:
    other = UserData.open(state.with_name("other.db"))
    other.article(ROOT, ROOT / "b.md")
    other.close()
    state.with_name("other.db").replace(state)


def kept_aside(state: Path) -> list[str]:
    return [file.name for file in state.parent.glob("state.db.replaced-*")]


def test_a_slow_disk_loses_no_mark_of_a_file_that_was_replaced(
    replaced: UserData, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = itertools.count()
    monkeypatch.setattr(salvage, "time", SimpleNamespace(monotonic=lambda: next(seconds)))
    put_another_in_its_place(state)
    assert len(replaced.marks()) == 20
    assert kept_aside(state) == []


def test_what_cannot_be_added_to_the_new_file_is_kept_beside_it_and_told(replaced: UserData, state: Path) -> None:
    connection = replaced._connection()
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute("UPDATE mark SET kind = 'other' WHERE rowid = 7")
    put_another_in_its_place(state)
    assert len(replaced.marks()) == 19
    (aside,) = kept_aside(state)
    assert replaced.notice is not None and "records it lacked were added" in replaced.notice
    assert aside in replaced.notice


def test_a_folder_with_no_backup_that_is_any_good_does_not_start_empty_in_silence(state: Path) -> None:
    UserData.open(state).close()
    for backup in spare.backups(state):
        backup.unlink()
    (state.parent / "backups").mkdir(exist_ok=True)
    (state.parent / "backups" / "state-1.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 4000)
    state.unlink()
    userdata = UserData.open(state)
    assert userdata.notice is not None
    assert "missing" in userdata.notice and "start empty" in userdata.notice and "backups" in userdata.notice
    assert "\n" not in userdata.notice
    userdata.close()
    again = UserData.open(state)
    assert again.notice is None
    again.close()
