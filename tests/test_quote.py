"""A quote is found again in an edited text, and not found where it is not."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document.quote import KeySelector, match_key
from tests import anchors
from tests.shared import documents, needs_shared

TEXT = "".join(
    f"sentence{number}isabout{['thewall', 'thesea', 'thetide', 'thelamp'][number % 4]}{number * 7}"
    for number in range(400)
)


def take(text: str, start: int, end: int) -> KeySelector:
    return KeySelector(text[start:end], text[max(0, start - 160) : start], text[end : end + 160])


keys = st.text("abcdefgh", min_size=1, max_size=400)


@settings(max_examples=150, deadline=None)
@given(keys, st.data())
def test_what_was_not_edited_is_exact_and_where_it_was(key: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(key) - 1))
    end = data.draw(st.integers(start + 1, len(key)))
    found = match_key(take(key, start, end), key, start)
    assert found is not None and found.exact and (found.start, found.end) == (start, end)


@settings(max_examples=150, deadline=None)
@given(keys, keys, keys, st.integers(-5, 500))
def test_any_text_gives_a_place_inside_it_or_none(quote: str, context: str, key: str, hint: int) -> None:
    found = match_key(KeySelector(quote, context, context[::-1]), key, hint)
    assert found is None or (0 <= found.start < found.end <= len(key) and 0 <= found.score <= 100.0001)
    if found is not None and found.exact:
        assert key[found.start : found.end] == quote


def test_it_is_found_after_an_insertion() -> None:
    found = match_key(take(TEXT, 500, 620), "inserted" * 50 + TEXT, 500)
    assert found is not None and found.exact and found.start == 900


def test_context_decides_between_several() -> None:
    again = "afirstpart" * 20 + "notes" + "asecondpart" * 20 + "notes" + "athirdpart" * 20
    for start in (200, 425):
        found = match_key(take(again, start, start + 5), "x" * 30 + again, 0)
        assert found is not None and found.exact and found.start == start + 30


def test_a_deleted_quote_is_no_place() -> None:
    assert match_key(take(TEXT, 500, 620), TEXT[:500] + TEXT[620:], 500) is None
    assert match_key(take(TEXT, 500, 620), "quite another text about nothing " * 300, 500) is None
    assert match_key(take(TEXT, 500, 620), "", 500) is None
    assert match_key(KeySelector("", "a", "b"), TEXT, 0) is None


def test_a_long_quote_is_found_by_its_ends() -> None:
    selector = take(TEXT, 1000, 4000)
    edited = TEXT[:2000] + "anewsentence" * 4 + TEXT[2000:3000] + TEXT[3100:]
    found = match_key(selector, "before" * 100 + edited, 1000)
    assert found is not None and not found.exact
    assert (found.start, found.end) == (1600, 1000 + 600 + 3000 + 48 - 100)


@needs_shared
@pytest.mark.parametrize("seed", [1])
def test_edits_of_real_texts(seed: int) -> None:
    texts = [Path(path).read_text("utf-8", "replace")[:40_000] for path in documents()[::3]]
    found = anchors.table(anchors.run(texts, 12, seed))
    for (edit, length), (right, _, wrong, wrong_exact) in found.items():
        assert wrong_exact <= 100 / 12 + 0.1, (edit, length)
        if length >= 120:
            assert right >= 80 and wrong <= 17, (edit, length)
