"""The folders a library is made of. A file that was named stands for its folder with only that file in it.

Here is what is done to paths of bytes: a name on the disk need not be text, and pathlib takes no bytes.
"""

# ruff: noqa: PTH100, PTH113, PTH116, PTH118

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple


class Root(NamedTuple):
    """A folder, absolute, and the only file names that count in it (None: all below it)."""

    path: bytes
    names: frozenset[bytes] | None = None

    def relative(self, path: bytes) -> bytes | None:
        """`path` relative to this folder, or None when it does not lie below it; lexical."""
        prefix = self.path if self.path.endswith(b"/") else self.path + b"/"
        return path[len(prefix) :] if path.startswith(prefix) and len(path) > len(prefix) else None

    def joined(self, relative: bytes) -> bytes:
        """The absolute path of what lies at `relative`."""
        return os.path.join(self.path, relative)

    def status(self, relative: bytes) -> os.stat_result:
        """What the file system says of it; a link is followed, because a file that was named may be one."""
        return os.stat(self.joined(relative))


def absolute(path: Path | bytes) -> bytes:
    """The path from the file system's root with `.` and `..` resolved by their names only; links stay."""
    return os.path.abspath(os.fsencode(path))


def above(path: bytes) -> tuple[Root, bytes]:
    """The folder of `path`, and its name in it."""
    folder, name = os.path.split(path)
    return Root(folder), name


def roots_of(named: Iterable[Path]) -> tuple[Root, ...]:
    """The roots for what the user named, in that order: none twice, and none that lies within another."""
    folders: list[bytes] = []
    files: dict[bytes, set[bytes]] = {}
    order: list[bytes] = []
    for path in named:
        whole = absolute(path)
        folder = whole
        if os.path.isfile(whole):
            folder, name = os.path.split(whole)
            files.setdefault(folder, set()).add(name)
        else:
            folders.append(whole)
        if folder not in order:
            order.append(folder)
    whole_roots = [Root(folder) for folder in folders]
    found = []
    for folder in order:
        inside = any(other.relative(folder) is not None for other in whole_roots)
        if inside:
            continue
        found.append(Root(folder) if folder in folders else Root(folder, frozenset(files[folder])))
    return tuple(found)
