"""The end of a long text is shown before parsing gets there, whatever the text is one block of."""

from __future__ import annotations

import pytest

from reader.document import open_document
from reader.document.document import Document

_SIZE = 200_000


def _end(text: str) -> Document:
    """A document of which the first slice is parsed and the end looked at."""
    document, parser = open_document(text[:65536], last=False)
    parser.complete(text)
    document.extend(parser.step())
    assert not document.complete
    document.look_ahead()
    return document


@pytest.mark.parametrize(
    "row",
    ["- item {}\n", "| row {} | b |\n", "code {}\n", "> quote {}\n", "word {}\n\n", "w " * 4_000 + "{}\n\n"],
    ids=lambda row: row.split()[0],
)
def test_the_end_at_once(row: str) -> None:
    before = {"|": "| a | b |\n|---|---|\n", "c": "```\n"}.get(row[0], "")
    count = _SIZE // len(row)
    text = before + "".join(row.format(number) for number in range(count))
    document = _end(text)
    last = len(document) - 1
    assert str(count - 1) in document.content(last)
    assert document.unit(last).end == len(text.rstrip()) + 1
    shown = sum(len(document.layout(index, 72).lines) for index in range(document.final, last + 1))
    assert shown > 50
