"""Watching: what is noticed and what is not, and that it rests the longer the longer a look takes."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.library import Library, ListQuery, watch
from reader.library.root import Root
from reader.library.watch import REST, SHARE, SOON, Watch

OLD = 1_600_000_000


def old(path: Path) -> None:
    os.utime(path, (OLD, OLD))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library that nobody touched lately."""
    for name in ("one.md", "below/two.md", "below/deep/three.md"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
        old(file)
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "empty", tmp_path / "below/deep", tmp_path / "below", tmp_path):
        old(path)
    return tmp_path


def watching(*roots: Root) -> Watch:
    """Looks at everything each time: the clock stands still."""
    return Watch(roots, clock=lambda: 0.0)


def root(folder: Path) -> Root:
    return Root(os.fsencode(folder))


def test_nothing_is_noticed_where_nothing_happens(folder: Path) -> None:
    watched = watching(root(folder))
    assert [watched.changed() for _ in range(3)] == [False] * 3


def replace(folder: Path) -> None:
    (folder / "new").write_text("another text")
    (folder / "new").replace(folder / "one.md")


def in_place(folder: Path) -> None:
    with (folder / "below/deep/three.md").open("a") as file:
        file.write("more")
    old(folder / "below/deep/three.md")  # the size tells it too


CHANGES: dict[str, Callable[[Path], object]] = {
    "new": lambda folder: (folder / "below/new.md").write_text("x"),
    "new in a folder without articles": lambda folder: (folder / "empty/new.md").write_text("x"),
    "gone": lambda folder: (folder / "below/deep/three.md").unlink(),
    "renamed": lambda folder: (folder / "one.md").rename(folder / "uno.md"),
    "moved": lambda folder: (folder / "one.md").rename(folder / "below/one.md"),
    "replaced": replace,
    "written in place": in_place,
    "touched": lambda folder: os.utime(folder / "one.md"),
    "a folder gone": lambda folder: (folder / "below").rename(folder.parent / "elsewhere"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_changes_is_noticed_once(folder: Path, name: str) -> None:
    watched = watching(root(folder))
    watched.changed()
    CHANGES[name](folder)
    assert watched.changed()
    assert not watched.changed()


@pytest.mark.parametrize("name", [".hidden.md", "picture.png", ".git/HEAD.md"])
def test_what_is_no_article_is_not_noticed(folder: Path, name: str) -> None:
    watched = watching(root(folder))
    watched.changed()
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("x")
    assert not watched.changed()


def test_what_came_between_the_scan_and_the_first_look_is_noticed(folder: Path) -> None:
    watched = watching(root(folder))
    (folder / "new.md").write_text("x")
    assert watched.changed()


def test_a_folder_that_goes_and_comes_back_is_noticed(folder: Path) -> None:
    watched = watching(root(folder))
    watched.changed()
    away = folder.parent / f"{folder.name}-away"
    folder.rename(away)
    assert watched.changed() and not watched.changed()
    away.rename(folder)
    assert watched.changed() and not watched.changed()


def test_of_a_file_that_was_named_only_that_file_is_noticed(folder: Path) -> None:
    watched = watching(Root(os.fsencode(folder), frozenset({b"one.md"})))
    assert not watched.changed()
    (folder / "other.md").write_text("x")
    assert not watched.changed()
    (folder / "one.md").write_text("x")
    assert watched.changed()
    (folder / "one.md").unlink()
    assert watched.changed() and not watched.changed()


def test_it_rests_the_longer_the_longer_a_look_takes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    walked = 0
    real = watch.walk

    def slow(path: bytes) -> object:
        nonlocal now, walked
        now += 1.0
        walked += 1
        yield from real(path)

    monkeypatch.setattr(watch, "walk", slow)
    watched = Watch((root(folder),), clock=lambda: now)
    watched.changed()
    now += 1
    (folder / "new.md").write_text("x")
    assert not watched.changed() and walked == 1, "at work a sixth of the time at most, whatever comes"
    assert watched.rest == REST, "the folders alone are asked meanwhile"
    now += SOON
    assert watched.changed() and walked == 2
    with (folder / "one.md").open("a") as file:
        file.write("more")
    now += SOON + 1
    assert not watched.changed() and walked == 2, "and less when no name comes or goes"
    now += SHARE
    assert watched.changed() and walked == 3


def test_an_index_that_was_deleted_is_noticed(folder: Path, open_library: Callable[..., Library]) -> None:
    library = open_library(folder)
    library.scan()
    old(folder)  # the index came into it
    watched = library.watch()
    assert not watched.changed()
    library._index.path.unlink()
    assert watched.changed() and library.scan().total == 3 and library.count(ListQuery()) == 3
    watched.changed()  # the new one is another: once more, and then no more
    assert not watched.changed()


def test_it_can_be_broken_off_and_misses_nothing_by_it(folder: Path) -> None:
    watched = watching(root(folder))
    watched.changed()
    (folder / "new.md").write_text("x")
    assert not watched.changed(lambda: True)
    assert watched.changed()
