"""A library of 100,000 articles of the usual length: its first index, keys meanwhile, searching, looking again.

`python -m tests.bench library`. Work of the library is measured in this process or in one of its own and in
seconds of the processor; what a person waits for, as the first index, by the clock. The articles are removed after it.
"""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from reader.library import Library, ListQuery
from reader.library.matching import expression
from reader.library.query import parse
from reader.library.schema import TOKENIZE
from tests.bench import busy
from tests.bench.articles import articles
from tests.bench.cases import Scale, repaint
from tests.bench.measure import PYTHON, SIZE, alternate, key, median, reader
from tests.bench.table import Row, Skipped
from tests.bench.walk import walk
from tests.terminal import Terminal, environment

SCREEN = 12  # hits that a terminal of 24 lines asks for while one types
PAGE = 500  # characters in the frame of a page
QUERIES = (
    "harbour", "community", "open source", "rust compiler", "node version", "docker linux", "license", "maintainer",
    "python", "install", "error message", "security release", "terminal", "function", "translation", "pull request",
)  # fmt: skip
# The first index in a process of its own, for its memory: times of the processor and by the clock, peak in KB;
# what the process beside it takes counts.
FIRST = """
import json, resource, shutil, sys, time
from pathlib import Path
from reader.library import Library, worker
index, folder, heads = (Path(name) for name in sys.argv[1:])
opened = Library([folder], index)
peak = lambda pid="self": int(Path(f"/proc/{pid}/status").read_text().partition("VmHWM:")[2].split()[0])
workers, close = [0], worker.Worker.close
worker.Worker.close = lambda self: (workers.append(peak(self.process.pid)), close(self))
beside = lambda: resource.getrusage(resource.RUSAGE_CHILDREN)
processor = lambda: time.process_time() + beside().ru_utime + beside().ru_stime
empty, spent = peak(), []
for work in ("scan", "index_texts"):
    cpu, clock = processor(), time.perf_counter()
    getattr(opened, work)()
    spent.append((processor() - cpu, time.perf_counter() - clock))
    if work == "scan":
        opened.close()
        shutil.copy(index, heads)
        opened = Library([folder], index)
print(json.dumps([*spent, (peak() - empty + max(workers)) * 1024]))
"""


