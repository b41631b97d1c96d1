"""The first start asks the terminal for its background: what is typed meanwhile and what it says late."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.e2e.program import READER, shell
from tests.terminal import Terminal

WHITE = b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62;22c"


class Slow(Terminal):
    """Says what it was asked for when the test says so; types `early` at the moment it is asked."""

    early = b""
    asked = False

    def _answer(self, query: re.Match[bytes]) -> None:
        if query["device"] is not None:
            self.asked = True
            os.write(self._master, self.early)
        elif query["colour"] is None:
            super()._answer(query)


class Typing(Slow):
    early = b"jj" + WHITE[:12] + WHITE[12:]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    (tmp_path / "home").mkdir()
    for number in range(5):
        (folder / f"{number}.md").write_text(f"# Article {number}\n\nWords of {number}.\n")
    return folder


@pytest.mark.parametrize("parts", [[WHITE], [WHITE[:3], WHITE[3:14], WHITE[14:30], WHITE[30:]]])
def test_a_late_answer_is_not_typed_into_the_program(tmp_path: Path, library: Path, parts: list[bytes]) -> None:
    with Slow([*READER, str(library)], (80, 24), home=tmp_path / "home") as terminal:
        terminal.wait("1 of 5")
        assert terminal.asked
        before = terminal.settle()
        for part in parts:
            terminal.send(part)
        assert terminal.settle() == before
        terminal.press("j").wait("2 of 5")


def test_keys_that_are_typed_while_it_loads_act(tmp_path: Path, library: Path) -> None:
    assert shell(tmp_path / "home", "list", "--library", library).returncode == 0  # so that there are rows at once
    with Typing([*READER, str(library)], (80, 24), home=tmp_path / "home") as terminal:
        terminal.wait("3 of 5")
        terminal.press("q")
        assert terminal.exit_status() == 0
    with Typing([*READER, str(library)], (80, 24), home=tmp_path / "home") as again:
        again.wait("1 of 5")
        again.settle()
        assert not again.asked, "it is asked once"
