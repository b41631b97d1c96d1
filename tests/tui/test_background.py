"""Work in threads: where its result comes back, and when."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from textual.geometry import Region
from textual.strip import Strip

from reader.errors import ReaderError, UnreadableError
from reader.reading import Launch
from reader.tui import main
from reader.tui.background import Background
from reader.tui.sheet import Sheet
from tests.tui.desk import Desk, articles

LONG = 30.0  # seconds that nothing here takes


class Loop:
    """Keeps what it is to call."""

    def __init__(self) -> None:
        self.calls: list[Callable[[], object]] = []
        self.came = threading.Event()

    def call_later(self, callback: Callable[..., object], *args: object) -> bool:
        self.calls.append(partial(callback, *args))
        self.came.set()
        return True

    def run(self) -> None:
        assert self.came.wait(LONG)
        for call in self.calls:
            call()


@pytest.fixture
def loop() -> Loop:
    return Loop()


@pytest.fixture
def background(loop: Loop) -> Iterator[Background]:
    background = Background(loop)
    yield background
    assert background.close()


def test_a_result_comes_by_the_loop(background: Background, loop: Loop) -> None:
    results: list[int] = []
    background.read(lambda: 3, results.append, _raised)
    assert loop.came.wait(LONG) and not results
    loop.run()
    assert results == [3]


def test_who_is_patient_has_the_result_at_once(background: Background, loop: Loop) -> None:
    results: list[int] = []
    background.read(lambda: 3, results.append, _raised, LONG)
    assert results == [3] and not loop.calls


def test_patience_ends_and_the_result_comes_by_the_loop(background: Background, loop: Loop) -> None:
    results, go = list[bool](), threading.Event()
    background.read(lambda: go.wait(LONG), results.append, _raised, 0.001)
    assert not results
    go.set()
    loop.run()
    assert results == [True]


@pytest.mark.parametrize("patience", [0.0, LONG])
def test_an_error_comes_the_same_way(background: Background, loop: Loop, patience: float) -> None:
    def work() -> int:
        raise UnreadableError("gone")

    errors: list[ReaderError] = []
    background.read(work, lambda _: None, errors.append, patience)
    if not patience:
        loop.run()
    assert [str(error) for error in errors] == ["gone"]


def _raised(error: ReaderError) -> None:
    raise AssertionError(error)


async def test_the_first_screen_has_the_article_that_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles = list[str]()
    render = Sheet.render_lines

    def rendered(page: Sheet, crop: Region) -> list[Strip]:
        titles.append(str(page.document.meta.title) if page.document is not None else "")
        return render(page, crop)

    monkeypatch.setattr(main, "PATIENCE", LONG)
    monkeypatch.setattr(Sheet, "render_lines", rendered)
    folder = tmp_path / "library"
    async with Desk(tmp_path, articles(), launch=Launch((folder,), folder / "wall.md")):
        assert set(titles) == {"The harbour wall"}
