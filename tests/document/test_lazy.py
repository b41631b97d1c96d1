"""A document that is parsed lazily equals the one that is parsed at once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document import open_document, whole
from reader.sanitise import sanitise
from tests.document.samples import check_layout, lazily, long_table, markdown
from tests.shared import documents

_sizes = st.lists(st.integers(1, 400), min_size=1, max_size=4)


def _same(text: str, sizes: list[int], width: int, head: int | None = None, every: int = 1) -> None:
    one, other = lazily(text, sizes, head=head), whole(text)
    assert [one.unit(index) for index in range(len(one))] == [other.unit(index) for index in range(len(other))]
    assert one.notes == other.notes
    assert one.meta == other.meta
    assert list(one.headings()) == list(other.headings())
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
@given(text=st.text(alphabet="- *#>`\n[]():!|1.ab<>/\t~_^=${}%", max_size=200), sizes=_sizes)
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


def test_metadata_at_the_end_comes_with_the_whole() -> None:
    text = "# Title\n\n" + "Some words of a paragraph.\n\n" * 4000 + "Original url:\n\n<https://www.example.org/a>\n"
    one, other = lazily(text, [4096, 65536], head=65536), whole(text)
    assert one.meta == other.meta and one.meta.url == "https://www.example.org/a"
    assert one.taken == other.taken
    assert len(one) == len(other) and one.content(len(one) - 1) == "Some words of a paragraph."
    assert one.layout(0, 60) == other.layout(0, 60)


@settings(max_examples=40, deadline=None)
@given(
    text=st.text(alphabet="ab \n\t", max_size=300),
    sizes=st.lists(st.integers(1, 50), min_size=1, max_size=3),
    head=st.none() | st.integers(0, 100),
)
def test_plain_text_in_slices_gives_the_whole(text: str, sizes: list[int], head: int | None) -> None:
    one, other = lazily(text, sizes, head=head, markdown=False), whole(text, markdown=False)
    assert [one.unit(index) for index in range(len(one))] == [other.unit(index) for index in range(len(other))]
    assert one.plain_text() == other.plain_text()
    assert one.plain_text().split() == text.split()


def test_provisional_units_are_replaced_and_said_so() -> None:
    text = "word " * 3000 + "\n\nend\n"
    document, parser = open_document(text[:3000] + "\n" + text[3001:], first=1000)
    assert len(document) == 2 and document.final == 1
    version = document.version
    while not parser.done:
        document.extend(parser.step(1000))
    assert document.version > version and document.final == len(document) == 3


@pytest.mark.parametrize(
    "text", ["text\n---more words\n\n# Title of it\n", "    code", "\n\n\tcode\n    code\n", "   \n    "]
)
def test_a_document_goes_on_where_the_head_ends_in_a_line(text: str) -> None:
    for cut in range(1, len(text)):
        _same(text, [7], 40, head=cut)
