"""What a snippet shows of the text around a hit: words, whole ones."""

from __future__ import annotations

import html

import pytest

from reader.library.query import parse
from reader.library.snippet import snippet
from reader.library.text_scan import reading_text
from reader.sanitise import PICTURE_CELL, UNSAFE


def test_definitions_of_links_are_no_words() -> None:
    source = "Words on [walls][r] that stand.\n[r]: https://example.org/x\n[other one]: y.md\n"
    assert snippet(reading_text(source), parse("walls").wanted).text == "Words on walls that stand."
    assert "example" in snippet("[r]: https://example.org/x", parse("example").wanted).text


def test_it_ends_with_a_whole_word() -> None:
    for lead in range(20):
        found = snippet("first " + "x" * lead + " **~~`harbour`~~**" * 100, parse("first").wanted)
        assert found.text.removesuffix("…").split()[-1] == "harbour"


@pytest.mark.parametrize("lead", [50, 200, 500, 5000])
@pytest.mark.parametrize(
    "words", ["The council met on a Tuesday. ", "Le conseil a été réuni à midi. ", "市議会は火曜日に開く。"]
)
def test_a_word_far_down_a_long_line_is_shown(lead: int, words: str) -> None:
    text = "A beginning.\n\n" + words * (lead // len(words)) + "Then a zeppelin came. " + words * 20 + "\n\nAn end.\n"
    found = snippet(text, parse("zeppelin").wanted)
    assert [found.text[start:end] for start, end in found.ranges] == ["zeppelin"]
    assert found.line == 3 and found.offset == text.index("\n\n") + 2


def test_of_a_long_line_the_part_with_most_of_the_words_is_shown() -> None:
    text = "The night was long. " * 40 + "The night train to Lisbon left. " + "A train came. " * 40
    assert "night train to Lisbon" in snippet(text, parse("train night lisbon").wanted).text


@pytest.mark.parametrize("lead", range(60, 90, 7))
def test_it_begins_with_a_whole_word(lead: int) -> None:
    text = "x" * 40 + " harbours" * (lead // 9) + "\n" + "harbours " * 9 + "\nand a zeppelin above the harbours\n"
    found = snippet(text, parse("zeppelin").wanted)
    assert set(found.text.lstrip("…").split()) <= {"x" * 40, "harbours", "and", "a", "zeppelin", "above", "the"}


def test_entities_bring_no_signs_that_steer_a_terminal() -> None:
    unsafe = [f"&#{code};" for code in (0x9D, 0x202E, 0x2066, 0x200F, 0xFFF9, ord(PICTURE_CELL))]
    found = snippet(f"The harbour {' '.join(unsafe)} wall", parse("wall").wanted)
    assert UNSAFE.search(html.unescape(" ".join(unsafe)))
    assert "harbour" in found.text and not UNSAFE.search(found.text)
