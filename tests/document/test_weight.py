"""What a text weighs while it is parsed goes with its length, whatever its lines are."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it.rules_block import StateBlock

from reader.document import whole
from reader.document.grammar import blocks, make
from reader.document.parser import Parser
from reader.document.portion import State
from reader.document.row import MAX_COLUMNS, MAX_ROW
from reader.document.unit import Kind
from tests.document.samples import lazily, markdown

_MD = make()
_SIZE = 60_000
_WIDE = "|" + "a|" * (MAX_COLUMNS * 2) + "\n|" + "-|" * (MAX_COLUMNS * 2) + "\n"


@settings(max_examples=300, deadline=None)
@given(st.text("a>- \t\n\r\x0b\u2028", max_size=40))
@example("")
@example("a\n \t")
@example("\t a\n\n  ")
@example(" \n")
def test_lines_are_those_of_the_parser(text: str) -> None:
    ours, theirs = State(text, _MD, {}, []), StateBlock(text, _MD, {}, [])
    for name in ("bMarks", "eMarks", "tShift", "sCount", "bsCount"):
        assert list(getattr(ours, name)) == getattr(theirs, name), name
    assert ours.lineMax == theirs.lineMax


@pytest.mark.parametrize(
    "before, repeated, after",
    [
        ("", "a\n", ""),
        (">" * 400 + "a\n", "b\n", ""),
        ("", "a|b\n-|\n", ""),
        ("", "<div>\n", ""),
        ("- " * 100 + "x\n", "\n\n", ""),
        ("|", "a|", "\n|" + "-|" * (_SIZE // 2) + "\n"),
        ("---\n", "a: b\n", ""),
        ("- " * 9000 + "x\n", "\n", ""),
        ('=== "A"\n\n', "    > [!note] t\n    > b\n\n", ""),
        ("!!! note\n", "    - a\n", ""),
        (":::note\n", "- some words\n", ":::\n"),
        ("> - a\n", "> b\n", ""),
    ],
    ids=[
        "paragraph",
        "words behind a quotation",
        "no table",
        "html",
        "blank lines",
        "columns",
        "front matter",
        "blank lines behind a long one",
        "tab",
        "lines set in",
        "container",
        "item in a quotation",
    ],
)
def test_weight_goes_with_the_length(before: str, repeated: str, after: str) -> None:
    Parser(before + repeated * 9 + after).step()  # the expressions that it takes are made once and not for each text
    text = before + repeated * (_SIZE // len(repeated)) + after
    parser = Parser(text)
    tracemalloc.start()
    try:
        while not parser.done:
            parser.step(16_384)
        assert tracemalloc.get_traced_memory()[1] < 11 * len(text)
    finally:
        tracemalloc.stop()


_line = st.sampled_from(
    [
        "a", "a b ", "é", "²", "Ⅷ", "中", "# h", "#", "#\t", "####### x", "#x", "# a | b", " a", "a | b", "|-|-|",
        "-|-",
        "---", "===", "= =", "- ", "-", "--- a", ": d", ":d", ":  d", ": ", ": - d", ":     d", " : d", "", "", "",
        "  ", "    a", "\ta", "> q", "1. x", "- x", "`c`", "[r]: x", "$$", ":::", "```", "<b>", "*",
        "\x0b", "a\u2028b", "\xa0",
    ]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(text=st.one_of(markdown, st.lists(_line, max_size=12).map("\n".join)))
@example("a\n: b\n\n\nc\n")
@example("a\n: b\n\n: c\n\nd\n")
@example("a\nb\n: c\n\nd\n")
@example("a\n\n: b\n")
@example("a\n===\n: b\n")
@example("# a | b\n-|-\n")
def test_outline_has_the_blocks_without_their_words(text: str) -> None:
    def shape(env: dict[str, object]) -> list[object]:
        found, starts = blocks(_MD, text, env)
        assert list(starts) == list(State(text, _MD, {}, []).bMarks)  # containers have set them back
        return [(block._replace(tokens=[]), [(token.type, token.tag) for token in block.tokens[:1]]) for block in found]

    assert shape({"outline": True}) == shape({})


def test_blank_lines_end_what_is_shown_as_source() -> None:
    item = "- a\n" + "\n".join(f"  b{number}\n" for number in range(1500))
    text = item + "\n" * 3000 + "  words\n\n***\n"
    documents = [whole(text), lazily(text, [4000]), lazily(text, [300, 5000])]
    for document in documents:
        units = [document.unit(index) for index in range(len(document))]
        assert {unit.kind for unit in units[1:-2]} == {Kind.SOURCE} and max(unit.end for unit in units[1:-2]) < 20_000
        assert [unit.kind for unit in units[-2:]] == [Kind.PARAGRAPH, Kind.RULE]
        assert "".join(document.plain_text().split()) == "".join(text.split()).removesuffix("***")
    assert len({tuple(map(document.unit, range(len(document)))) for document in documents}) == 1


def test_a_table_too_wide_is_shown_as_source() -> None:
    text = "a\n\n" + _WIDE + "|b|c|\n\nend\n"
    document = whole(text)
    units = [document.unit(index) for index in range(len(document))]
    assert [unit.kind for unit in units[1:]] == [Kind.PARAGRAPH, Kind.SOURCE, Kind.PARAGRAPH]
    assert "".join(document.plain_text().split()) == "".join(text.split())


def test_a_wide_table_is_one() -> None:
    columns = MAX_COLUMNS - 1
    document = whole("|" + "a|" * columns + "\n|" + "-|" * columns + "\n|b|\n")
    assert document.unit(1).kind is Kind.TABLE
    assert document.content(1).count("a") == columns


@pytest.mark.parametrize("row", ["|" + "\\|" * MAX_ROW + "|c|", "|" + "word " * MAX_ROW + "|c|"])
def test_a_row_as_long_as_a_document_ends_its_table(row: str) -> None:
    text = "|a|b|\n|-|-|\n|c|d|\n" + row + "\n|e|f|\n"
    document = whole(text)
    units = [document.unit(index) for index in range(len(document))]
    assert units[1].kind is Kind.TABLE and units[1].end == text.index(row)
    assert {unit.kind for unit in units[2:]} == {Kind.SOURCE}
    assert "c" in document.plain_text() and "|e|f|" in document.plain_text()
