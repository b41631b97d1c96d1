"""A small library and a home of its own, and commands run in this process or as a program."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from reader.cli import main
from tests.terminal import environment


class Ran(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    for name, value in environment(folder).items():
        monkeypatch.setenv(name, value)
    for name in ("READER_LIBRARY", "NO_COLOR", "READER_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "clippings"
    (folder / "below").mkdir(parents=True)
    (folder / "wall.md").write_text(
        "---\ntitle: How the wall was paid for\nauthor: Jane Doe\ndate: 2021-02-01\ntags: [sea, money]\n"
        "source: https://example.org/wall\n---\n\n# How the wall was paid for\n\n"
        "A wall in the sea is never finished. It is a subscription.\n\n## Oak and boulders\n\n"
        "The coast there is all wrong for a port, see [the light](below/light.md#lamp) and ![a map](map.png).\n"
        "It is *never finished* either: [gone](gone.md), [web](https://example.com/x), [copy](https://example.org/light),"
        " [up](#oak-and-boulders).\n"
    )
    (folder / "below" / "light.md").write_text(
        "# The light\n\nBy [Eilidh Grant](#)\n\nMarch 09, 2021\n\nA flame needs fuel.\n\n## Lamp\n\nTrim the wick.\n\n"
        "Original url:\n\n<https://example.org/light>\n"
    )
    (folder / "notes.txt").write_text("Nothing but *text*.\n")
    (folder / ".hidden.md").write_text("# Hidden\n")
    return folder


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Runs a command in this process."""

    def call(*argv: str | os.PathLike[str]) -> Ran:
        capsys.readouterr()
        status = main([os.fspath(word) for word in argv])
        out, err = capsys.readouterr()
        return Ran(status, out, err)

    return call


@pytest.fixture
def program(home: Path) -> Callable[..., Ran]:
    """Runs `python -m reader` as a program of its own, with no terminal."""

    def call(*argv: str | os.PathLike[str], **more: str) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "reader", *argv],
            env={**environment(home), **more},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return call
