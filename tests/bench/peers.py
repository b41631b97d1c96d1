"""Other programs on the same 1 MB: frogmouth, hike and Textual's MarkdownViewer, each in an environment of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench import material
from tests.bench.cases import Scale
from tests.bench.measure import SIZE, app, launch, reader, to_the_end
from tests.bench.table import Row, Skipped
from tests.terminal import Terminal, WaitError

PATIENCE = 45  # seconds for a first screen or the end: over a hundred times what the reader may take
AT_LEAST = 0.001  # what the reader takes above its empty launch is not below what can be measured


def install(name: str) -> Path | str:
    """The command of a program in its own environment, or why it can't be had."""
    folder = material.folder().parent / "peers" / name
    command = folder / "bin" / name
    if command.exists():
        return command
    try:
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, capture_output=True, timeout=120)
        pip = [str(folder / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", name]
        subprocess.run(pip, check=True, capture_output=True, text=True, timeout=300)
    except subprocess.TimeoutExpired:
        return "pip did not end in time"
    except subprocess.CalledProcessError as error:
        lines = (str(error.stderr) or "").strip().splitlines()
        return lines[-1][:100] if lines else "pip failed"
    return command if command.exists() else "it has no such command"


def above_empty(argv: list[str], small: Path, large: Path, home: Path, times: int) -> float:
    """Seconds to the first screen of `large` above that of `small`, the words being those of the text."""
    word = material.first_word(0)
    empty = min(launch([*argv, str(small)], word, home, PATIENCE) for _ in range(times))
    try:
        full = min(launch([*argv, str(large)], word, home, PATIENCE) for _ in range(times))
    except WaitError:
        full = PATIENCE  # it takes longer: the ratio is smaller than what is said
    return max(full - empty, AT_LEAST)


def end_of(argv: list[str], key: str, large: Path, home: Path) -> float:
    """Seconds from the first screen of `large` to its last words on the screen."""
    with Terminal([*argv, str(large)], SIZE, home=home) as terminal:
        terminal.wait(material.first_word(0), PATIENCE)
        try:
            return max(to_the_end(terminal, key, material.last_word(0), PATIENCE), AT_LEAST)
        except WaitError:
            return PATIENCE  # as above


def peers(scale: Scale, home: Path) -> Iterator[Row | Skipped]:
    """The first screen of 1 MB above each program's empty launch, and the way to its end.

    What another program takes longer for than PATIENCE is given up and counted as that.
    """
    size = 1_000_000 if scale.articles > 10_000 else 50_000
    small, large = (next(iter(sorted(material.documents(n, 1).iterdir()))) for n in (200, size))
    label = "1 MB" if size == 1_000_000 else "50 KB"
    ours = above_empty(reader(), small, large, home, scale.times)
    end = end_of(reader(), "G", large, home)
    others: list[tuple[str, list[str] | str, float, str]] = [("MarkdownViewer", app("viewer"), 0.01, "")]
    for name, target, key in (("frogmouth", 0.01, ""), ("hike", 1.0, "end")):
        found = install(name)
        others.append((name, [str(found)] if isinstance(found, Path) else found, target, key))
    for name, argv, target, key in others:
        if isinstance(argv, str):
            yield Skipped(f"{label}: {name}", argv)
            continue
        try:
            theirs = above_empty(argv, small, large, home, 1)
            yield Row(f"{label}: first screen", ours, theirs, target, against=name)
            if key:
                yield Row(f"{label}: to the end", end, end_of(argv, key, large, home), 0.01, against=name)
        except WaitError as error:
            yield Skipped(f"{label}: {name}", str(error).splitlines()[0][:100])
