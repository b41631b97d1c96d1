"""Rows of a document: they cover every line, and corrections do not move the place."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document import Flow, open_document, whole
from tests.document.samples import markdown, shown


@settings(max_examples=60, deadline=None)
@given(text=markdown, width=st.integers(8, 80))
def test_rows_are_the_lines(text: str, width: int) -> None:
    document = whole(text)
    lines = shown(document, width)
    flow = Flow(document, width)
    flow.settle(0, 0, 10_000)
    assert flow.height == len(lines)
    for row, line in enumerate(lines):
        drawn, unit, inside = flow.line(row)
        assert "".join(run.text for run in drawn.runs) == line
        assert flow.row_of(unit, inside) == row


@settings(max_examples=60, deadline=None)
@given(text=markdown, width=st.integers(8, 80), deltas=st.lists(st.integers(-30, 30), max_size=8))
def test_steps_are_exact(text: str, width: int, deltas: list[int]) -> None:
    document = whole(text)
    count = len(shown(document, width))
    flow = Flow(document, width)
    unit, line = flow.locate(0)
    row = 0
    for delta in deltas:
        unit, line = flow.step(unit, line, delta)
        row = max(0, min(max(0, count - 1), row + delta))
        exact = Flow(document, width)
        exact.settle(0, 0, 10_000)
        if count:
            assert exact.row_of(unit, line) == row


def _book(paragraphs: int) -> str:
    return "".join(f"Paragraph {number} " + "with some words " * (number % 9) + "\n\n" for number in range(paragraphs))


def test_settling_keeps_the_place() -> None:
    document = whole(_book(3000))
    flow = Flow(document, 40)
    unit, line = flow.locate(flow.height // 2)
    row = flow.settle(unit, line, 50)
    assert flow.locate(row) == (unit, line)
    for delta in (-500, 900, 30):
        other = flow.step(unit, line, delta)
        row = flow.settle(*other, 50)
        assert flow.locate(row) == other


def test_growing_keeps_the_rows_that_are_known() -> None:
    text = _book(2000)
    document, parser = open_document(text, first=2000)
    flow = Flow(document, 50)
    unit, line = flow.step(1, 0, 30)
    row = flow.settle(unit, line, 40)
    heights = [flow.height]
    while not parser.done:
        document.extend(parser.step(5000))
        flow.grow()
        heights.append(flow.height)
        assert flow.row_of(unit, line) == row
    assert heights == sorted(heights)
    estimated = flow.height
    flow.settle(0, 0, 100_000)
    assert abs(estimated - flow.height) < flow.height * 0.15
    assert flow.height == len(shown(document, 50))


def test_ends() -> None:
    flow = Flow(whole("one\n\ntwo"), 20)
    assert flow.step(0, 0, 99) == flow.locate(99) == (2, 1)
    assert flow.step(2, 1, -99) == flow.locate(-5)
    empty = Flow(whole(""), 20)
    assert empty.height == 0 and empty.locate(3) == (0, 0) and empty.step(0, 0, 5) == (0, 0)
    assert empty.settle(0, 0, 10) == 0 and empty.line(0)[0].runs == ()


def test_offsets_and_lines() -> None:
    document = whole("> " + "words and more words " * 20)
    flow = Flow(document, 30)
    text = document.content(1)
    for offset in range(0, len(text), 7):
        line = flow.line_of_offset(1, offset)
        assert flow.offset_of_line(1, line) <= offset
        assert line == len(document.layout(1, 30).lines) - 1 or offset < flow.offset_of_line(1, line + 1)
