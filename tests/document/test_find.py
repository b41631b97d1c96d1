"""Finding words, and the key text by which passages are found again."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document import whole
from reader.document.find import find_in, search_source
from reader.document.keytext import fold
from reader.document.signs import ASCII
from tests.document.samples import markdown


@pytest.mark.parametrize(
    ("text", "query", "hits"),
    [
        ("One one ONE", "one", [(0, 3), (4, 7), (8, 11)]),
        ("One one ONE", "One", [(0, 3)]),
        ("a  b\nc", "a b c", [(0, 6)]),
        ("été Été", "été", [(0, 3), (4, 7)]),
        ("ete été", "ete", [(0, 3)]),
        ("日本語日本", "日本", [(0, 2), (3, 5)]),
        ("a.b axb", "a.b", [(0, 3)]),
        ("aaa", "aa", [(0, 2)]),
        ("İstanbul a", "a", [(3, 4), (9, 10)]),
        ("x", "  ", []),
    ],
)
def test_find_in(text: str, query: str, hits: list[tuple[int, int]]) -> None:
    assert find_in(text, query) == hits
    assert list(search_source(text, query)) == [start for start, _ in hits]


def test_key_text_has_letters_marks_and_digits_only() -> None:
    document = whole("# Über *uns*\n\nA “quoted” ﬁne e\u0301[^1] <kbd>X</kbd> 1½\n\n- Ünder\n\n[^1]: note 7")
    assert document.key_text().text == "überunsaquotedfineéx112ündernote7"


def test_key_text_does_not_depend_on_signs_or_normal_form() -> None:
    text = "- [x] café ![pic](a.png) 1<sup>2</sup>\n\n> é\n"
    other = unicodedata.normalize("NFD", text)
    assert whole(text).key_text().text == whole(text, signs=ASCII).key_text().text == whole(other).key_text().text


@settings(max_examples=80, deadline=None)
@given(text=markdown, data=st.data())
def test_key_text_leads_back(text: str, data: st.DataObject) -> None:
    document = whole(text)
    key = document.key_text()
    if not key.text:
        return
    position = data.draw(st.integers(0, len(key.text) - 1))
    unit, offset = key.locate(position)
    start, end = key.unit_range(unit)
    assert start <= position < end
    assert key.position(unit, offset) <= position
    content = document.content(unit)
    assert fold(content[offset]) and key.text[position] in fold(content[offset : offset + 3])
