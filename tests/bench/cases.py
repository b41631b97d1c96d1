"""What is measured of the program: each function gives rows. The order of keys is that of the contract.

Enter opens the selected article, Space turns the page, `q` goes back to the list, `j` one row down,
`G` to the end, `b` a page back.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt

from reader import paths
from tests.bench import material
from tests.bench.measure import PYTHON, SIZE, alternate, app, key, launch, median, reader, run, to_the_end
from tests.bench.table import Row
from tests.terminal import Terminal

LABEL = "the-label-is-there"
PAGE = 500  # characters in the frame of a page; a status line alone has fewer
KB, MB = 1000, 1_000_000
WALK = """
import os
def walk(path):
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                walk(entry.path)
            else:
                entry.stat(follow_symlinks=False)
import sys
walk(sys.argv[1])
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

    def bare() -> float:
        return launch(app("label"), LABEL, home)

    imports, base = alternate(
        scale.times, lambda: launch(app("label", "--import", "reader.cli.start", "reader.tui.app"), LABEL, home), bare
    )
    yield Row("launch: the imports alone", imports, base, None, against="a bare Textual app")
    seeds, base = alternate(scale.times, lambda: launch(reader(paths.seeds_dir()), "Tour of", home), bare)
    yield Row("launch: the list of seeds", seeds, base, 1.5, against="a bare Textual app")
    folder = material.library(scale.articles)
    run(reader("--library", folder, "index"), home)
    many, base = alternate(scale.times, lambda: launch(reader(folder), "Article number", home), bare)
    yield Row(f"launch: a list of {scale.articles:,}, indexed", many, base, 1.5, against="a bare Textual app")
    for name, size in scale.sizes:
        file = next(iter(sorted(material.documents(size, 2).iterdir())))
        word = material.first_word(0)
        first, base = alternate(scale.times, lambda file=file, word=word: launch(reader(file), word, home), bare)
        yield Row(f"launch: first article of {name}", first, base, 1.8, against="a bare Textual app")


def repaint(home: Path, times: int = 30) -> float:
    """Seconds from a key to the frame, for lines that are ready."""
    with Terminal(app("strips"), SIZE, home=home) as terminal:
        terminal.wait("harbour")
        return median([key(terminal, "space", PAGE) for _ in range(times)])


def parse_4k() -> float:
    """Seconds that markdown-it-py takes for 4 KB of the same text."""
    text = material.prose(40 * KB, 0)[:4096]
    parser = MarkdownIt("gfm-like2")
    taken = []
    for _ in range(15):
        start = time.perf_counter()
        parser.parse(text)
        taken.append(time.perf_counter() - start)
    return median(taken)


def opening(scale: Scale, home: Path) -> Iterator[Row]:
    """From Enter in the list to the new article on the screen, each article for the first time."""
    reference = repaint(home) + parse_4k()
    for name, size in scale.sizes:
        count = 5 if size < MB * 5 else 3
        folder = material.documents(size, count)
        run(reader("--library", folder, "index"), home)
        taken = []
        with Terminal(reader(folder), SIZE, home=home) as terminal:
            terminal.wait("Document")
            terminal.settle(0.6, 120)
            for _ in range(count):
                taken.append(key(terminal, "enter", "Firstword"))
                terminal.settle(0.4, 300)
                terminal.press("q").gone("Firstword")
                terminal.press("j").settle(0.3)
        yield Row(f"Enter to the article of {name}", median(taken), reference, 2, against="repaint + parse of 4 KB")


def paging(scale: Scale, home: Path) -> Iterator[Row]:
    """From Space to the next page, anywhere in a huge document and in a long list."""
    reference = repaint(home)
    name, size = max(scale.sizes, key=lambda pair: pair[1])
    file = next(iter(sorted(material.documents(size, 3 if size >= 5 * MB else 5).iterdir())))
    with Terminal(reader(file), SIZE, home=home) as terminal:
        terminal.wait(material.first_word(0))
        at_once = [key(terminal, "space", PAGE) for _ in range(10)]
        yield Row(f"page down in {name}, while it is parsed", median(at_once), reference, 1.5, against="repaint")
        terminal.settle(0.6, 300)
        down = [key(terminal, "space", PAGE) for _ in range(30)]
        yield Row(f"page down in {name}", median(down), reference, 1.5, against="repaint")
        end = to_the_end(terminal, "G", material.last_word(0), 120)
        terminal.settle(0.6, 120)
        up = [key(terminal, "b", PAGE) for _ in range(30)]
        yield Row(f"page up from the end of {name}", median(up), reference, 1.5, against="repaint")
        yield Row(f"to the end of {name}", end, reference, None, against="repaint")
    folder = material.library(scale.articles)
    run(reader("--library", folder, "index"), home)
    with Terminal(reader(folder), SIZE, home=home) as terminal:
        terminal.wait("Article number")
        terminal.settle(0.8, 120)
        rows = [key(terminal, "space", PAGE) for _ in range(30)]
        yield Row(f"page down in a list of {scale.articles:,}", median(rows), reference, 1.5, against="repaint")


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
    for words in (["list"], ["list", "--json"], ["bookmarks"], ["paths"]):
        taken, base = alternate(
            scale.times * 2,
            lambda words=words: run(reader("--library", folder, *words), home),
            lambda: run([PYTHON, "-c", "pass"], home),
        )
        yield Row(f"reader {' '.join(words)}, 100 articles", taken, base, 6, against="python -c pass")


def scanning(scale: Scale, home: Path) -> Iterator[Row]:
    """The look for changes in an unchanged library, each without the start of its program."""
    folder = material.library(scale.articles)
    first = run(reader("--library", folder, "index", "--rebuild"), home)
    again, empty, walk, nothing = alternate(
        3,
        lambda: run(reader("--library", folder, "index"), home),
        lambda: run(reader("--library", material.library(1), "index"), home),
        lambda: run([PYTHON, "-c", WALK, str(folder)], home),
        lambda: run([PYTHON, "-c", "import os"], home),
    )
    bare = max(walk - nothing, 1e-4)
    yield Row(f"look for changes in {scale.articles:,}", max(again - empty, 0), bare, 2, against="scandir and stat")
    yield Row(f"first index of {scale.articles:,}", first, bare, None, against="scandir and stat")


CASES = {
    "launch": launching,
    "open": opening,
    "page": paging,
    "memory": memory,
    "commands": commands,
    "scan": scanning,
}
