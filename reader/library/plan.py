"""What a walk means for the index: which files are new, changed, unchanged or gone. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

from reader.library.walk import Entry, Stat, Unreadable

PIECE = 5000  # files that are sorted at once

# What the index knows of a file: path, size, mtime_ns, inode (as an Entry), row. Plain tuples, because a
# library has 100,000 and the garbage collector leaves these alone.
Known = tuple[bytes, int, int, int, int]


class Plan(NamedTuple):
    """What a walk means for the index: files to read, those unchanged, and the rows without a file."""

    fresh: list[Stat]
    changed: list[tuple[int, Entry]]
    gone: dict[bytes, Known]
    unreadable: list[Unreadable]


def plan(known: dict[bytes, Known], found: Iterable[Stat | Unreadable]) -> Plan:
    """Compares a walk with the index; pure, and the same whatever the order of the walk. `known` is used up."""
    fresh: list[Stat] = []
    changed: list[tuple[int, Entry]] = []
    unreadable: list[Unreadable] = []
    take = known.pop
    for item in found:
        before = take(item[0], None)
        if before is not None and before[:4] == item:
            continue  # nearly all of them: asked first
        if isinstance(item, Unreadable):
            unreadable.append(item)
            if before is not None:
                known[item[0]] = before
        elif before is None:
            fresh.append(item)
        else:
            changed.append((before[4], Entry(*item)))
    kept = [entry.path for entry in unreadable if entry.folder]
    if b"" in kept:
        known.clear()  # the root itself can't be entered: an unmounted disk is no deletion
    for path in list(known) if kept else ():
        if any(path.startswith(folder + b"/") for folder in kept):
            del known[path]
    return Plan(_newest_first(fresh), sorted(changed, key=itemgetter(1)), known, sorted(unreadable))


def _newest_first(entries: Sequence[Stat]) -> list[Stat]:
    """In pieces that are merged: while 100,000 are sorted at once no other thread gets its turn, for 0.1 seconds."""
    dated = [(-entry[2], entry) for entry in entries]
    if len(dated) <= PIECE:
        return [entry for _, entry in sorted(dated)]
    import heapq  # late: only a large library needs it

    pieces = [sorted(dated[at : at + PIECE]) for at in range(0, len(dated), PIECE)]
    return [entry for _, entry in heapq.merge(*pieces)]
