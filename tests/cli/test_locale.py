"""Terminals that do not take UTF-8: everything on the screen is in signs they have, and data is not harmed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ran
from tests.e2e.program import start

TEXT = """---
title: “Zeichen” – 中文
---

A dash — and café, 中文字, ‘single’ quotes…

- one
- [x] done

> a quote

| a | é |
|---|---|
| 中 | b |

---

A [link](gone.md) and a note[^1].

[^1]: Words → more.
"""
C = {"LC_ALL": "C"}
STRICT = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "signs.md").write_text(TEXT, encoding="utf-8")
    return tmp_path / "texts"


@pytest.mark.parametrize("locale", [C, STRICT], ids=["C", "strict"])
def test_the_whole_program_in_a_terminal_of_ascii(tmp_path: Path, folder: Path, locale: dict[str, str]) -> None:
    with start(tmp_path / "home", folder, env=locale) as terminal:
        terminal.wait("> ")
        terminal.wait('"Zeichen" - ????')
        terminal.press("enter").wait("A dash - and caf?, ??????, 'single' quotes~")
        assert {"* one", "x done", "| a quote", "?? | b", "---+--"} <= set(map(str.strip, terminal.lines()))
        terminal.press("m").wait('Bookmarked "')
        terminal.press("?").wait("Moves, the same everywhere")
        terminal.press("esc").gone("Moves, the same everywhere")
        terminal.press("S").wait("words")
        terminal.press("esc", "B").wait("x deletes")
        terminal.press("esc", "Q")
        assert terminal.exit_status() == 0
        assert terminal.raw.isascii()
        assert b"\\u" not in terminal.raw


@pytest.mark.parametrize("term", ["xterm-256color", "linux"])
def test_without_a_locale_terminals_take_utf8(tmp_path: Path, folder: Path, term: str) -> None:
    with start(tmp_path / "home", folder, env={"LC_ALL": "", "TERM": term}) as terminal:
        terminal.wait("中文")
        shown = terminal.text()
        assert ("“Zeichen” – 中文" in shown) == (term != "linux")
        terminal.press("Q")
        assert terminal.exit_status() == 0


def test_a_terminal_of_latin_1_is_written_to_in_latin_1(tmp_path: Path, folder: Path) -> None:
    with start(tmp_path / "home", folder / "signs.md", env={"LC_ALL": "de_DE.ISO-8859-1"}) as terminal:
        terminal.wait("A dash - and caf")
        terminal.press("Q")
        assert terminal.exit_status() == 0
        assert {byte for byte in terminal.raw if byte > 0x7F} == {0xE9}


@pytest.mark.parametrize("locale", [C, STRICT], ids=["C", "strict"])
def test_a_page_goes_by_the_locale_into_a_pipe_too(
    program: Callable[..., Ran], folder: Path, locale: dict[str, str]
) -> None:
    ran = program("show", str(folder / "signs.md"), "--width", "40", **locale)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.isascii()
    assert "\\u" not in ran.out
    lines = ran.out.splitlines()
    assert {'"Zeichen" - ????', "* one", "x done", "| a quote", "?? | b"} <= set(lines)


def test_names_and_titles_in_a_pipe_are_exact_where_it_takes_them(program: Callable[..., Ran], folder: Path) -> None:
    assert "“Zeichen” – 中文" in program("list", "--library", str(folder), **C).out
    strict = program("list", "--library", str(folder), **STRICT)
    assert '"Zeichen" - ????' in strict.out
    assert "\\u" not in strict.out
    for locale in (C, STRICT):
        ran = program("list", "--json", "--library", str(folder), **locale)
        assert json.loads(ran.out)["title"] == "“Zeichen” – 中文"


@pytest.mark.parametrize("form", ["md", "json"])
def test_an_export_is_exact_in_any_locale(program: Callable[..., Ran], folder: Path, form: str) -> None:
    program("bookmarks", "add", str(folder / "signs.md"), "--quote", "café, 中文字")
    expected = program("bookmarks", "export", "--format", form).out
    assert "中文字" in expected
    assert program("bookmarks", "export", "--format", form, **STRICT).out == expected


def test_a_message_fits_standard_error(program: Callable[..., Ran], folder: Path) -> None:
    ran = program("show", str(folder / "fort—gé.md"), **STRICT)
    assert ran.status == 1
    assert ran.err.isascii()
    assert "fort-g?.md" in ran.err
