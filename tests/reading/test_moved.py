"""Where a stretch of a text is in its next version."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.reading import moved
from reader.reading.moved import Change


@given(st.text("ab\n", max_size=30), st.text("ab\n", max_size=9), st.text("abc\n", max_size=9), st.data())
def test_what_is_beside_a_change_is_where_it_must_be(text: str, gone: str, come: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(text)))
    old, new = text[:cut] + gone + text[cut:], text[:cut] + come + text[cut:]
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    at = Change(old, new).moved(start, end)
    if at >= 0 and old[start:end].strip():
        assert old[start:end].strip() in new[at : at + end - start]
    if end <= cut or start >= cut + len(gone):
        assert at >= 0


@pytest.mark.parametrize(
    ("old", "new", "words", "found"),
    [
        ("same\n\nsame\n\nlast", "new\n\nsame\n\nsame\n\nlast", 1, 11),  # the second, though the first is alike
        ("a\n\nb\n\nc", "a\n\nc", 1, -1),
        ("x1\n\nkeep\n\ny1", "x2\n\nmore\n\nkeep\n\ny2", 1, 10),
        ("one\n\ntwo", "", 0, -1),
    ],
)
def test_blocks(old: str, new: str, words: int, found: int) -> None:
    start = sum(len(part) + 2 for part in old.split("\n\n")[:words])
    assert Change(old, new).moved(start, start + len(old.split("\n\n")[words])) == found


def test_words_are_not_looked_for_far_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a long text that is all another one costs no more than a short one."""
    monkeypatch.setattr(moved, "REACH", 10)
    for gap, found in ((9, 10), (11, -1)):
        assert Change("<words>", f"({'.' * gap}words)").moved(1, 6) == found, gap
        assert Change(f"<{'.' * gap}words>", "(words)").moved(1 + gap, 6 + gap) == (1 if found > 0 else -1), gap
