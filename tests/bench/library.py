"""A library of articles of the usual length: its first index, searching as one types, what lists are narrowed by.

`python -m tests.bench library`; in this process, because it is the library that is measured and no start,
and in seconds of the processor.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from reader.library import Library, ListQuery
from reader.library.matching import expression
from reader.library.query import parse
from reader.library.schema import TOKENIZE
from tests.bench import material
from tests.bench.cases import Scale
from tests.bench.measure import median
from tests.bench.table import Row, Skipped
from tests.shared import SHARED

SCREEN = 12  # hits that a terminal of 24 lines asks for while one types
LENGTHS = (3000, 5000, 8000, 8000, 12000, 20000)
QUERIES = (
    "harbour", "community", "open source", "rust compiler", "node version", "docker linux", "license", "maintainer",
    "python", "install", "error message", "security release", "terminal", "function", "translation", "pull request",
)  # fmt: skip


def library(scale: Scale, home: Path) -> Iterator[Row | Skipped]:
    """First index against a bare insert, typed searches against a bare match, views and facets."""
    count = min(scale.articles, 20_000)
    folder = articles(count)
    texts = [file.read_text(encoding="utf-8") for file in sorted(folder.rglob("*.md"))]
    bare = _timed(lambda: _bare(home / "bare.db", texts))
    texts.clear()
    index = home / "index.db"
    opened = Library([folder], index)
    heads = _timed(opened.scan)
    whole = _timed(opened.index_texts)
    yield Row(f"heads of {count:,} articles", heads, bare, None, against="bare FTS5 insert")
    yield Row(f"texts of {count:,} articles", whole, bare, None, against="bare FTS5 insert")
    yield Row(f"first index of {count:,} articles", heads + whole, bare, 3, against="bare FTS5 insert")
    yield from _searches(opened, index, folder)
    for name, work in {
        "counts of all views": opened.view_counts,
        "tags with their numbers": lambda: opened.facets("tag"),
        "a list narrowed by a tag": lambda: opened.ids(ListQuery("tag:sea"), 200),
    }.items():
        listing = median([_timed(lambda: opened.ids(ListQuery())) for _ in range(5)])
        yield Row(name, median([_timed(work) for _ in range(5)]), listing, None, against="ids of the whole list")
    changed = next(folder.rglob("*.md"))
    before = changed.read_text(encoding="utf-8")
    walk = median([_timed(opened.scan) for _ in range(3)])
    try:
        changed.write_text(before + "\nOne line more.\n", encoding="utf-8")
        yield Row(
            "one file changed", _timed(opened.scan) + _timed(opened.index_texts), walk, None, against="none changed"
        )
    finally:
        changed.write_text(before, encoding="utf-8")
    opened.close()


def _searches(opened: Library, index: Path, folder: Path) -> Iterator[Row | Skipped]:
    table = sqlite3.connect(index)
    typed = [query[:end] for query in QUERIES for end in range(3, len(query) + 1) if query[end - 1] != " "]
    ours: list[float] = []
    screen: list[float] = []
    bare: list[float] = []
    sql = "SELECT rowid FROM fulltext WHERE fulltext MATCH ? ORDER BY rank LIMIT 50"
    for text in typed:
        match = expression(parse(text, live=True))
        bare.append(_timed(lambda match=match: table.execute(sql, (match,)).fetchall()))
        ours.append(_timed(lambda text=text: opened.search(text, 50, live=True)))
        screen.append(_timed(lambda text=text: opened.search(text, SCREEN, live=True)))
    table.close()
    for hits, times, target in ((SCREEN, screen, 2), (50, ours, None)):
        for share in (0.5, 0.95):
            name = f"search as typed, {hits} hits: p{share * 100:.0f} of {len(typed)}"
            yield Row(name, _at(times, share), _at(bare, share), target, against="MATCH … ORDER BY rank LIMIT 50")
    if shutil.which("rg"):
        argv = ["rg", "-il", "harbour", str(folder)]
        wall = time.perf_counter
        search = median([_timed(lambda: opened.search("harbour"), wall) for _ in range(5)])
        slow = median(
            [_timed(lambda: subprocess.run(argv, stdout=subprocess.DEVNULL, check=False), wall) for _ in range(3)]
        )
        yield Row("search for one word", search, slow, 0.1, against="rg")
    else:
        yield Skipped("search against rg", "rg is not installed")


def articles(count: int) -> Path:
    """A folder of articles made of paragraphs of real ones where there are any, else of generated ones.

    Each is made of a few documents that lie beside each other, which are of one kind and mostly of one language.
    """
    target = material.folder() / f"texts-{count}"
    if target.is_dir():
        return target
    documents = _documents()
    unfinished = target.with_name(target.name + ".part")
    shutil.rmtree(unfinished, ignore_errors=True)
    for number in range(count):
        source = random.Random(number)
        below = unfinished / f"shelf-{number // 500:03}"
        below.mkdir(parents=True, exist_ok=True)
        at = source.randrange(len(documents))
        near = [paragraph for document in documents[at : at + 5] for paragraph in document]
        (below / f"article-{number:06}.md").write_text(_article(number, source, near), encoding="utf-8")
    unfinished.rename(target)
    return target


def _documents() -> list[list[str]]:
    """The paragraphs of each document that has some."""
    texts = []
    for file in sorted((SHARED / "corpus").rglob("*.md")) if SHARED else []:
        try:
            texts.append(file.read_text(encoding="utf-8"))
        except UnicodeDecodeError:
            continue
    texts = texts or [material.prose(100_000, number) for number in range(20)]
    found = ([part for part in text.split("\n\n") if 40 < len(part) < 3000 and "```" not in part] for text in texts)
    return [paragraphs for paragraphs in found if paragraphs]


def _article(number: int, source: random.Random, paragraphs: list[str]) -> str:
    title = " ".join(source.choice(paragraphs).split()[:5]).replace('"', "")
    parts = [
        f'---\ntitle: "{number} {title}"\nauthor: Writer {number % 97}\ndate: 20{number % 24:02}-03-09\n'
        f"tags: [{source.choice(('sea', 'moon', 'tea'))}, t{number % 40}]\n"
        f"url: https://site{number % 50}.org/{number}\n---"
    ]
    length, wanted = 0, source.choice(LENGTHS)
    while length < wanted:
        parts.append(source.choice(paragraphs))
        length += len(parts[-1])
    return "\n\n".join(parts) + "\n"


def _bare(path: Path, texts: list[str]) -> None:
    """The same texts into a table with the same options, in one transaction."""
    table = sqlite3.connect(path)
    table.execute("PRAGMA journal_mode = WAL")
    table.execute("PRAGMA synchronous = NORMAL")
    table.execute(f"CREATE VIRTUAL TABLE text USING fts5 (body, content='', tokenize=\"{TOKENIZE}\")")
    with table:
        table.executemany("INSERT INTO text (body) VALUES (?)", ((text,) for text in texts))
    table.close()


def _timed(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Seconds of the processor: what else the machine does at the time does not count."""
    began = clock()
    work()
    return clock() - began


def _at(values: list[float], share: float) -> float:
    return sorted(values)[int(len(values) * share)]
