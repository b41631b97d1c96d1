"""The index of the real program: killed at work, filled by several at once, and while the folder changes under it."""

import json
import os
from pathlib import Path

import pytest

from tests import indexes
from tests.e2e.program import records, shell, start


@pytest.mark.parametrize(
    "fault, count",
    [(indexes.kills, 3), (indexes.instances, 1), (indexes.damages, 3)],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_the_index_is_whole_after(fault: indexes.Fault, count: int, tmp_path: Path) -> None:
    assert fault(tmp_path, count) == []


def test_what_a_search_finds_after_a_kill_is_all_there_is(tmp_path: Path) -> None:
    library, home = tmp_path / "library", tmp_path / "home"
    indexes.fill(library)
    process = indexes.start(library, home)
    indexes.until(process, home, indexes.ARTICLES + 10)
    process.kill()
    process.communicate()
    found = records(home, "--library", library, "search", "burns", "--limit", "1000")
    assert sorted(hit["path"] for hit in found) == sorted(str(path) for path in library.iterdir())


def test_files_change_under_the_running_program(tmp_path: Path) -> None:
    library, home = tmp_path / "library", tmp_path / "home"
    indexes.fill(library, 3)
    os.utime(library / "lamp-0.md", (4e8, 4e8))
    with start(home, library) as program:
        program.wait("Lamp 2")
        program.press("s")  # what is first is starred
        (library / "fresh.md").write_text("# Newcomer\n\nA freshword.\n")
        program.wait("Newcomer")
        (library / "lamp-0.md").write_text("# Otherwise called\n\nAnother text.\n")
        program.wait("Otherwise called")
        starred = next(library / row["path"] for row in records(home, "list") if row["starred"])
        starred.rename(library / "elsewhere.md")
        (library / "fresh.md").unlink()
        program.gone("Newcomer")
        program.press("q")
        assert program.exit_status() == 0
    (kept,) = records(home, "list", "is:starred")
    assert Path(kept["path"]).name == "elsewhere.md"
    assert shell(home, "--library", library, "search", "freshword").returncode == 1
    assert json.loads(shell(home, "search", '"another text"', "--json").stdout)["title"] == "Otherwise called"


def test_a_moved_folder_keeps_what_was_said_of_its_articles(tmp_path: Path) -> None:
    library, home = tmp_path / "library", tmp_path / "home"
    indexes.fill(library / "one" / "deep", 60)
    for number in (3, 50):
        added = shell(
            home,
            "--library",
            library,
            "bookmarks",
            "add",
            library / "one" / "deep" / f"lamp-{number}.md",
            "--quote",
            f"The lamp of article {number} burns",
        )
        assert added.returncode == 0, added.stderr
    before = {Path(row["path"]).name: row["id"] for row in records(home, "--library", library, "list")}
    (library / "one").rename(library / "two")
    after = {Path(row["path"]).name: row["id"] for row in records(home, "--library", library, "list")}
    assert after == before
    marks = records(home, "--library", library, "bookmarks")
    assert {(Path(mark["path"]).parent.parent.name, mark["status"]) for mark in marks} == {("two", "exact")}
