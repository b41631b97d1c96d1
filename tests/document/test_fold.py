"""Folds in HTML: each is one, however many stand in a block; what the block shows open is what it always was."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document import Document, open_document, whole
from reader.document.node import Hidden
from tests.document.samples import check_layout, lazily


def _document(text: str) -> Document:
    document, parser = open_document(text)
    document.fold_up()
    while not parser.done:
        document.extend(parser.step())
    return document


def _lines(document: Document, width: int = 30) -> list[str]:
    return [
        line
        for index in range(1, len(document))
        for each in document.layout(index, width).lines
        if (line := "".join(run.text for run in each.runs).strip().replace("\xa0", " "))
    ]


def _toggle(document: Document, word: str) -> None:
    for index in range(len(document)):
        if document.fold_state(index) and document.content(index).split("\n")[0] == word:
            document.toggle_fold(index)
            return
    raise AssertionError(word)


_TWO = "<details>\n<summary>A</summary>\na\n</details>\n<details open>\n<summary>B</summary>\nb\n</details>"


def test_several_in_one_block() -> None:
    document = _document(_TWO)
    assert _lines(document) == ["▸ A", "▾ B", "b"]
    _toggle(document, "A")
    assert _lines(document) == ["▾ A", "a", "▾ B", "b"]
    _toggle(document, "B")
    assert _lines(document) == ["▾ A", "a", "▸ B"]


def test_on_one_line_and_with_words_between() -> None:
    document = _document(
        "<div>w<details><summary>A</summary>a</details>x<details><summary>B</summary>b</details>y</div>"
    )
    assert _lines(document) == ["w", "▸ A", "x", "▸ B", "y"]


def test_one_in_another() -> None:
    document = _document(
        "<details><summary>A</summary>\na\n<details><summary>B</summary>\nb\n</details>\nc\n</details>\nd"
    )
    assert _lines(document) == ["▸ A", "d"]
    _toggle(document, "A")
    assert _lines(document) == ["▾ A", "a", "▸ B", "c", "d"]
    _toggle(document, "B")
    assert _lines(document) == ["▾ A", "a", "▾ B", "b", "c", "d"]
    _toggle(document, "A")
    assert _lines(document) == ["▸ A", "d"]


def test_behind_the_end_of_another() -> None:
    document = _document(
        "<details><summary>A</summary>\n\na *b*\n\n</details>\n<details><summary>B</summary>\n\nc\n\n</details>"
    )
    assert _lines(document) == ["▸ A", "▸ B"]
    _toggle(document, "B")
    assert _lines(document) == ["▸ A", "▾ B", "c"]


@pytest.mark.parametrize(
    "source", ["<ul><li>{}<li>{}</ul>", "<table><tr><td>{}<td>{}</table>", "<blockquote>{}{}</blockquote>"]
)
def test_those_within_lists_tables_and_quotations_are_each_one(source: str) -> None:
    fold = "<details><summary>{}</summary>{}</details>"
    document = _document(source.format(fold.format("A", "one"), fold.format("B", "two")))
    assert len(document) == 2 and not document.fold_state(1)
    words = " ".join(_lines(document))
    assert "▸ A" in words and "▸ B" in words and "one" not in words and "two" not in words
    _toggle_inner(document, "A")
    words = " ".join(_lines(document))
    assert "▾ A" in words and "▸ B" in words and "one" in words and "two" not in words


def test_what_a_comment_or_a_script_says_is_no_fold() -> None:
    assert len(_document("<div>a<!-- <details> </details><details> -->b<script>'<details>'</script></div>")) == 2


_part = st.sampled_from(
    ["<details>", "<details open>", "</details>", "<summary>s</summary>", "words ", "\n", "\n\n", "<p>", "<ul><li>",
     "</ul>", "<!--", "-->", "<div>", "</div>", "**b**", "<table>", "</table>", "<pre>", "</pre>"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(parts=st.lists(_part, max_size=20), sizes=st.lists(st.integers(1, 60), min_size=1, max_size=3))
def test_open_or_in_slices_nothing_is_lost(parts: list[str], sizes: list[int]) -> None:
    text = "<div>\n" + "".join(parts)
    one, other = lazily(text, sizes), whole(text)
    assert [one.unit(index) for index in range(len(one))] == [other.unit(index) for index in range(len(other))]
    folded = _document(text)
    wanted = folded.plain_text()
    for index in range(len(folded)):
        while folded.fold_state(index) == 2:
            folded.toggle_fold(index)
    drawn = "".join(
        run.text
        for index in range(len(folded))
        for line in folded.layout(index, 400).lines
        for run in line.runs
        if run.offset >= 0
    )
    assert sorted("".join(drawn.split())) == sorted("".join(wanted.split()))  # cells stand beside each other


def _toggle_inner(document: Document, word: str) -> None:
    for index in range(len(document)):
        for link in document.layout(index, 30).links:
            if link.kind == "fold" and link.text == word:
                number = int(link.href or 0)
                before = document.fold_state(index, number)
                document.toggle_fold(index, number)
                assert document.fold_state(index, number) == 3 - before
                return
    raise AssertionError(word)


@pytest.mark.parametrize(
    ("source", "word", "closed", "opened"),
    [
        ("- <details><summary>A</summary>a</details>\n- b", "A", ["• ▸ A", "• b"], ["• ▾ A", "a", "• b"]),
        (
            "- x\n  <details>\n  <summary>A *b*</summary>\n\n  c\n\n  - d\n\n  </details>\n\n  e\n- f",
            "A *b*",
            ["• x", "▸ A *b*", "e", "• f"],
            ["• x", "▾ A *b*", "c", "◦ d", "e", "• f"],
        ),
        ("> <details><summary>A</summary>a</details>\n>\n> b", "A",
         ["▎ ▸ A", "▎", "▎ b"], ["▎ ▾ A", "▎ a", "▎", "▎ b"]),
        ("|a|\n|-|\n|<details><summary>A</summary>b<br>c</details> d|", "A", ["a", "───", "▸ A", "d"],
         ["a", "───", "▾ A", "b", "c", "d"]),
        ("<table><tr><td>x<td><details><summary>A</summary>b</details></table>", "A", ["x │ ▸ A"], ["x │ ▾ A", "│ b"]),
        ("<ul><li><details><summary>A</summary>b</details><li>c</ul>", "A", ["• ▸ A", "• c"], ["• ▾ A", "b", "• c"]),
        ("> a\n>\n> > [!tip]- T\n> > b", "Tip · T", ["▎ a", "▎", "▎ ▸ Tip · T".replace("▎ ▸", "▎ ▎ ▸")],
         ["▎ a", "▎", "▎ ▎ ▾ Tip · T", "▎ ▎ b"]),
        ('??? note "T"\n    b', "Note · T", ["▎ ▸ Note · T"], ["▎ ▾ Note · T", "▎ b"]),
        ("::: details T\nb\n:::", "Details · T", ["▎ ▸ Details · T"], ["▎ ▾ Details · T", "▎ b"]),
        ("- <details><summary>A</summary>\n\n  <details><summary>B</summary>\n\n  b\n\n  </details>\n"
         "  </details>\n\n  c", "A",
         ["• ▸ A", "c"], ["• ▾ A", "▸ B", "c"]),
    ],
)  # fmt: skip
def test_within_other_blocks(source: str, word: str, closed: list[str], opened: list[str]) -> None:
    document = _document(source)
    assert _lines(document) == closed
    _toggle_inner(document, word)
    assert _lines(document) == opened
    for index in range(len(document)):
        check_layout(document, index, 30)
    _toggle_inner(document, word)
    assert _lines(document) == closed


def test_words_that_are_gone_to_open_what_hides_them() -> None:
    document = _document("- <details><summary>A</summary>\n\n  hidden\n\n  </details>\n- b")
    assert document.reveal(1, document.content(1).index("hidden"))
    assert _lines(document) == ["• ▾ A", "hidden", "• b"]
    assert not document.reveal(1, 0)


def test_what_is_no_fold_within_other_blocks() -> None:
    for source in (
        "- <details>a</details>",
        "- </details> a",
        "|a|\n|-|\n|<details>b|",
        "- <details><summary>a</summary></details>",
    ):
        document = _document(source)
        assert "a" in "".join(_lines(document)) and all(fold.end <= fold.start for fold in _hidden(document))


def _hidden(document: Document) -> list[Hidden]:
    return [fold for index in range(len(document)) for fold in document._renderer.content(document.unit(index)).folds]
