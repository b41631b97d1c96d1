"""Keys in a list while a large library is scanned and indexed behind it, in the program on a terminal.

By the clock, because that is what a person waits for: a machine that is busy with something else shows in it.
"""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import app, key, launch, reader
from tests.bench.table import Row
from tests.terminal import Terminal, WaitError

SIZE = (80, 24)
LABEL = "the-label-is-there"
MOVED = 40  # characters in a frame in which the cursor went on
KEYS = 100
PATIENCE = 30.0  # seconds that keys are pressed at most
GRANTED = 0.1


def scanned(folder: Path, home: Path, count: str) -> Iterator[Row]:
    """The first start of all: the time to the list, and keys while the folder is read."""
    bare = launch(app("label"), LABEL, home)
    (home / "first").mkdir()
    with Terminal(reader(folder), SIZE, home=home / "first") as terminal:
        since = terminal.started
        terminal.wait("min", 60)
        yield Row(f"first list of {count}", time.perf_counter() - since, bare, None, against="a bare Textual app")
        yield from _keys(terminal, f"a key while {count} are read")
    shutil.rmtree(home / "first")


def indexed(folder: Path, home: Path, count: str) -> Iterator[Row]:
    """Keys while the texts are indexed."""
    put(home / "heads.db", home / "second")
    with Terminal(reader(folder), SIZE, home=home / "second") as terminal:
        terminal.wait("min", 60)
        yield from _keys(terminal, f"a key while {count} are indexed")
    shutil.rmtree(home / "second")


def put(index: Path, home: Path) -> None:
    """Give a home this index."""
    target = home / "cache" / "reader"
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy(index, target / "index.db")


def _keys(terminal: Terminal, name: str) -> Iterator[Row]:
    pause = random.Random(1)
    taken: list[float] = []
    until = time.perf_counter() + PATIENCE
    while len(taken) < KEYS and time.perf_counter() < until:
        time.sleep(pause.random() * 0.1)
        try:
            taken.append(key(terminal, "j", MOVED, 5))
        except WaitError:
            taken.append(5.0)
    taken.sort()
    for share in (0.5, 0.99, 1):
        at = min(int(len(taken) * share), len(taken) - 1)
        target = 1 if share > 0.5 else None
        label = f"{name}: {f'p{share * 100:.0f}' if share < 1 else 'most'}"
        yield Row(label, taken[at], GRANTED, target, against="what is granted", how=f"{len(taken)} keys, clock")
