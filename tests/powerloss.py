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


def crash(events: list[Event], at: int, random_: random.Random) -> tuple[dict[str, bytes], list[str]]:
    """The files after a power loss before event `at`, and what was said by then."""
    names: dict[str, Inode] = {}  # as the program sees them
    durable: dict[str, Inode] = {}  # as the disk has them
    changes: list[tuple[str, Inode | None]] = []  # of names, since their folder was synced
    said = b""
    for event in events[:at]:
        inode = names.get(event.path)
        if event.kind == "say":
            said += event.data
        elif event.kind == "create" and inode is None:
            names[event.path] = Inode()
            changes.append((event.path, names[event.path]))
        elif event.kind in {"write", "truncate"} and inode is not None:
            inode.pending.append(event)
        elif event.kind == "sync" and inode is not None:
            inode.synced, inode.pending = inode.after(None), []
        elif event.kind == "sync":
            inside = [change for change in changes if change[0].rpartition("/")[0] == event.path]
            changes = [change for change in changes if change not in inside]
            _apply(durable, inside)
        elif event.kind == "unlink" and inode is not None:
            del names[event.path]
            changes.append((event.path, None))
        elif event.kind in {"link", "rename"} and inode is not None:
            names[event.data.decode()] = inode
            changes.append((event.data.decode(), inode))
            if event.kind == "rename":
                del names[event.path]
                changes.append((event.path, None))
    _apply(durable, changes[: random_.randrange(len(changes) + 1)])
    return {path: inode.after(random_) for path, inode in durable.items()}, said.decode().split()


def _apply(durable: dict[str, Inode], changes: list[tuple[str, Inode | None]]) -> None:
    for path, inode in changes:
        if inode is None:
            durable.pop(path, None)
        else:
            durable[path] = inode


def lost(folder: Path, kind: str, writes: int, crashes: int, seed: int = 1) -> int:
    """In how many of `crashes` something that was said to be kept was lost, or the program could not start."""
    random_ = random.Random(seed)
    events = record(folder, kind, writes)
    again = folder.with_name(folder.name + ".again")
    bad = 0
    for _ in range(crashes):
        at = random_.randrange(len(events) + 1)
        files, said = crash(events, at, random_)
        shutil.rmtree(again, ignore_errors=True)
        again.mkdir()
        for path, content in files.items():
            place = again / Path(path).relative_to(folder)
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(content)
        try:
            userdata = UserData.open(again / "state.db")
            there = {mark.id for mark in userdata.marks()}
            whole = userdata.rows("PRAGMA integrity_check") == [("ok",)] and userdata.notice is None
            userdata.close()
        except ReaderError:
            there, whole = set(), False
        bad += not (whole and there.issuperset(said))
    shutil.rmtree(again, ignore_errors=True)
    return bad


def available() -> bool:
    """Whether strace is here and may trace."""
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-o", "/dev/null", "true"], check=False, capture_output=True).returncode == 0
