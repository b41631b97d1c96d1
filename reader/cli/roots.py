"""Which library and which file a command line means: names become paths, and a choice is made among them.

Looks at the file system only for what a name is. Opens no library.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from reader import paths
from reader.cli.arguments import Word
from reader.errors import UnreadableError

VARIABLE = "READER_LIBRARY"


class Place(NamedTuple):
    """A file or folder that was named, and where in it: after `#`, or the line of a `+LINE`."""

    path: Path
    folder: bool
    fragment: str = ""
    line: int = 0


class Choice(NamedTuple):
    """The roots of the library; `named` when the command line gave them, `notice` for the person."""

    roots: tuple[Path, ...]
    named: bool = False
    fallback: bool = False
    notice: str = ""


def absolute(name: str) -> Path:
    """The path from the file system's root; `.` and `..` resolved by their names, links kept."""
    return Path(os.path.abspath(name))  # noqa: PTH100 - Path.absolute keeps `..`


def place_of(word: Word) -> Place:
    """The file or folder that a word names; a `#` begins a heading unless a file is called so.

    Raises UnreadableError where there is none, and for what is neither.
    """
    kind = _kind(word.text)
    name, fragment = word.text, ""
    if kind is None and "#" in name:
        name, _, fragment = word.text.rpartition("#")
        kind = _kind(name)
    if kind is None:
        raise UnreadableError(f"there is no file or folder {paths.display(word.text)}")
    if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
        raise UnreadableError(f"{paths.display(word.text)} is neither a file nor a folder; `reader -` reads a pipe")
    return Place(absolute(name), stat.S_ISDIR(kind), fragment, word.line)


def _kind(name: str) -> int | None:
    try:
        return os.stat(name).st_mode if name else None  # noqa: PTH116 - a name may be no valid Path
    except (OSError, ValueError):
        return None


def folder_of(name: str, what: str) -> Path:
    """The folder that an option names; raises UnreadableError when it is none."""
    path = absolute(name)
    if not path.is_dir():
        raise UnreadableError(f"{what} is {paths.display(path)}, and there is no such folder")
    return path


def choose(
    option: str | None,
    places: Sequence[Place],
    environment: Mapping[str, str],
    remembered: Callable[[], tuple[Path, ...]],
) -> Choice:
    """The library: `--library` before PATH before READER_LIBRARY before the last one before the seeds.

    `remembered` is only asked when nothing else decides. Raises UnreadableError for a folder that is
    named and not there.
    """
    if option is not None:
        return Choice((folder_of(option, "--library"),), named=True)
    if places:
        return Choice(tuple(dict.fromkeys(place.path for place in places)), named=True)
    if environment.get(VARIABLE):
        return Choice((folder_of(environment[VARIABLE], VARIABLE),))
    last = remembered()
    there = tuple(root for root in last if root.is_dir())
    if there:
        return Choice(there)
    gone = f"{paths.display(last[0])} is gone; these are the articles of the program" if last else ""
    return Choice((paths.seeds_dir(),), fallback=True, notice=gone)
