"""Groups: numbers of rows and articles, for any sizes."""

from hypothesis import given
from hypothesis import strategies as st

from reader.tui.group import Groups

SIZES = st.lists(st.integers(1, 9), max_size=30)


@given(SIZES)
def test_every_row_is_a_heading_or_an_article_and_each_article_has_one(sizes: list[int]) -> None:
    groups = Groups(sizes)
    rows = [("heading", size) if not at else ("article", size) for size in sizes for at in range(size + 1)]
    position = 0
    for index, (kind, size) in enumerate(rows):
        number = groups.heading(index)
        assert (number is not None) == (kind == "heading")
        assert groups.position(index) == position, "on a heading, that of the first below it"
        if number is not None:
            assert groups.size(number) == size
        else:
            assert groups.index(position) == index
            position += 1
    assert len(groups) == len(sizes)
