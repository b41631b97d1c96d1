"""How much memory a long text takes while its words are indexed: a text in pieces, and one copy of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from reader.library import Library

LINES, LENGTH = 130_000, 73
LONG = LINES * (LENGTH + 2)
CODE = """
import sys
from pathlib import Path
from reader.library import Library

def told(name):
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) * 1024

library = Library([Path(sys.argv[1])], Path(sys.argv[2]))
library.scan()
before = told("VmRSS")
library.index_texts()
print(told("VmHWM") - before)
"""


@pytest.fixture
def long(tmp_path: Path) -> Path:
    folder = tmp_path / "folder"
    folder.mkdir()
    # in another order each time, for what is kept of it to be as large as that of other texts
    words = ["harbour", "boats", "keeper", "evening", "home", "counts", "the", "of", "that", "in", "their", "come"]
    order = Random(1)
    lines = (" ".join(order.choices(words, k=14)) for _ in range(LINES))
    text = "".join(f"{line[:LENGTH]:{LENGTH}}\n\n" for line in lines) + "Only here a lighthouse is named.\n"
    (folder / "long.md").write_text(text)
    return folder


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
def test_indexing_a_long_text_holds_it_hardly_more_than_twice(long: Path, tmp_path: Path) -> None:
    argv = [sys.executable, "-c", CODE, str(long), str(tmp_path / "index.db")]
    done = subprocess.run(argv, capture_output=True, text=True, check=True)
    assert int(done.stdout) < 2.9 * LONG  # it was 4.5 times


def test_the_words_of_a_long_text_are_found_and_go_with_it(long: Path, tmp_path: Path) -> None:
    library = Library([long], tmp_path / "index.db")
    library.scan()
    assert library.index_texts() == 1
    assert library.search("keeper lighthouse").total == 1
    assert library.search("keeper -lighthouse").total == 0
    assert library.search("lighthouse").rows[0].line == 2 * LINES + 1
    (long / "long.md").write_text("short now\n")
    library.scan()
    library.index_texts()
    assert library.search("lighthouse").total == 0
    assert library.search("short now").total == 1
    library.close()
