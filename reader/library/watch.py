"""Notices that articles came, went or changed, by looking at the folders now and then. Opens no file.

A poll and not notifications of the system: these are not there for network folders, and need a
watch for each folder. What it costs is bounded by how long it rests after a look, however many files
there are and however slow the disk. What exactly changed is the scan's affair.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence

from reader.library.root import Root
from reader.library.walk import Stat, Unreadable, walk

REST = 2.0  # seconds between two looks, at least
SHARE = 30  # times as long as a look took is rested after it,
SOON = 5  # or only so many when a name came or went meanwhile
_SLACK_NS = 2_000_000_000  # file systems keep times as coarse as that
_MASK = (1 << 64) - 1


def _always() -> bool:
    return False


def _nowhere() -> int:
    return 0


class Watch:
    """The folders of one library, since this was made. Used by one thread at a time.

    A folder that an article came into, or left, is noticed at the next look; a text that was written over
    in its place when all files are looked at, which takes longer and is done less often. So is an index whose
    file is another one: `index` gives its inode, 0 for none. Somebody deleted it, and the new one is empty.
    """

    def __init__(
        self,
        roots: Sequence[Root],
        clock: Callable[[], float] = time.monotonic,
        index: Callable[[], int] = _nowhere,
    ) -> None:
        self._roots = roots
        self._clock = clock
        self._index = index
        self._indexed = index()
        self._since = time.time_ns() - _SLACK_NS
        self._seen: int | None = None  # what all files look like together
        self._folders: dict[bytes, int] = {}  # mtime
        self._stirred = True  # a name came or went since all files were looked at
        self._due = self._soon = 0.0
        self.rest = REST

    def changed(self, stop: Callable[[], bool] = _always) -> bool:
        """Whether articles may have come, gone or changed since the last look, or since this was made.

        From any thread; takes as long as a walk, and is broken off by `stop`. `rest` says how many
        seconds to wait before the next. Never raises: a folder that can't be read looks otherwise.
        """
        indexed, self._indexed = self._indexed, self._index()
        return self._has_changed(stop) or self._indexed != indexed

    def _has_changed(self, stop: Callable[[], bool]) -> bool:
        began = self._clock()
        self._ask_folders(stop)
        now = self._clock()
        self.rest = max(REST, SHARE * (now - began))
        if now < (self._soon if self._stirred else self._due):
            return False
        changed = self._look(stop)
        took = self._clock() - now
        self._soon, self._due = now + (1 + SOON) * took, now + (1 + SHARE) * took
        return changed

    def _ask_folders(self, stop: Callable[[], bool]) -> None:
        """Note whether a name came into a folder with articles or left it; asks one time a folder."""
        for folder, before in self._folders.items():
            if stop():
                return
            now = _mtime(folder)
            if now != before:
                self._folders[folder] = now
                self._stirred = True

    def _look(self, stop: Callable[[], bool]) -> bool:
        self._stirred = False
        seen = newest = 0
        folders: set[bytes] = set()
        for root in self._roots:
            for item in _files(root):
                if stop():
                    self._stirred = True
                    return False
                seen += hash((root.path, item))  # a sum, because a walk has no order
                if not isinstance(item, Unreadable):
                    newest = max(newest, item[2])
                    folders |= _above(root, item[0], folders)
            folders.add(root.path)
        for folder in folders.difference(self._folders):
            self._folders[folder] = _mtime(folder)
        for folder in self._folders.keys() - folders:
            del self._folders[folder]
        seen &= _MASK
        before, self._seen = self._seen, seen
        if before is None:
            # nothing to compare with yet: what was touched since the watch began may be news
            return max(newest, *self._folders.values()) >= self._since if self._folders else False
        return self._seen != before


def _files(root: Root) -> Iterator[Stat | Unreadable]:
    if root.names is None:
        yield from walk(root.path)
        return
    for name in root.names:
        try:
            status = os.stat(root.joined(name))  # noqa: PTH116 - bytes; a file that was named may be a link
            yield name, status.st_size, status.st_mtime_ns, status.st_ino
        except OSError:
            yield Unreadable(name, "", False)


def _above(root: Root, path: bytes, known: set[bytes]) -> set[bytes]:
    """The folders that a file lies in, as far as they are not known."""
    found = set()
    folder, _, _ = path.rpartition(b"/")
    while folder and (whole := root.joined(folder)) not in known:
        found.add(whole)
        folder, _, _ = folder.rpartition(b"/")
    return found


def _mtime(folder: bytes) -> int:
    try:
        return os.stat(folder).st_mtime_ns  # noqa: PTH116 - bytes, and asked often
    except OSError:
        return -1
