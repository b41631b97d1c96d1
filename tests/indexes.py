"""The index of a library when the programs that fill it are killed, or are several: `tests.faults` runs it in full.

Each function returns what went wrong as lines; an empty list is what was promised.
"""

from __future__ import annotations

import contextlib
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.terminal import environment

Fault = Callable[[Path, int], list[str]]
ARTICLES = 300
_SHORT = "The lamp of article {0} burns. Nightwatch{0} keeps it, and all the others keep theirs.\n\n"


def fill(folder: Path, count: int = ARTICLES) -> None:
    """A library of articles in which one word is in all, and one in each alone."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        text = f"# Lamp {number}\n\n" + _SHORT.format(number) * 40
        (folder / f"lamp-{number}.md").write_text(text)


def start(folder: Path, home: Path) -> subprocess.Popen[str]:
    """`reader index` of this library in a home of its own."""
    home.mkdir(parents=True, exist_ok=True)
    argv = [sys.executable, "-m", "reader", "--library", str(folder), "index"]
    return subprocess.Popen(argv, env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def kills(folder: Path, count: int) -> list[str]:
    """SIGKILL while heads are read or texts indexed; the next start goes on, and nothing is there twice or missing."""
    random_ = random.Random(1)
    library, home = folder / "library", folder / "home"
    fill(library)
    bad = []
    met = 0
    for number in range(count):
        process = start(library, home)
        # at a share of the work that is still to be done, of either kind
        done, wanted = sum(_progress(home)), random_.randint(1, 2 * ARTICLES)
        met += until(process, home, min(done + wanted, 2 * ARTICLES))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        heads, texts = _progress(home)
        if heads + texts < done:
            bad.append(f"kill {number}: {heads} heads and {texts} texts, there were {done} of both")
        if heads + texts == 2 * ARTICLES or number == count - 1:
            bad += [f"kill {number}: {line}" for line in _ended(start(library, home)) + wrong(home)]
            _forget(home)
    return bad if met else [*bad, "no kill met a program at work"]


def instances(folder: Path, count: int) -> list[str]:
    """Three programs index the same new library at once: none is refused, and together they do it once."""
    library, home = folder / "library", folder / "home"
    fill(library)
    bad = []
    for number in range(count):
        running = [start(library, home) for _ in range(3)]
        bad += [f"run {number}: {line}" for process in running for line in _ended(process)]
        bad += [f"run {number}: {line}" for line in wrong(home)]
        _forget(home)
    return bad


def damages(folder: Path, count: int) -> list[str]:
    """The index is damaged in any way between two starts: it is made anew or mended without a word."""
    random_ = random.Random(1)
    library, home = folder / "library", folder / "home"
    fill(library, 40)
    bad = _ended(start(library, home))
    good = _index(home).read_bytes()
    for number in range(count):
        raw = bytearray(good)
        at = random_.randrange(len(raw))
        kind = random_.randrange(4)
        if kind == 0:
            raw[at : at + 4096] = random_.randbytes(min(4096, len(raw) - at))
        elif kind == 1:
            del raw[at:]
        elif kind == 2:
            raw = bytearray(random_.randbytes(random_.choice([0, 1, 100, 5000])))
        else:
            raw[0:100] = random_.randbytes(100)
        _forget(home)
        _index(home).write_bytes(raw)
        process = start(library, home)
        _, errors = process.communicate(timeout=120)
        if process.returncode or errors:
            bad.append(f"damage {number}: {process.returncode} {errors.strip()[:200]}")
    return bad


def until(process: subprocess.Popen[str], home: Path, done: int) -> bool:
    """Waits until so many heads and texts are in the index; False when the program ended before."""
    while process.poll() is None and sum(_progress(home)) < done:
        time.sleep(0.002)
    return process.poll() is None


def wrong(home: Path, count: int = ARTICLES) -> list[str]:
    """What is twice or missing in the index of a library that `fill` made."""
    table = sqlite3.connect(_index(home))
    bad = [f"integrity: {row[0]}" for row in table.execute("PRAGMA integrity_check").fetchall() if row[0] != "ok"]
    paths = Counter(path for (path,) in table.execute("SELECT path FROM article"))
    if len(paths) != count or max(paths.values()) > 1:
        bad.append(f"{len(paths)} articles, the most frequent {max(paths.values(), default=0)} times")
    for name, sql in {
        "are not indexed": "SELECT count(*) FROM article WHERE NOT indexed",
        "have no text": "SELECT count(*) FROM article WHERE row NOT IN (SELECT row FROM text)",
        "texts have no article": "SELECT count(*) FROM text WHERE row NOT IN (SELECT row FROM article)",
        "have no details": "SELECT count(*) FROM article WHERE row NOT IN (SELECT row FROM detail)",
    }.items():
        if number := table.execute(sql).fetchall()[0][0]:
            bad.append(f"{number} {name}")
    # of a text that was put in twice the words count twice, also where only one article has it
    words = dict(table.execute("SELECT term, cnt FROM vocabulary WHERE term GLOB 'nightwatch*'").fetchall())
    twice = [word for word, number in words.items() if number != 40]
    if len(words) != count or twice:
        bad.append(f"{len(words)} words of one article each, {len(twice)} of them another number of times than written")
    table.close()
    return bad


def _index(home: Path) -> Path:
    return home / "cache" / "reader" / "index.db"


def _progress(home: Path) -> tuple[int, int]:
    """How many heads, and how many texts, are in the index by now."""
    try:
        table = sqlite3.connect(f"{_index(home).as_uri()}?mode=ro", uri=True, timeout=5)
    except sqlite3.Error:
        return 0, 0
    with contextlib.closing(table), contextlib.suppress(sqlite3.Error):
        found = table.execute("SELECT count(*), count(*) FILTER (WHERE indexed) FROM article").fetchall()[0]
        return int(found[0]), int(found[1])
    return 0, 0


def _ended(process: subprocess.Popen[str]) -> list[str]:
    _, errors = process.communicate(timeout=120)
    return [f"exit {process.returncode}: {errors.strip()[:200]}"] if process.returncode or errors else []


def _forget(home: Path) -> None:
    for file in _index(home).parent.glob("index.db*"):
        file.unlink()
