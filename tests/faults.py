"""Faults at full counts: `python -m tests.faults [NAME ...]`. The same functions run small in pytest.

Each returns what went wrong as lines; an empty list is what was promised.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from reader.errors import DamagedError, ReaderError, StorageError
from reader.userdata import UserData
from reader.userdata.record import MarkKind
from tests import anchors, indexes, powerloss
from tests.tui import any_keys
from tests.writer import ROOT, SELECTOR

HERE = Path(__file__).resolve().parents[1]


def writer(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.writer", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=HERE,
    )


def there(state: Path) -> set[str]:
    userdata = UserData.open(state)
    found = {mark.id for mark in userdata.marks()}
    assert userdata.rows("PRAGMA integrity_check") == [("ok",)]
    assert userdata.notice is None, userdata.notice
    userdata.close()
    return found


def kills(folder: Path, count: int) -> list[str]:
    """SIGKILL of a writer at any instant: every mark that was said to be kept is there."""
    random_ = random.Random(1)
    state = folder / "state.db"
    said: set[str] = set()
    bad = []
    for number in range(count):
        process = writer("marks", str(state), "100000")
        assert process.stdout is not None
        said.add(process.stdout.readline().strip())
        time.sleep(random_.random() * 0.05)
        process.send_signal(signal.SIGKILL)
        # A line that was cut off is an id of which the rest was not said.
        said.update(line.strip() for line in process.stdout if line.endswith("\n"))
        process.wait()
        missing = said - there(state)
        if missing:
            bad.append(f"kill {number}: {len(missing)} of {len(said)} marks are gone")
        if number % 20 == 19:  # or the file grows and the program becomes slow to check
            state.unlink()
            shutil.rmtree(folder / "backups", ignore_errors=True)
            said.clear()
    return bad


def writers(folder: Path, count: int) -> list[str]:
    """Four processes write at once: none is refused, nothing is lost."""
    state = folder / "state.db"
    processes = [writer("marks", str(state), str(count), f"{name}.md") for name in "abcd"]
    said = [process.communicate()[0].split() for process in processes]
    bad = [f"writer {i}: {len(ids)} of {count}" for i, ids in enumerate(said) if len(ids) != count]
    missing = {ident for ids in said for ident in ids} - there(state)
    return [*bad, f"{len(missing)} marks are gone"] if missing else bad


def disappearances(folder: Path, count: int) -> list[str]:
    """The folder of user data is moved or deleted while a program writes: it goes on, and nothing is lost."""
    random_ = random.Random(1)
    bad = []
    for number in range(count):
        place = folder / str(number)
        state = place / "data" / "state.db"
        process = writer("stubborn", str(state), "a.md")
        assert process.stdout is not None
        said = {process.stdout.readline().strip()}
        for times in range(3):
            time.sleep(random_.random() * 0.04)
            with contextlib.suppress(OSError):  # the program made a file in it at this moment
                if random_.random() < 0.5:
                    state.parent.rename(place / f"elsewhere-{times}")
                elif random_.random() < 0.5:
                    shutil.rmtree(state.parent)
                else:
                    state.unlink()
        said.update(process.communicate(timeout=60)[0].split())  # the end of its input: one more, and it ends
        if process.returncode:
            bad.append(f"run {number}: the writer ended with {process.returncode} after {len(said)} marks")
        missing = said - there(state)
        if missing:
            bad.append(f"run {number}: {len(missing)} of {len(said)} marks are gone")
    return bad


def migrations(folder: Path, count: int) -> list[str]:
    """SIGKILL in a migration: the database is the old or the new one, never between."""
    random_ = random.Random(1)
    old = folder / "old.db"
    userdata = UserData.open(old)
    article = userdata.article(ROOT, ROOT / "a.md").id
    with userdata.write("x") as write:  # in one transaction, because only the migration is of interest
        for _ in range(2000):
            write.run(
                "INSERT INTO mark (uuid, device, counter, article, kind, text_version, quote, prefix, suffix, headings,"
                " source_offset, text_start, text_end, created) VALUES (?, '', 1, ?, 'bookmark', 1, ?, '', '', '[]',"
                " 0, 0, 0, '')",
                write.new_id(), article, SELECTOR.quote,
            )  # fmt: skip
    userdata.close()
    state = folder / "state.db"
    bad, seen = [], [0, 0]
    for number in range(count):
        shutil.copy(old, state)
        shutil.rmtree(folder / "backups", ignore_errors=True)
        process = writer("migrate", str(state))
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(random_.random() * 0.08)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        database = sqlite3.connect(state)
        version = database.execute("PRAGMA user_version").fetchone()[0]
        columns = {row[1] for row in database.execute("PRAGMA table_info(mark)")}
        moods = database.execute("SELECT count(mood) FROM mark").fetchone()[0] if "mood" in columns else 0
        extra = database.execute("SELECT count(*) FROM sqlite_master WHERE name = 'mood'").fetchone()[0]
        marks = database.execute("SELECT count(*) FROM mark").fetchone()[0]
        whole = database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        database.close()
        if (version, moods, extra, marks, whole) not in {(1, 0, 0, 2000, True), (2, 2000, 1, 2000, True)}:
            bad.append(f"kill {number}: version {version}, {moods} moods, {marks} marks, {whole}")
        seen[version - 1] += 1
        if backup := list((folder / "backups").glob("state-*.db")):
            there(backup[0])
    if count >= 50 and min(seen) < count // 20:
        bad.append(f"the kills did not meet the migration: {seen[0]} old, {seen[1]} new")
    return bad


def damages(folder: Path, count: int) -> list[str]:
    """Bytes of the file are changed: it is opened, or set aside and the backup restored; one line at most."""
    random_ = random.Random(1)
    state = folder / "state.db"
    made = set(_fill(state, 200))
    good = state.read_bytes()
    bad = []
    for number in range(count):
        raw = bytearray(good)
        kind = random_.randrange(3)
        at = random_.randrange(len(raw))
        if kind == 0:
            raw[at : at + 4096] = random_.randbytes(min(4096, len(raw) - at))
        elif kind == 1:
            raw[at : at + 512] = bytes(min(512, len(raw) - at))
        else:
            del raw[at:]
        for path in [*folder.glob("state.db*")]:
            path.unlink()
        state.write_bytes(raw)
        try:
            found = _until_open(state)
        except (ReaderError, sqlite3.Error) as error:
            if "newer" not in str(error) and "another program" not in str(error):
                bad.append(f"damage {number}: {error!r}")
            continue
        aside = list(folder.glob("state.db.damaged-*"))
        if aside and (aside[0].read_bytes() != bytes(raw) or found != made):
            bad.append(f"damage {number}: {len(found)} marks after a repair; the damaged file was changed or is gone")
    return bad


def _fill(state: Path, count: int) -> list[str]:
    userdata = UserData.open(state)
    article = userdata.article(ROOT, ROOT / "a.md").id
    made = [userdata.add_mark(article, MarkKind.BOOKMARK, SELECTOR).id for _ in range(count)]
    shutil.rmtree(state.parent / "backups")
    userdata.upkeep()
    userdata.close()
    return made


def _until_open(state: Path) -> set[str]:
    for _ in range(2):
        userdata = UserData.open(state)
        try:
            found = {mark.id for mark in userdata.marks()}
            userdata.records()
            return found
        except DamagedError as error:
            assert "\n" not in str(error)
        finally:
            userdata.close()
    raise StorageError("not repaired by starting again")


@contextlib.contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A tmpfs of this size. Raises PermissionError where none can be mounted."""
    place = folder / "disk"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)], check=False, capture_output=True
    )
    if made.returncode:
        raise PermissionError("no file system can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def full_disk(folder: Path, count: int) -> list[str]:
    """The disk fills up at `count` different points: one line, state as before, and it goes on once there is space."""
    bad = []
    with small_disk(folder, 512) as disk:
        for number in range(count):
            for path in disk.iterdir():
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            (disk / "ballast").write_bytes(bytes((60 + number * 380 // count) * 1024 + number % 3 * 1000))
            userdata = UserData.open(disk / "d" / "state.db")
            said: set[str] = set()
            try:
                article = userdata.article(ROOT, ROOT / "a.md").id
                while len(said) < 1000:
                    said.add(userdata.add_mark(article, MarkKind.BOOKMARK, SELECTOR).id)
                bad.append(f"fill {number}: the disk did not become full")
            except StorageError as error:
                if "\n" in str(error) or "full" not in str(error) or "not " not in str(error):
                    bad.append(f"fill {number}: {error}")
            kept = {mark.id for mark in userdata.marks()}
            if kept != said:
                bad.append(f"fill {number}: {len(said)} said, {len(kept)} kept")
            (disk / "ballast").unlink()
            article = userdata.article(ROOT, ROOT / "a.md").id
            said.add(userdata.add_mark(article, MarkKind.BOOKMARK, SELECTOR).id)
            userdata.close()
            if there(disk / "d" / "state.db") != said:
                bad.append(f"fill {number}: not the same after space was made")
    return bad


def read_only(folder: Path, count: int) -> list[str]:
    """A folder that may not be written: everything can be read, a write is one line, nothing changes."""
    bad = []
    with small_disk(folder, 4096) as disk:
        state = disk / "d" / "state.db"
        made = set(_fill(state, 20))
        before = state.read_bytes()
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        userdata = UserData.open(state)
        for _ in range(count):
            if {mark.id for mark in userdata.marks()} != made:
                bad.append("marks cannot be read")
            try:
                userdata.remove_marks(made)
                bad.append("a write was said to be done")
            except StorageError as error:
                if "\n" in str(error) or "read-only" not in str(error):
                    bad.append(str(error))
        userdata.close()
        if state.read_bytes() != before:
            bad.append("the file was changed")
        empty = UserData.open(disk / "new" / "state.db")
        if empty.marks() or not empty.notice:
            bad.append("where nothing can be made, nothing was said")
    return bad


FAULTS: dict[str, tuple[Callable[[Path, int], list[str]], int]] = {
    "kills": (kills, 200),
    "writers": (writers, 500),
    "disappearances": (disappearances, 100),
    "migrations": (migrations, 200),
    "damages": (damages, 300),
    "full-disk": (full_disk, 100),
    "read-only": (read_only, 20),
    "power-losses": (powerloss.power_losses, 1000),
    "anchors": (anchors.edits, 300),
    "index-kills": (indexes.kills, 100),
    "index-instances": (indexes.instances, 20),
    "index-damages": (indexes.damages, 100),
    "keys": (any_keys.keys, 50),
}


def main(names: list[str]) -> int:
    if unknown := [name for name in names if name not in FAULTS]:
        print(f"there is no {unknown[0]}; there are {', '.join(FAULTS)}", file=sys.stderr)
        return 2
    failed = 0
    for name in names or FAULTS:
        fault, count = FAULTS[name]
        began = time.monotonic()
        with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
            try:
                bad = fault(Path(folder), count)
            except PermissionError as error:
                print(f"{name:15} skipped: {error}")
                continue
        failed += bool(bad)
        print(f"{name:15} {count:5}  {'ok' if not bad else 'FAILED'}  {time.monotonic() - began:.0f} s")
        for line in bad[:10]:
            print("   ", line)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
