"""Sentences and words as spans."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.document.segment import sentences, span_at, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("He said “Go.” Then he went.", ["He said “Go.”", "Then he went."]),
        ("Dr. Lan of the U.S. told Mr. Rogozin so.", ["Dr. Lan of the U.S. told Mr. Rogozin so."]),
        ("It cost 3.5 million. That was much.", ["It cost 3.5 million.", "That was much."]),
        ("これは一つ。これは二つ！", ["これは一つ。", "これは二つ！"]),
        ("first line\nsecond line", ["first line", "second line"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(st.text(max_size=80))
def test_spans_are_in_order_and_lose_nothing(text: str) -> None:
    spans = sentences(text)
    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())


def test_words_and_position() -> None:
    text = "Don't stop, now."
    assert [text[start:end] for start, end in words(text)] == ["Don't", "stop", ",", "now", "."]
    assert span_at(words(text), 7) == 1
    assert span_at([], 3) == 0
