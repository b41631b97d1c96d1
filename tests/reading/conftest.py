from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.reading import Outside, Session

WALL = """---
title: The harbour wall
url: https://example.org/wall?utm_source=x
---

# The harbour wall

It was paid for by the town, in the end, and by [the railway](railway.md#money) that needed it.
Nobody had the money; everybody had a plan.

## Money

The council met on Tuesdays, when the fish had been sold and the hall had been swept of scales.

## Stones

The stones came by sea from the north, four ships in a week when the weather held, and [more](https://example.org/s).
"""
RAILWAY = """# The railway

It needed a wall. See [the wall](https://www.example.org/wall) and [nothing](gone.md).

## Money

Two hundred thousand, and it was not enough.
"""


class Recorder:
    def __init__(self) -> None:
        self.started: list[Outside] = []

    def __call__(self, program: Outside) -> None:
        self.started.append(program)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "wall.md").write_text(WALL)
    (folder / "railway.md").write_text(RAILWAY)
    return folder


@pytest.fixture
def session(folder: Path, tmp_path: Path) -> Iterator[Session]:
    opened = Session.of([folder], tmp_path / "cache" / "index.db", tmp_path / "data" / "state.db")
    opened.launcher = Recorder()
    opened.scan()
    yield opened
    opened.close()
