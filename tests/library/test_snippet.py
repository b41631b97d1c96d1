"""What a snippet shows of the text around a hit: words, whole ones."""

from __future__ import annotations

import html

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


def test_entities_bring_no_signs_that_steer_a_terminal() -> None:
    unsafe = [f"&#{code};" for code in (0x9D, 0x202E, 0x2066, 0x200F, 0xFFF9, ord(PICTURE_CELL))]
    found = snippet(f"The harbour {' '.join(unsafe)} wall", parse("wall").wanted)
    assert UNSAFE.search(html.unescape(" ".join(unsafe)))
    assert "harbour" in found.text and not UNSAFE.search(found.text)
