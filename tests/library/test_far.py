"""Folders that are slow or deep: what was read is shown, a stop is heard, and nothing is out of reach in silence."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.library import Library, ListQuery, source
from tests.library.steps import write

Open = Callable[..., Library]


def test_of_a_slow_folder_the_list_shows_what_was_read_and_a_stop_is_heard_at_the_next_file(
    folder: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        write(folder / f"{number}.md", f"# {number}\n", 1_000_000_000 * (number + 1))
    library = open_library(folder)
    clock, shown = [0.0], []
    real = source.read_at

    def slow(*arguments: Any) -> source.Bytes:
        clock[0] += 0.2
        return real(*arguments)

    monkeypatch.setattr("reader.library.heads.read_at", slow)
    monkeypatch.setattr("reader.library.heads.time.monotonic", lambda: clock[0])
    library.scan(lambda step: shown.append((step.done, library.count(ListQuery()))), lambda: clock[0] > 4)
    assert shown == [(number, number) for number in range(3, 20, 3)]
    assert clock[0] < 4.3, "no file is opened behind the stop"


def test_a_deep_tree_is_read_to_its_ground(folder: Path, open_library: Open) -> None:
    handle = os.open(folder, os.O_RDONLY)
    for number in range(600):
        os.mkdir("deep", dir_fd=handle)
        below = os.open("deep", os.O_RDONLY, dir_fd=handle)
        os.close(handle)
        handle = below
        if number % 200 == 199:
            os.close(os.open(f"{number}.md", os.O_CREAT | os.O_WRONLY, dir_fd=handle))
    os.close(handle)
    library = open_library(folder)
    report = library.scan()
    assert (report.total, report.unreadable) == (3, ())
    assert library.index_texts() == 3
    lowest = max(library.rows(library.ids(ListQuery())), key=lambda article: len(article.path.parts))
    assert lowest.path.name == "599.md" and library.read(lowest.path).whole
    # what lies below it may be too long a path to name: that is said, and ends nothing
    long = folder / "x" / ("y" * 250)
    long.mkdir(parents=True)
    handle = os.open(long, os.O_RDONLY)
    for _ in range(17):
        os.mkdir("z" * 250, dir_fd=handle)
        below = os.open("z" * 250, os.O_RDONLY, dir_fd=handle)
        os.close(handle)
        handle = below
    os.close(handle)
    report = library.scan()
    assert report.total == 3 and [reason for _, reason in report.unreadable] == ["its name is too long"]
