"""Documents of any size that are all of one kind: what the reading pane is measured on."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.bench import material
from tests.bench.material import first_word, last_word


class Shape(NamedTuple):
    """One kind of document: what each part is made of, and what stands around and between all parts."""

    part: Callable[[random.Random, str], str]  # with the words that shall be in it
    between: str = "\n\n"
    before: str = ""
    after: str = ""


def _heading(source: random.Random, words: str) -> str:
    return f"{'#' * source.randint(2, 4)} {words[:-1]}\n\n{words} {material.sentence(source)}"


def _han(source: random.Random, words: str) -> str:
    letters = "".join(chr(source.randrange(0x4E00, 0x9000)) for _ in range(60))
    return f"{words.split(' ', maxsplit=1)[0]}{letters[:25]}，{letters[25:]}。"


def _nested(source: random.Random, words: str) -> str:
    return f"- {words}\n  - {material.sentence(source)}\n    1. {material.sentence(source)}"


SHAPES = {
    "prose": Shape(lambda source, words: f"{words} {' '.join(material.sentence(source) for _ in range(4))}"),
    "CJK prose": Shape(_han),
    "headings": Shape(_heading),
    "quotes": Shape(lambda source, words: f"> {words}\n>\n> > {material.sentence(source)}"),
    "nested list": Shape(_nested, "\n"),
    "HTML": Shape(lambda source, words: f"<div><p>{words} <b>{material.sentence(source)}</b></p></div>"),
    "list": Shape(lambda _, words: f"- {words}", "\n"),
    "table": Shape(lambda _, words: f"| {words} | b | c |", "\n", "| a | b | c |\n| --- | --- | --- |\n"),
    "code": Shape(lambda _, words: words, "\n", "```python\n", "\n```"),
    "paragraph": Shape(lambda _, words: words, "\n"),
    "line": Shape(lambda _, words: words, " "),
}


def shape(kind: str, size: int) -> Path:
    """A document of about `size` characters of one of `SHAPES`, with the first and the last word of all documents.

    Half way to its end is the heading `half-way` where the shape can have one.
    """
    made, name = SHAPES[kind], kind.replace(" ", "-")

    def fill(root: Path) -> None:
        source = random.Random(f"{kind} {size}")
        parts = [made.part(source, f"{first_word(0)} begins here.")]
        length, half = 0, made.between == "\n\n"
        while length < size:
            parts.append(made.part(source, material.sentence(source)))
            length += len(parts[-1]) + len(made.between)
            if half and length > size // 2:
                parts.append("## Half way")
                half = False
        parts.append(made.part(source, f"{last_word(0)} ends it."))
        text = f"# One {kind}\n\n{made.before}{made.between.join(parts)}{made.after}\n"
        (root / f"{name}.md").write_text(text)

    return material.once(material.folder() / f"shape-{name}-{size}", fill) / f"{name}.md"
