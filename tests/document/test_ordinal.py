"""Numbers of lists end in one column, however long the list is."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document import whole
from tests.document.samples import shown


def page(text: str) -> list[str]:
    """The lines of a text."""
    return [line.rstrip() for line in shown(whole(text), 40)]


def numbers(text: str) -> list[str]:
    return [line.partition(".")[0] for line in page(text) if line.strip()]


def test_numbers_end_in_the_column_of_the_longest() -> None:
    assert numbers("9. a\n10. b\n") == [" 9", "10"]
    assert numbers("9. a\n") == ["9"]
    assert numbers("99. a\n100. b\n\nx\n\n1. c\n2. d\n")[:2] == [" 99", "100"]


def test_lines_below_stand_below_the_words() -> None:
    assert page("9. a\n\n   b\n10. c\n") == [" 9. a", "", "    b", "10. c"]


@settings(max_examples=30)
@given(st.integers(1, 1100), st.integers(1, 130))
def test_one_column_for_every_list(first: int, count: int) -> None:
    text = "".join(f"{number}. item\n" for number in range(first, first + count))
    assert len({len(found) for found in numbers(text)}) == 1


def test_text_and_links_are_where_they_were() -> None:
    document = whole("9. [a](x.md) and more\n10. b\n")
    layout = document.layout(1, 40)
    run = next(run for run in layout.lines[layout.before].runs if run.link == 0)
    assert layout.text[run.offset : run.offset + 1] == run.text == "a"
