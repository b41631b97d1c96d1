"""Notes written where they are referred to: a sign in the line, the words below the block."""

from __future__ import annotations

import pytest

from reader.document import whole
from tests.document.samples import check_layout, shown


def _lines(text: str, width: int = 40) -> list[str]:
    return [line.rstrip() for line in shown(whole(text), width)]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("a^[first] b^[*second*] c", ["a[a] b[b] c", "", "[a] first", "[b] second"]),
        ("a^[one\ntwo] b\n\nc", ["a[a] b", "", "[a] one two", "", "c"]),
        ("a^[with [a link](b.md) and `]`]", ["a[a]", "", "[a] with a link and ]"]),
        ("- a^[n]\n- b", ["• a[a]", "", "  [a] n", "• b"]),
        ("> a^[n]", ["▎ a[a]", "▎", "▎ [a] n"]),
        ("|a|\n|-|\n|b^[n]|", ["a", "────", "b[a]", "", "[a] n"]),
        ("[a^[n]](b.md)", ["a[a]", "", "[a] n"]),
        ("x\n\n### a^[n]", ["x", "", "a^[n]"]),
        ("a^[b", ["a^[b"]),
        ("a^[]", ["a^[]"]),
        ("a\\^[b]", ["a^[b]"]),
        ("`a^[b]`", ["a^[b]"]),
        ("a^[b^[c]]", ["a[a]", "", "[a] b^[c]"]),
        ("x^2^ a^[n]", ["x² a[a]", "", "[a] n"]),
    ],
)
def test_notes_stand_below_what_refers_to_them(source: str, lines: list[str]) -> None:
    assert _lines(source) == lines


def test_the_words_of_a_note_are_read_and_its_links_followed() -> None:
    document = whole("a^[see [this](b.md)] c")
    assert document.content(1) == "a c\nsee this"
    assert [(link.text, link.href) for link in document.links(1)] == [("this", "b.md")]


@pytest.mark.parametrize("sign", ["^[a", "^[a]", "^[", "^[`", "^[a](", "[^[", "^[a ^[b]"])
def test_many_signs_are_no_trap(sign: str) -> None:
    document = whole(sign * (40_000 // len(sign)))
    for index in {*range(min(len(document), 4)), len(document) - 1}:
        check_layout(document, index, 40)
    small = whole(sign * 700)
    for index in range(min(len(small), 4)):
        check_layout(small, index, 40)
