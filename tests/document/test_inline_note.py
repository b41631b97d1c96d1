"""Notes written where they are referred to: a sign in the line, the words below the block."""

from __future__ import annotations

import pytest

from reader.document import open_document, whole
from tests.document.samples import check_layout, shown


def _lines(text: str, width: int = 40) -> list[str]:
    return [line.rstrip() for line in shown(whole(text), width)]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("a^[first] b^[*second*] c", ["a[a] b[b] c", "", "[a] first ↩", "[b] second ↩"]),
        ("a^[one\ntwo] b\n\nc", ["a[a] b", "", "[a] one two ↩", "", "c"]),
        ("a^[with [a link](b.md) and `]`]", ["a[a]", "", "[a] with a link and ] ↩"]),
        ("- a^[n]\n- b", ["• a[a]", "", "  [a] n ↩", "• b"]),
        ("> a^[n]", ["▎ a[a]", "▎", "▎ [a] n ↩"]),
        ("|a|\n|-|\n|b^[n]|", ["a", "────", "b[a]", "", "[a] n ↩"]),
        ("[a^[n]](b.md)", ["a[a]", "", "[a] n ↩"]),
        ("x\n\n### a^[n]", ["x", "", "a^[n]"]),
        ("a^[b", ["a^[b"]),
        ("a^[]", ["a^[]"]),
        ("a\\^[b]", ["a^[b]"]),
        ("`a^[b]`", ["a^[b]"]),
        ("a^[b^[c]]", ["a[a]", "", "[a] b^[c] ↩"]),
        ("x^2^ a^[n]", ["x² a[a]", "", "[a] n ↩"]),
    ],
)
def test_notes_stand_below_what_refers_to_them(source: str, lines: list[str]) -> None:
    assert _lines(source) == lines


def test_the_words_of_a_note_are_read_and_its_links_followed() -> None:
    document = whole("a^[see [this](b.md)] c")
    assert document.content(1) == "a[a] c\nsee this ↩"
    assert [(link.text, link.href) for link in document.links(1)] == [
        ("[a]", "#fn-[a]"),
        ("this", "b.md"),
        ("↩", "#fnref-[a]"),
    ]


def test_letters_go_on_through_the_document() -> None:
    rows = "".join(f"| {number}^[note {number}] |\n" for number in range(3))
    text = f"a^[*one*][^1] b^[two]\n\n- c^[three]\n- d\n\n> e^[four]\n\n| x |\n|-|\n{rows}\n[^1]: last\n"
    document = whole(text)
    signs = [link.text for _, link, _ in document.links_all() if link.kind == "footnote"]
    assert signs == ["[a]", "[1]", "[b]", "[c]", "[d]", "[e]", "[f]", "[g]"]
    for unit, link, _ in document.links_all():
        found = document.find_note(link.href)
        assert found is not None and (found[0] == unit or "1" in link.href)
        other = "[" if link.kind == "backref" else ("one", "two", "three", "four", "note", "last")
        assert document.content(found[0])[found[1] :].startswith(other)
    assert document.content(1)[(document.find_note("#fn-[b]") or (0, 0))[1] :] == "two ↩"
    assert document.find_note("#fn-[z]") is None and document.find_note("#fn-[?]") is None


def test_letters_are_the_same_however_much_is_read() -> None:
    text = "\n\n".join(f"words {number}^[note {number}] and `^[code]`" for number in range(60))
    document, parser = open_document(text, first=100)
    first = shown(document, 40)
    while not parser.done:
        document.extend(parser.step(300))
    last = shown(document, 40)
    assert last == shown(whole(text), 40) and last[: len(first) - 4] == first[:-4]


def test_the_sign_of_a_note_is_no_part_of_what_marks_are_found_by() -> None:
    assert whole("a^[first] b").key_text().text == "abfirst"


@pytest.mark.parametrize("sign", ["^[a", "^[a]", "^[", "^[`", "^[a](", "[^[", "^[a ^[b]"])
def test_many_signs_are_no_trap(sign: str) -> None:
    document = whole(sign * (40_000 // len(sign)))
    for index in {*range(min(len(document), 4)), len(document) - 1}:
        check_layout(document, index, 40)
    small = whole(sign * 700)
    for index in range(min(len(small), 4)):
        check_layout(small, index, 40)
