"""A library of articles of the usual length, made of paragraphs of real ones where there are any."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from tests.bench import material
from tests.shared import SHARED

LENGTHS = (3000, 5000, 8000, 8000, 12000, 20000)


def articles(count: int) -> Path:
    """A folder of articles made of paragraphs of real ones where there are any, else of generated ones.

    Each is made of a few documents that lie beside each other, which are of one kind and mostly of one language.
    The caller removes it: 100,000 take more than a gigabyte.
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
