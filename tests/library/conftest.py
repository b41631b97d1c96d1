from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.library import Library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "library"
    made.mkdir()
    return made


@pytest.fixture
def open_library(tmp_path: Path) -> Iterator[Callable[..., Library]]:
    opened: list[Library] = []

    def make(*roots: Path, index: str = "cache/index.db") -> Library:
        library = Library(roots, tmp_path / index)
        opened.append(library)
        return library

    yield make
    for library in opened:
        library.close()
