"""Offsets in the text of a unit and the lines that show them."""

from __future__ import annotations

from reader.document import whole


def test_offsets_and_lines() -> None:
    document = whole("> " + "words and more words " * 20)
    layout = document.layout(1, 30)
    assert len(layout.lines) > 10
    for offset in range(0, len(layout.text), 7):
        line = layout.line_of(offset)
        assert layout.offset_of(line) <= offset
        assert line == len(layout.lines) - 1 or offset < layout.offset_of(line + 1)


def test_the_space_above_shows_the_first_words() -> None:
    document = whole("one\n\ntwo")
    layout = document.layout(2, 20)
    assert layout.before == 1 and layout.line_of(0) == 1
    assert layout.offset_of(0) == 0 and layout.offset_of(9) == len("two")
