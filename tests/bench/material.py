"""The documents and libraries that are measured on, made once and kept outside the repository."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

from platformdirs import user_cache_dir

VERSION = "2"  # of what is generated; another one is made anew
WORDS = tuple(
    word
    for line in (
        "harbour wall light keeper river stone paper letter morning window table bread glass winter summer boat",
        "the a of and to in that was it for on with as his they at be this from had by not but what all were",
    )
    for word in line.split(" ")
)


def folder() -> Path:
    """Where everything is kept: READER_BENCH_DIR, or a cache folder of its own."""
    root = Path(os.environ.get("READER_BENCH_DIR") or user_cache_dir("reader-bench")) / f"v{VERSION}"
    root.mkdir(parents=True, exist_ok=True)
    return root


def first_word(index: int) -> str:
    """The word that stands at the beginning of a document's text and nowhere else."""
    return f"Firstword{index:03}x"


def last_word(index: int) -> str:
    """The word that stands at the very end."""
    return f"Lastword{index:03}x"


def sentence(source: random.Random) -> str:
    """Six to eighteen words and a full stop."""
    return " ".join(source.choices(WORDS, k=source.randint(6, 18))).capitalize() + "."


def prose(size: int, index: int, *, plain: bool = False) -> str:
    """Markdown of about `size` characters: paragraphs, and unless `plain` all that articles have besides."""
    source = random.Random(f"{size} {index}")
    parts = [f"# Document {index} of {size}", f"{first_word(index)} {sentence(source)}"]
    length = 0
    while length < size - 60:
        kind = 99 if plain else source.randrange(24)
        text = " ".join(sentence(source) for _ in range(source.randint(2, 6)))
        if kind == 0:
            text = "## " + sentence(source)[:-1]
        elif kind == 1:
            text = "\n".join(f"- {sentence(source)}" for _ in range(source.randint(3, 9)))
        elif kind == 2:
            text = "> " + text
        elif kind == 3:
            text = "```python\n" + "\n".join(f"{word} = {number}" for number, word in enumerate(WORDS[:8])) + "\n```"
        elif kind == 4:
            text = "| a | b |\n| --- | --- |\n" + "\n".join(
                f"| {word} | *{word}* |" for word in source.sample(WORDS, 6)
            )
        elif kind < 9:
            text = text.replace(" light ", " **light** ").replace(" river ", " [river](#document) ")
        parts.append(text)
        length += len(text) + 2
    parts.append(last_word(index))
    return "\n\n".join(parts) + "\n"


def documents(size: int, count: int, *, plain: bool = False) -> Path:
    """A folder of `count` documents of `size` characters each."""
    target = folder() / f"{'plain' if plain else 'mixed'}-{size}-{count}"

    def fill(root: Path) -> None:
        for index in range(count):
            (root / f"document-{index:03}.md").write_text(prose(size, index, plain=plain))

    return once(target, fill)


def library(count: int) -> Path:
    """A folder of `count` small articles, a thousand to a folder below it."""
    target = folder() / f"library-{count}"

    def fill(root: Path) -> None:
        source = random.Random(count)
        for index in range(count):
            below = root / f"shelf-{index // 1000:03}"
            below.mkdir(exist_ok=True)
            date = f"20{index % 24:02}-03-09"
            front = f"---\ntitle: Article number {index:06}\nauthor: Writer {index % 97}\ndate: {date}\n---\n"
            (below / f"article-{index:06}.md").write_text(f"{front}\n{sentence(source)} {sentence(source)}\n")

    return once(target, fill)


def once(target: Path, fill: object) -> Path:
    """The folder `target`, filled if it is not there yet."""
    if target.is_dir():
        return target
    unfinished = target.with_name(target.name + ".part")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    assert callable(fill)
    fill(unfinished)
    unfinished.rename(target)
    return target
