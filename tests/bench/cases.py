"""What is measured of the program: each function gives rows. The order of keys is that of the contract.

Enter opens the selected article, Space turns the page, `q` goes back to the list, `j` one row down,
`G` to the end, `b` a page back.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt

from reader import paths
from tests.bench import indexed, material
from tests.bench import walk as bare_walk
from tests.bench.measure import PYTHON, SIZE, alternate, app, command, key, launch, median, reader, run, to_the_end
from tests.bench.table import Row
from tests.terminal import Terminal

LABEL = "the-label-is-there"
PAGE = 500  # characters in the frame of a page; a status line alone has fewer
KB, MB = 1000, 1_000_000
BARE = """
import os, sqlite3, sys
table = sqlite3.connect(sys.argv[2])
table.execute("PRAGMA journal_mode = WAL")
table.execute("PRAGMA synchronous = NORMAL")
tokens = "unicode61 remove_diacritics 2"
table.execute(f"CREATE VIRTUAL TABLE text USING fts5 (title, about, body, content='', tokenize='{tokens}')")
rows = []
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            rows.append((name, "", file.read()))
        if len(rows) == 500:
            with table:
                table.executemany("INSERT INTO text (title, about, body) VALUES (?, ?, ?)", rows)
            rows.clear()
with table:
    table.executemany("INSERT INTO text (title, about, body) VALUES (?, ?, ?)", rows)
