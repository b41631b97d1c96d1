"""Indexes of the libraries that are measured on: each made once in a run, by the program, and copied from then on."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from tests.bench.measure import reader, run

_made: dict[Path, tuple[Path, float]] = {}


def give(folder: Path, home: Path) -> float:
    """Put the index of `folder` into a home; the seconds that making it took."""
    if folder not in _made:
        maker = Path(tempfile.mkdtemp(prefix="reader-bench-index-"))
        _made[folder] = maker, run(reader("--library", folder, "index"), maker)
    maker, seconds = _made[folder]
    target = home / "cache" / "reader"
    target.mkdir(parents=True, exist_ok=True)
    for file in (maker / "cache" / "reader").iterdir():
        shutil.copy(file, target)
    return seconds


def forget() -> None:
    """Remove them."""
    for maker, _ in _made.values():
        shutil.rmtree(maker, ignore_errors=True)
    _made.clear()
