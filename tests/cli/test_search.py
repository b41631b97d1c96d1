"""`reader search`: what it prints, its status, and that it does not load the TUI."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.cli.progress import line
from reader.library import ScanProgress
from tests.cli.conftest import Ran
from tests.terminal import Terminal

Run = Callable[..., Ran]


def test_lines(library: Path, run: Run) -> None:
    ran = run("search", "--library", library, "never finished")
    assert (ran.status, ran.err) == (0, "")
    title, source, snippet, blank = ran.out.split("\n")[:4]
    assert title == "How the wall was paid for" and source.endswith("clippings/wall.md:11") and blank == ""
    assert snippet.startswith("  A wall in the sea is never finished. It is a subscription.")


def test_json(library: Path, run: Run) -> None:
    ran = run("search", "--library", library, "--json", "flame", "OR", "wall")
    rows = [json.loads(row) for row in ran.out.splitlines()]
    assert [list(row) for row in rows] == [["id", "path", "title", "snippet", "line", "score"]] * 2
    assert {row["title"] for row in rows} == {"How the wall was paid for", "The light"}
    assert all(row["score"] > 0 and row["line"] > 0 for row in rows)
    ran = run("search", "--library", library, "--json", "--limit", "1", "flame OR wall")
    assert len(ran.out.splitlines()) == 1


@pytest.mark.parametrize("query, meant", [("zzzz", ""), ("", ""), ("subscrption", "; did you mean 'subscription'?")])
def test_nothing_found(library: Path, run: Run, query: str, meant: str) -> None:
    ran = run("search", "--library", library, query)
    assert (ran.status, ran.out) == (1, "") and ran.err == f"reader: nothing found for {query!r}{meant}\n"


@pytest.mark.parametrize("query, said", [('"', '" begins a phrase'), ("auther:doe", "no filter “auther:” – author:?")])
def test_what_looks_like_an_operator_and_is_none_is_told(library: Path, run: Run, query: str, said: str) -> None:
    first, last = run("search", "--library", library, query).err.splitlines()
    assert first.startswith(f"reader: {said}") and last.startswith("reader: nothing found for")


@pytest.mark.parametrize("argv", [["search"], ["search", "x", "--limit", "0"], ["search", "x", "--limit", "y"]])
def test_wrong_usage(library: Path, run: Run, argv: list[str]) -> None:
    ran = run(*argv)
    assert ran.status == 2 and ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("before:xyz", "before:xyz is not understood; it is written before:2021 or before:2021-03-09"),
        ("author:", "author: has no value; it is written author:doe"),
        ("zzz -min:ten", "-min:ten is not understood; it is written min:10, min:<10 or min:5-10"),
        ('tag:"" flame', "tag: has no value; it is written tag:sea"),
    ],
)
def test_what_is_not_understood_is_said_and_is_no_error(library: Path, run: Run, query: str, line: str) -> None:
    ran = run("search", "--library", library, query)
    assert ran.err.splitlines()[0] == f"reader: {line}"
    assert ran.status == (0 if "flame" in query else 1)
    assert run("list", "--library", library, query).err.splitlines()[0] == f"reader: {line}"


def test_fields_and_changes(library: Path, run: Run) -> None:
    assert run("search", "--library", library, "author:grant is:unread").out.startswith("The light")
    (library / "notes.txt").write_text("Now about granite.\n")
    assert run("search", "--library", library, "granite").out.startswith("notes\n")
    (library / "notes.txt").unlink()
    assert run("search", "--library", library, "granite").status == 1


def test_index_prepares_the_search(library: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("index", "--library", library).status == 0
    monkeypatch.setattr("reader.library.indexing._write", None)
    assert run("search", "--library", library, "flame").status == 0


def test_hits_stand_out_and_work_is_shown_in_a_terminal(library: Path, home: Path) -> None:
    argv = [sys.executable, "-m", "reader", "search", "--library", str(library), "finished"]
    with Terminal(argv, (100, 24), home=home) as terminal:
        terminal.wait("subscription")
        assert b"never \x1b[7mfinished\x1b[27m" in b"".join(chunk.data for chunk in terminal.chunks)


def test_the_line_of_progress() -> None:
    assert line(ScanProgress("text", 1500, 3000), 2) == (
        "Indexing texts [############............] 1,500 of 3,000 · 750 a second"
    )
    assert line(ScanProgress("walk", 12, 0), 2) == "Looking through the folder: 12"
