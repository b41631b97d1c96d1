"""Power losses, replayed: what a writer wrote and synced is recorded by strace, then thrown away at random.

A file keeps what was synced, and of what was written since a random part, the last of it torn. A name
that was made or removed since its folder was synced is there or not, in order. What was said to be
kept before the loss must be there afterwards.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from reader.errors import ReaderError
from reader.userdata import UserData

_CALL = re.compile(r"^\d+\s+(\w+)\((.*)\)\s+=\s+(-?\d+)")
_HEX = re.compile(r"\\x([0-9a-f]{2})")
_CALLS = "openat,write,pwrite64,fsync,fdatasync,unlink,rename,ftruncate,link"


class Event(NamedTuple):
    kind: str  # write, truncate, sync, create, unlink, link, rename, say
    path: str
    data: bytes = b""
    offset: int = 0


def _raw(text: str) -> bytes:
    return bytes.fromhex("".join(_HEX.findall(text)))


def record(folder: Path, kind: str, count: int) -> list[Event]:
    """What a writer of `count` marks did below `folder`."""
    trace = folder.with_name(folder.name + ".trace")
    subprocess.run(
        ["strace", "-f", "-y", "-xx", "-s", "1000000", "-e", f"trace={_CALLS}", "-o", str(trace),
         sys.executable, "-m", "tests.writer", kind, str(folder / "state.db"), str(count)],
        check=True, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1],
    )  # fmt: skip
    events = [event for line in trace.read_text().splitlines() for event in _events(line, str(folder))]
    trace.unlink()
    return events


def _events(line: str, folder: str) -> list[Event]:
    found = _CALL.match(line)
    if found is None or int(found[3]) < 0:
        return []
    name, arguments = found[1], found[2]
    handle = re.match(r"(\d+)<([^>]*)>", arguments)
    path = _raw(handle[2]).decode() if handle else ""
    if name in {"write", "pwrite64"}:
        data = _raw(re.search(r'"([^"]*)"', arguments)[1])[: int(found[3])]  # type: ignore[index]
        if handle and handle[1] == "1":
            return [Event("say", "", data)]
        if not path.startswith(folder):
            return []
        # SQLite always writes at an offset; the program itself writes files once, from the beginning
        offset = int(arguments.rsplit(",", 1)[1]) if name == "pwrite64" else 0
        return [Event("write", path, data, offset)]
    if name in {"fsync", "fdatasync"}:
        return [Event("sync", path)] if path.startswith(folder) else []
    if name == "ftruncate":
        return [Event("truncate", path, b"", int(arguments.rsplit(",", 1)[1]))] if path.startswith(folder) else []
    paths = [_raw(text).decode() for text in re.findall(r'"([^"]*)"', arguments)]
    if not paths or not paths[0].startswith(folder):
        return []
    if name == "openat":
        return [Event("create", paths[0])] if "O_CREAT" in arguments else []
    if name in {"link", "rename"}:
        return [Event(name, paths[0], paths[1].encode())]
    return [Event(name, paths[0])]


class Inode:
    """A file: what is synced, and the writes since."""

    def __init__(self) -> None:
        self.synced = b""
        self.pending: list[Event] = []

    def after(self, random_: random.Random | None) -> bytes:
        """The content after a loss, or without one (None)."""
        kept = self.pending
        if random_ is not None and kept:
            kept = kept[: random_.randrange(len(kept) + 1)]
            if random_.random() < 0.5:  # the disk may have reordered them
                kept = [event for event in kept if random_.random() < 0.7]
            if kept and kept[-1].kind == "write" and random_.random() < 0.3:
                last = kept[-1]
                kept = [*kept[:-1], last._replace(data=last.data[: random_.randrange(len(last.data) + 1)])]
        content = bytearray(self.synced)
        for event in kept:
            if event.kind == "truncate":
                del content[event.offset :]
                content.extend(bytes(event.offset - len(content)))
            else:
                content.extend(bytes(max(0, event.offset - len(content))))
                content[event.offset : event.offset + len(event.data)] = event.data
        return bytes(content)


class Disk:
    """Files as the program sees them and as they would be after a loss of power."""

    def __init__(self) -> None:
        self.said = b""
        self._names: dict[str, Inode] = {}  # as the program sees them
        self._durable: dict[str, Inode] = {}  # as the disk has them
        self._changes: list[tuple[str, Inode | None]] = []  # of names, since their folder was synced

    def apply(self, event: Event) -> None:
        """One thing more happened."""
        inode = self._names.get(event.path)
        if event.kind == "say":
            self.said += event.data
        elif event.kind == "create" and inode is None:
            self._name(event.path, Inode())
        elif event.kind in {"write", "truncate"} and inode is not None:
            inode.pending.append(event)
        elif event.kind == "sync" and inode is not None:
            inode.synced, inode.pending = inode.after(None), []
        elif event.kind == "sync":
            inside = [change for change in self._changes if change[0].rpartition("/")[0] == event.path]
            self._changes = [change for change in self._changes if change not in inside]
            _apply(self._durable, inside)
        elif event.kind == "unlink" and inode is not None:
            self._name(event.path, None)
        elif event.kind in {"link", "rename"} and inode is not None:
            self._name(event.data.decode(), inode)
            if event.kind == "rename":
                self._name(event.path, None)

    def _name(self, path: str, inode: Inode | None) -> None:
        _apply(self._names, [(path, inode)])
        self._changes.append((path, inode))

    def crash(self, random_: random.Random) -> dict[str, bytes]:
        """The files after a loss of power now."""
        durable = dict(self._durable)
        _apply(durable, self._changes[: random_.randrange(len(self._changes) + 1)])
        return {path: inode.after(random_) for path, inode in durable.items()}


def _apply(names: dict[str, Inode], changes: list[tuple[str, Inode | None]]) -> None:
    for path, inode in changes:
        if inode is None:
            names.pop(path, None)
        else:
            names[path] = inode


def lost(folder: Path, kind: str, writes: int, crashes: int, seed: int = 1) -> int:
    """In how many of `crashes` something that was said to be kept was lost, or the program could not start."""
    random_ = random.Random(seed)
    events = record(folder, kind, writes)
    disk = Disk()
    done = bad = 0
    for at in sorted(random_.randrange(len(events) + 1) for _ in range(crashes)):
        for event in events[done:at]:
            disk.apply(event)
        done = at
        bad += not _survived(folder, disk.crash(random_), disk.said.decode().split())
    return bad


def _survived(folder: Path, files: dict[str, bytes], said: list[str]) -> bool:
    """Whether the program starts on these files, sees nothing wrong, and all that was said is there."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as place:
        for path, content in files.items():
            copy = Path(place) / Path(path).relative_to(folder)
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes(content)
        try:
            userdata = UserData.open(Path(place) / "state.db")
            there = {mark.id for mark in userdata.marks()}
            whole = userdata.rows("PRAGMA integrity_check") == [("ok",)] and userdata.notice is None
            userdata.close()
        except ReaderError:
            return False
        return whole and there.issuperset(said)


def available() -> bool:
    """Whether strace is here and may trace."""
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-o", "/dev/null", "true"], check=False, capture_output=True).returncode == 0


def power_losses(folder: Path, count: int) -> list[str]:
    """Power losses, replayed: nothing is lost; and without synchronous writes the same replay finds losses."""
    if not available():
        raise PermissionError("strace is not here, or may not trace")
    bad = []
    for name in ("marks", "canary"):
        (folder / name).mkdir()
    missing = lost(folder / "marks", "marks", 40, count)
    if missing:
        bad.append(f"{missing} of {count} losses of power lost something")
    caught = lost(folder / "canary", "canary", 40, count)
    if caught < count // 2:
        bad.append(f"the replay is blind: it found only {caught} of {count} losses with synchronous=OFF")
    return bad
