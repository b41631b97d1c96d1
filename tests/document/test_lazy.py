"""A document that is parsed lazily equals the one that is parsed at once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document import whole
from reader.sanitise import sanitise
from tests.document.samples import check_layout, lazily, long_table, markdown
from tests.shared import documents

_sizes = st.lists(st.integers(1, 400), min_size=1, max_size=4)


def _same(text: str, sizes: list[int], width: int, head: int | None = None, every: int = 1) -> None:
    one, other = lazily(text, sizes, head=head), whole(text)
    assert [one.unit(index) for index in range(len(one))] == [other.unit(index) for index in range(len(other))]
    assert one.notes == other.notes
    assert one.meta == other.meta
    assert one.headings() == other.headings()
    for index in range(0, len(one), every):
        assert one.layout(index, width) == other.layout(index, width)


@settings(max_examples=150, deadline=None)
@given(text=markdown, sizes=_sizes, width=st.integers(4, 90), head=st.none() | st.integers(0, 300))
def test_slices_give_the_whole(text: str, sizes: list[int], width: int, head: int | None) -> None:
    _same(text, sizes, width, head)


@settings(max_examples=150, deadline=None)
@given(text=markdown, width=st.integers(4, 90), pan=st.integers(0, 50))
def test_no_line_is_wider_and_offsets_hold(text: str, width: int, pan: int) -> None:
    document = whole(text)
    for index in range(len(document)):
        check_layout(document, index, width, pan)


@settings(max_examples=100, deadline=None)
@given(text=st.text(alphabet="- *#>`\n[]():!|1.ab<>/\t~_^", max_size=200), sizes=_sizes)
def test_noise_in_slices_gives_the_whole(text: str, sizes: list[int]) -> None:
    _same(sanitise(text), sizes, 20)


@settings(max_examples=40, deadline=None)
@given(tables=st.lists(long_table(), min_size=1, max_size=3), sizes=_sizes)
def test_long_tables_in_slices_give_the_whole(tables: list[str], sizes: list[int]) -> None:
    _same("\n".join(tables), sizes, 60)


@pytest.mark.parametrize("path", documents()[::6], ids=lambda path: path.name)
def test_real_documents_in_slices(path) -> None:
    raw = path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
    text = sanitise(raw.replace("\r\n", "\n").replace("\r", "\n"))[:200_000]
    _same(text, [len(text) // 9 + 200], 72, head=2000, every=5)
