"""The end of a long text is shown before parsing gets there, whatever the text is one block of."""

from __future__ import annotations

import pytest

from reader.document import open_document, whole
from reader.document.document import Document
from reader.document.reach import last_pages, pages_end
from reader.document.unit import Kind

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


@pytest.mark.parametrize("row", ["# a\n", "a\n", "- a\n", "a\n===\n", "> a\nb\n\n", "word {} and more of it. \n" * 40])
def test_so_much_is_parsed_ahead_as_some_screens_need(row: str) -> None:
    text = row * (_SIZE // len(row))
    for start, end in ((last_pages(text), len(text)), (len(row) * 9, pages_end(text, len(row) * 9))):
        assert 4096 <= end - start <= 32_768
        assert end - start <= 8192 or text.count("\n", start, end) <= 800
        assert text[start - 1] == "\n"


def test_short_lines_shown_as_source_are_units_of_few_lines() -> None:
    text = "*b*\n" * 9_000
    document = whole(text)
    units = [document.unit(index) for index in range(1, len(document))]
    assert {unit.kind for unit in units} == {Kind.SOURCE}
    assert all(text.count("\n", unit.start, unit.end) <= 256 for unit in units)
    assert [0, *(unit.end for unit in units)] == [*(unit.start for unit in units), len(text)]
    assert sum(len(document.layout(index, 72).lines) for index in range(1, len(document))) == 9_000
