"""How tests start the real program in a real terminal, and what its shell commands print."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyte
from wcwidth import wcwidth

from tests.terminal import Terminal, environment

READER = [sys.executable, "-m", "reader"]


class Screen(pyte.Screen):
    """A screen that can also be read where a wide character was half overwritten: pyte's own raises there."""

    @property
    def display(self) -> list[str]:
        return ["".join(self._row(y)) for y in range(self.lines)]

    def _row(self, y: int) -> Iterator[str]:
        wide = False
        for x in range(self.columns):
            data = self.buffer[y][x].data
            if data or not wide:
                yield data or " "
            wide = bool(data) and wcwidth(data[0]) == 2


def start(home: Path, *arguments: str | Path, size: tuple[int, int] = (80, 24), **options: Any) -> Terminal:
    """The program in a terminal, with a home that outlives it."""
    home.mkdir(parents=True, exist_ok=True)
    terminal = Terminal([*READER, *map(str, arguments)], size, home=home, **options)
    terminal._screen.__class__ = Screen  # no state of its own
    return terminal


def shell(home: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The program as a command, without a terminal."""
    return subprocess.run(
        [*READER, *map(str, arguments)],
        env=environment(home),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def records(home: Path, *arguments: str | Path) -> list[dict[str, Any]]:
    """What a command prints with `--json`."""
    done = shell(home, *arguments, "--json")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]