def library(scale: Scale, home: Path) -> Iterator[Row | Skipped]:
    """All rows, in the order in which a person meets what they measure."""
    folder = articles(scale.articles)
    try:
        yield from _rows(scale, home, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _rows(scale: Scale, home: Path, folder: Path) -> Iterator[Row | Skipped]:
    count = f"{scale.articles:,} articles"
    yield from busy.scanned(folder, home, count)
    bare = _bare(home / "bare.db", folder)
    (home / "bare.db").unlink()
    heads, texts, memory = _first_index(home, folder)
    against, (processor, clock) = "bare FTS5 insert", map(sum, zip(heads, texts, strict=True))
    for name, spent, target in (
        (f"heads of {count}", heads[1], None), (f"texts of {count}", texts[1], None),
        (f"first index of {count}", clock, 3),
    ):  # fmt: skip
        yield Row(name, spent, bare[1], target, against=against, how="clock")
    yield Row("processor for all of it, both processes", processor, bare[0], None, against=against)
    rate, most = scale.articles / clock, scale.articles / bare[1]
    yield Row("articles a second, all of it", rate, most, None, "/s", against=against)
    size = sum(file.stat().st_size for file in folder.rglob("*.md"))
    yield Row("memory of the first index", memory / 1e6, 100, 1, "MB", "what is granted")
    yield Row("size of the index", (home / "index.db").stat().st_size / 1e6, size / 1e6, None, "MB", "the files")
    yield from busy.indexed(folder, home, count)
    opened = Library([folder], home / "index.db")
    yield from _again(opened, folder)
    yield from _lists(opened)
    yield from _searches(opened, home / "index.db", folder)
    opened.close()
    yield from _pages(scale, home, folder)


def _first_index(home: Path, folder: Path) -> tuple[tuple[float, float], tuple[float, float], float]:
    """Processor and clock for the heads, for the texts; bytes of memory. Leaves the index, and one of heads only."""
    argv = [PYTHON, "-c", FIRST, str(home / "index.db"), str(folder), str(home / "heads.db")]
    done = subprocess.run(argv, env=environment(home), capture_output=True, text=True, check=True)
    heads, texts, memory = json.loads(done.stdout)
    return tuple(heads), tuple(texts), memory


def _again(opened: Library, folder: Path) -> Iterator[Row]:
    """A start when nothing changed, and when one file did."""
    bare, again = alternate(5, lambda: _timed(lambda: walk(str(folder))), lambda: _timed(opened.scan), of=median)
    yield Row("nothing changed: the whole look", again, bare, 2, against="scandir and stat")
    changed = next(folder.rglob("*.md"))
    changed.write_text(changed.read_text(encoding="utf-8") + "\nOne line more.\n", encoding="utf-8")
    took = _timed(opened.scan) + _timed(opened.index_texts)
    yield Row("one file changed: look and index", took, again, None, against="none changed")


def _lists(opened: Library) -> Iterator[Row]:
    everything = opened.ids(ListQuery())
    listing = median([_timed(lambda: opened.ids(ListQuery())) for _ in range(5)])
    for name, work in {
        "first screen of a list": lambda: opened.rows(opened.ids(ListQuery(), 40)),
        "40 rows anywhere in it": lambda: opened.rows(random.sample(everything, 40)),
        "first screen of a list by folder": lambda: opened.rows(opened.ids(ListQuery(group="folder"), 40)),
        "counts of all views": opened.view_counts,
        "tags with their numbers": lambda: opened.facets("tag"),
        "a list narrowed by a tag": lambda: opened.ids(ListQuery("tag:sea"), 200),
    }.items():
        yield Row(name, median([_timed(work) for _ in range(5)]), listing, None, against="ids of the whole list")


def _pages(scale: Scale, home: Path, folder: Path) -> Iterator[Row]:
    """Page after page of the list in the program itself."""
    busy.put(home / "index.db", home)
    with repaint(home) as again, Terminal(reader(folder), SIZE, home=home) as terminal:
        terminal.wait("min", 60)
        terminal.settle(1.0, 300)
        pages, base = [], []
        for _ in range(10 * scale.times):
            pages.append(key(terminal, "space", PAGE))
            base.append(again())
        yield Row("page down in the list", median(pages), median(base), 1.5, against="repaint", how="median")


def _searches(opened: Library, index: Path, folder: Path) -> Iterator[Row | Skipped]:
    table = sqlite3.connect(index)
    table.execute("PRAGMA cache_size = -16384")  # as much as the library has
    typed = [query[:end] for query in QUERIES for end in range(3, len(query) + 1) if query[end - 1] != " "]
    ours: list[float] = []
    screen: list[float] = []
    bare: list[float] = []
    sql = "SELECT rowid FROM fulltext WHERE fulltext MATCH ? ORDER BY rank LIMIT 50"
    for text in typed:
        match = expression(parse(text, live=True))
        table.execute(sql, (match,)).fetchall()  # all three from memory
        bare.append(_timed(lambda match=match: table.execute(sql, (match,)).fetchall()))
        screen.append(_timed(lambda text=text: opened.search(text, SCREEN, live=True)))
        ours.append(_timed(lambda text=text: opened.search(text, 50, live=True)))
    table.close()
    for hits, times in ((SCREEN, screen), (50, ours)):
        for share in (0.5, 0.95):
            name = f"search as typed, {hits} hits: p{share * 100:.0f} of {len(typed)}"
            yield Row(name, _at(times, share), _at(bare, share), 2, against="MATCH … ORDER BY rank LIMIT 50")
    if not shutil.which("rg"):
        yield Skipped("search against rg", "rg is not installed")
        return
    wall = time.perf_counter
    for word in ("harbour", "community"):
        argv = ["rg", "-il", word, str(folder)]
        search = median([_timed(lambda word=word: opened.search(word), wall) for _ in range(5)])
        slow = median([_timed(lambda argv=argv: _quietly(argv), wall) for _ in range(3)])
        yield Row(f"search for `{word}`", search, slow, 0.1, against="rg", how="clock")


def _quietly(argv: Sequence[str]) -> None:
    subprocess.run(argv, stdout=subprocess.DEVNULL, check=False)


def _bare(path: Path, folder: Path) -> tuple[float, float]:
    """Processor and clock for the same texts into a table with the same options in one transaction.

    To read them does not count.
    """
    table = sqlite3.connect(path)
    table.execute("PRAGMA journal_mode = WAL")
    table.execute("PRAGMA synchronous = NORMAL")
    table.execute(f"CREATE VIRTUAL TABLE text USING fts5 (body, content='', tokenize=\"{TOKENIZE}\")")
    files = sorted(folder.rglob("*.md"))
    clocks = (time.process_time, time.perf_counter)
    spent = [0.0, 0.0]
    with table:
        for at in range(0, len(files), 500):
            texts = [(file.read_text(encoding="utf-8"),) for file in files[at : at + 500]]
            began = [clock() for clock in clocks]
            table.executemany("INSERT INTO text (body) VALUES (?)", texts)
            spent = [before + clock() - start for before, clock, start in zip(spent, clocks, began, strict=True)]
        began = [clock() for clock in clocks]
    table.close()
    processor, clock = (before + clock() - start for before, clock, start in zip(spent, clocks, began, strict=True))
    return processor, clock


def _timed(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Seconds of the processor: what else the machine does at the time does not count."""
    began = clock()
    work()
    return clock() - began


def _at(values: list[float], share: float) -> float:
    return sorted(values)[int(len(values) * share)]