"""


class Scale(NamedTuple):
    """How much of everything: the sizes of the targets, or small ones to see that it all works."""

    sizes: tuple[tuple[str, int], ...]
    huge: int
    articles: int
    times: int


FULL = Scale((("10 KB", 10 * KB), ("1 MB", MB), ("10 MB", 10 * MB)), 10 * MB, 100_000, 7)
QUICK = Scale((("10 KB", 10 * KB), ("100 KB", 100 * KB)), MB, 2000, 3)


def launching(scale: Scale, home: Path) -> Iterator[Row]:
    """From the command to the first screen, against a Textual app with one label."""
    how = f"least of {scale.times}"

    def row(name: str, argv: Sequence[str], word: str, target: float | None) -> Row:
        taken, base = alternate(
            scale.times, lambda: launch(argv, word, home), lambda: launch(app("label"), LABEL, home)
        )
        return Row(f"launch: {name}", taken, base, target, against="a bare Textual app", how=how)

    yield row("the imports alone", app("label", "--import", "reader.cli.start", "reader.tui.app"), LABEL, None)
    yield row("the list of seeds", reader(paths.seeds_dir()), "Tour of", 1.5)
    for name, size in scale.sizes:
        file = next(iter(sorted(material.documents(size, 2).iterdir())))
        yield row(f"first article of {name}", reader(file), material.first_word(0), 1.8)
    folder = material.library(scale.articles)
    indexed.give(folder, home)
    yield row(f"a list of {scale.articles:,}, indexed", reader(folder), "Article number", 1.5)


@contextmanager
def repaint(home: Path) -> Iterator[Callable[[], float]]:
    """A program that is ready to show other lines, and a function that has it do so: seconds from key to frame."""
    with Terminal(app("strips"), SIZE, home=home) as terminal:
        terminal.wait("harbour")
        for _ in range(5):
            key(terminal, "space", PAGE)
        yield lambda: key(terminal, "space", PAGE)


def parse_4k() -> float:
    """Seconds that markdown-it-py takes for 4 KB of the same text."""
    text = material.prose(40 * KB, 0)[:4096]
    parser = MarkdownIt("gfm-like2")
    start = time.perf_counter()
    parser.parse(text)
    return time.perf_counter() - start


def opening(scale: Scale, home: Path) -> Iterator[Row]:
    """From Enter in the list to the new article on the screen, each article for the first time."""
    for _ in range(5):
        parse_4k()
    with repaint(home) as again:
        for name, size in scale.sizes:
            count = 5 if size < MB * 5 else 3
            folder = material.documents(size, count)
            indexed.give(folder, home)
            taken, base = [], []
            with Terminal(reader(folder), SIZE, home=home) as terminal:
                terminal.wait("Document")
                terminal.settle(0.6, 120)
                for _ in range(count):
                    base += [again() + parse_4k() for _ in range(5)]
                    taken.append(key(terminal, "enter", "Firstword"))
                    terminal.settle(0.4, 120)
                    terminal.press("q").gone("Firstword")
                    terminal.press("j").settle(0.3)
            how = f"median of {count}"
            yield Row(
                f"Enter to the article of {name}", median(taken), median(base), 2, "s", "repaint + parse 4 KB", how
            )


def paging(scale: Scale, home: Path) -> Iterator[Row]:
    """From Space to the next page, anywhere in a huge document and in a long list; from j to the next row."""
    name, size = max(scale.sizes, key=lambda pair: pair[1])
    file = next(iter(sorted(material.documents(size, 3 if size >= 5 * MB else 5).iterdir())))
    times = 30

    with repaint(home) as again:

        def row(what: str, terminal: Terminal, press: str, mark: int = PAGE, count: int = times) -> Row:
            taken, base = alternate(count, lambda: key(terminal, press, mark), again, of=median)
            return Row(what, taken, base, 1.5, against="repaint", how=f"median of {count}")

        with Terminal(reader(file), SIZE, home=home) as terminal:
            terminal.wait(material.first_word(0))
            yield row(f"page down in {name}, while it is parsed", terminal, "space", count=10)
            terminal.settle(0.6, 300)
            yield row(f"page down in {name}", terminal, "space")
            end = to_the_end(terminal, "G", material.last_word(0), 120)
            terminal.settle(0.6, 120)
            yield row(f"page up from the end of {name}", terminal, "b")
            yield Row(f"to the end of {name}", end, again(), None, against="repaint")
        folder = material.library(scale.articles)
        indexed.give(folder, home)
        with Terminal(reader(folder), SIZE, home=home) as terminal:
            terminal.wait("Article number")
            terminal.settle(0.8, 300)
            yield row(f"page down in a list of {scale.articles:,}", terminal, "space")
            yield row(f"next row in a list of {scale.articles:,}", terminal, "j", 100)


def memory(scale: Scale, home: Path) -> Iterator[Row]:
    """Peak memory over an empty app, after a document was read to its end."""
    with Terminal(app("label"), SIZE, home=home) as terminal:
        terminal.wait(LABEL)
        empty = terminal.peak_memory()
    for plain, shape, target in ((True, "ASCII prose", 6.0), (False, "all kinds of blocks", 15.0)):
        file = next(iter(sorted(material.documents(scale.huge, 1, plain=plain).iterdir())))
        size = file.stat().st_size
        with Terminal(reader(file), SIZE, home=home) as terminal:
            terminal.wait(material.first_word(0))
            to_the_end(terminal, "G", material.last_word(0), 300)
            terminal.settle(1.0, 300)
            used = terminal.peak_memory() - empty
        yield Row(f"memory for {size / MB:.0f} MB of {shape}", used / MB, size / MB, target, "MB", "its size")


def commands(scale: Scale, home: Path) -> Iterator[Row]:
    """Commands of the shell against the start of Python."""
    folder = material.library(100)
    run(reader("--library", folder, "index"), home)
    times = scale.times * 2
    for words in (["list"], ["list", "--json"], ["bookmarks"], ["search", "harbour"], ["paths"]):
        taken, base = alternate(
            times,
            lambda words=words: run(command("--library", folder, *words), home),
            lambda: run([PYTHON, "-c", "pass"], home),
        )
        name = f"reader {' '.join(words)}, 100 articles"
        yield Row(name, taken, base, 6, against="python -c pass", how=f"least of {times}")


def scanning(scale: Scale, home: Path) -> Iterator[Row]:
    """The look for changes in an unchanged library, each without the start of its program; the first index."""
    folder = material.library(scale.articles)
    first = indexed.give(folder, home)
    indexed.give(material.library(1), small := home / "small")
    again, empty, walk, nothing = alternate(
        3,
        lambda: run(reader("--library", folder, "list", "no such article"), home, status=1),
        lambda: run(reader("--library", material.library(1), "list", "no such article"), small, status=1),
        lambda: run([PYTHON, bare_walk.__file__, str(folder)], home),
        lambda: run([PYTHON, "-c", "import os"], home),
    )
    bare = max(walk - nothing, 1e-4)
    name = f"look for changes in {scale.articles:,}"
    yield Row(name, max(again - empty, 0), bare, 2, against="scandir and stat", how="least of 3")
    table = home / "bare.db"
    plain = run([PYTHON, "-c", BARE, str(folder), str(table)], home)
    yield Row(f"first index of {scale.articles:,}", first, plain, 3, against="the same texts into a bare FTS5 table")


CASES = {
    "launch": launching,
    "open": opening,
    "page": paging,
    "memory": memory,
    "commands": commands,
    "scan": scanning,
}
