"""Tables: columns by what is in them, nothing lost whatever the width, records where panning is no reading."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document import Document, whole
from reader.document.cells import width as cells
from reader.document.columns import GAP, RECORDS, fit
from reader.document.layout import Layout
from reader.document.node import Table, Text
from tests.document.samples import WORDS, check_layout, lazily

_PROSE = "The default name that the distribution is registered under, which can be replaced with a command."


def _lines(layout: Layout) -> list[str]:
    return ["".join(run.text for run in line.runs).rstrip() for line in layout.lines]


def _shown(source: str, width: int, **more: int) -> list[str]:
    return _lines(whole(source).layout(1, width, **more))


def _table(document: Document) -> Table:
    node = document._renderer.content(document.unit(1)).children[0].node
    assert isinstance(node, Table)
    return node


def _seen(document: Document, width: int, room: int | None = None) -> set[int]:
    """Every offset of the text that some pan shows."""
    seen: set[int] = set()
    for pan in range(document.layout(1, width, 0, room).overflow + 1):
        for line in document.layout(1, width, pan, room).lines:
            for run in line.runs:
                if run.offset >= 0:
                    seen |= set(range(run.offset, run.offset + len(run.text)))
    return seen


_AS_SIGNS = ("$", ":tada:", ":x:")  # what these say is shown in other signs than it is kept in
_plain = [word for word in WORDS if "\n" not in word and not any(sign in word for sign in _AS_SIGNS)]
_cell = st.lists(st.sampled_from(_plain), max_size=12).map(" ".join)
_rows = st.lists(st.lists(_cell, min_size=5, max_size=5), min_size=1, max_size=4)


@settings(max_examples=60, deadline=None)
@given(rows=_rows, width=st.integers(10, 60), more=st.integers(0, 30), records=st.booleans())
def test_no_word_of_a_table_is_lost(rows: list[list[str]], width: int, more: int, records: bool) -> None:
    clean = [[cell.replace("|", "").replace("`", "") for cell in row] for row in rows]
    source = "\n".join("|" + "|".join(row) + "|" for row in [["a", "b", "c", "d", "e"], ["-"] * 5, *clean])
    document = whole(source)
    check_layout(document, 1, width)
    layout = document.layout(1, width, 0, width + more, records=records)
    assert all(line.width <= width + more for line in layout.lines)
    assert all(line.width == sum(cells(run.text) for run in line.runs) for line in layout.lines)
    seen = {
        offset for line in layout.lines for run in line.runs for offset in range(run.offset, run.offset + len(run.text))
    }
    if layout.overflow:
        seen = _seen(document, width, width + more)
    lost = {offset for offset, char in enumerate(layout.text) if not char.isspace()} - seen
    assert not lost, [layout.text[offset] for offset in sorted(lost)]


@pytest.mark.parametrize(
    ("source", "cells"),
    [
        ("|a|b|c|\n|-|-|-|\n|`code | pipe`|2|**d**|", ["`code", "pipe`", "2|d"]),
        ("|a|b|\n|-|-|\n| x | `y | z` |", ["x", "y | z"]),  # what its author meant
        ("a|b\n-|-\nx|y|z", ["x", "y|z"]),
        ("|a|b|\n|-|-|\n|x|y \\| z|v|", ["x", "y | z|v"]),
        ("|a|b|\n|-|-|\n|x|y| ||", ["x", "y"]),
        ("|a|b|\n|-|-|\n|x||z", ["x", "|z"]),
        ("|a|\n|-|\n|x|y", ["x|y"]),
        ("- > |a|\n  > |-|\n  > |x|y|", ["x|y"]),
    ],
)
def test_cells_beyond_the_head_stay_in_the_last_column(source: str, cells: list[str]) -> None:
    assert whole(source).content(1).split("\n")[-len(cells) :] == cells


@settings(max_examples=60, deadline=None)
@given(
    counts=st.lists(st.integers(1, 9), min_size=1, max_size=300),
    columns=st.integers(1, 5),
    sizes=st.lists(st.integers(1, 400), min_size=1, max_size=3),
)
def test_all_words_of_a_source_are_in_its_table(counts: list[int], columns: int, sizes: list[int]) -> None:
    rows = ["|".join(f"r{number}c{cell}" for cell in range(count)) for number, count in enumerate(counts)]
    source = "|" + "a|" * columns + "\n|" + "-|" * columns + "\n|" + "|\n|".join(rows) + "|\n"
    wanted = re.findall(r"r\d+c\d+", source)
    for document in (whole(source), lazily(source, sizes)):
        assert re.findall(r"r\d+c\d+", document.plain_text()) == wanted


@settings(max_examples=80, deadline=None)
@given(
    lengths=st.lists(st.lists(st.integers(0, 200), min_size=3, max_size=3), min_size=1, max_size=5),
    width=st.integers(12, 100),
    more=st.integers(0, 60),
)
def test_columns_fill_their_room_and_no_more(lengths: list[list[int]], width: int, more: int) -> None:
    rows = [[Text(("word " * 60)[:length].strip(), ()) for length in row] for row in lengths]
    natural = [max([1, *(len(row[column].shown) for row in rows)]) for column in range(3)]
    widths = fit(rows, width, width + more)
    assert all(1 <= size <= most for size, most in zip(widths, natural, strict=True))
    total = sum(widths) + 2 * GAP
    if total < width:
        assert list(widths) == natural
    if width >= 3 * 6 + 2 * GAP:
        assert total <= width + more


def test_prose_gets_the_room_that_short_columns_do_not_need() -> None:
    source = (
        "| Key | Value | Default | Notes |\n|---|---|---|---|\n"
        f"| oobe.command | string | None | {_PROSE} {_PROSE} |\n"
        f"| shortcut.icon | string | The default WSL icon | {_PROSE} |\n"
        f"| oobe.defaultUid | integer | None | {_PROSE} |"
    )
    for width in (72, 80):
        key, value, default, notes = fit(_table(whole(source)).rows, width, width)
        assert key == len("oobe.defaultUid") and value == len("integer")
        assert default <= 20 and notes >= 2 * default and notes >= width // 3
        assert key + value + default + notes + 3 * GAP == width


def test_words_are_whole_while_there_is_room() -> None:
    names = "| EIP | Name |\n|---|---|\n" + f"| EIP-2780 | {_PROSE} |\n| EIP-7778 | {_PROSE} |"
    assert all("EIP-2" not in line or "EIP-2780" in line for line in _shown(names, 40))
    words = "|a|b|c|\n|-|-|-|\n|harmonization|networkingMode|autoMemoryReclaim|"
    assert _shown(words, 50)[-1] == "harmonization │ networkingMode │ autoMemoryReclaim"
    assert "autoMemoryReclaim" in _shown(words, 38, room=60)[-1]


def test_a_table_takes_room_beyond_the_measure_only_when_it_is_of_use() -> None:
    short = "|a|b|\n|-|-|\n|one|two|"
    assert _shown(short, 40, room=100) == _shown(short, 40)
    wide = "|a|b|c|\n|-|-|-|\n" + f"|{'name ' * 5}|{'value ' * 5}|{'third ' * 5}|"
    document = whole(wide)
    assert max(line.width for line in document.layout(1, 40).lines) <= 40
    assert len(document.layout(1, 40, 0, 100).lines) == 3
    prose = whole(f"|a|b|\n|-|-|\n|x|{_PROSE * 3}|")
    assert max(line.width for line in prose.layout(1, 60, 0, 200).lines) == 60


def test_text_and_lists_keep_the_measure_whatever_the_room() -> None:
    document = whole("- " + "word " * 30 + "\n\n      " + "x" * 50 + "\n")
    layout = document.layout(1, 30, 0, 70)
    wide = [line for line in layout.lines if line.width > 30]
    assert len(wide) == 1 and wide[0].width <= 70 and layout.overflow == 0
    paragraph = whole("word " * 30)
    assert paragraph.layout(1, 30, 9, 70) is paragraph.layout(1, 30)


def test_alignment_is_kept() -> None:
    source = "|n|price|x|\n|:-|-:|:-:|\n|a|5|1|\n|b|1,234.50|middle|"
    assert _shown(source, 40) == [
        "n │    price │   x", "──┼──────────┼───────", "a │        5 │   1", "b │ 1,234.50 │ middle",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("<table><tr><td>a</td><td>b</td></tr></table>", ["a │ b"]),
        ("<table><tr><th>a</th><th>b</th></tr></table>", ["a │ b"]),
        ("|a|b|\n|-|-|", ["a │ b"]),
        ("| | |\n|-|-|\n|a|b|\n|c|d|", ["a │ b", "c │ d"]),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>", ["a │ b", "──┼──", "c │ d"]),
    ],
)
def test_no_rule_without_a_head_and_a_body(source: str, lines: list[str]) -> None:
    assert _shown(source, 30) == lines


def test_records() -> None:
    source = "|Name|Value|Notes|\n|-|-:|-|\n|one|1|some words about one|\n|two||[link](x.md)|"
    document = whole(source)
    layout = document.layout(1, 20, records=True)
    assert _lines(layout) == [
        "Name: one", "Value: 1", "Notes: some words", "  about one", "─" * 20, "Name: two", "Notes: link",
    ]  # fmt: skip
    assert layout.overflow == 0 and layout.text == document.layout(1, 20).text
    assert [run.link for line in layout.lines for run in line.runs if run.text == "link"] == [0]
    assert _lines(whole("<table><tr><td>a</td><td>b</td></tr></table>").layout(1, 20, records=True)) == ["a", "b"]


def test_what_would_be_panned_too_far_is_read_as_records() -> None:
    def source(columns: int) -> str:
        return "|" + "abcdefghij|" * columns + "\n|" + "-|" * columns + "\n|" + "klmnopqrst|" * columns

    panned = whole(source(6)).layout(1, 40)
    assert panned.overflow > 0
    columns = int(40 * RECORDS) // 13 + 1
    records = whole(source(columns)).layout(1, 40)
    assert records.overflow == 0
    assert _lines(records) == ["abcdefghij: klmnopqrst"] * columns
    # with more room it is a table again
    assert "│" in _lines(whole(source(columns)).layout(1, 40, 0, 100))[0]


def test_pieces_of_a_long_table_are_of_one_shape() -> None:
    rows = "".join(f"| row {number} | {_PROSE} | {number} |\n" for number in range(900))
    document = whole("| Name | Notes | N |\n|---|---|--:|\n" + rows)
    assert len(document) > 3
    for room, records in ((72, False), (100, False), (72, True)):
        widths = {line.width for index in range(1, len(document)) for line in document.layout(index, 72, 0, room).lines}
        assert len(widths - {0}) == 1
        text = "\n".join(
            line
            for index in range(1, len(document))
            for line in _lines(document.layout(index, 72, 0, room, records=records))
        )
        assert all(text.split().count(str(number)) == 2 for number in range(0, 900, 50))


def test_code_takes_the_room_that_its_widest_line_needs() -> None:
    document = whole("```\nshort\n" + "x" * 50 + "\n```")
    assert {line.width for line in document.layout(1, 30).lines} == {30}
    assert {line.width for line in document.layout(1, 30, 0, 80).lines} == {52}
    assert {line.width for line in document.layout(1, 60, 0, 80).lines} == {60}
    tight = document.layout(1, 30, 0, 40)
    assert {line.width for line in tight.lines} == {40} and tight.overflow == 12
    assert [line.endswith("…") for line in _lines(tight)] == [False, True]
    middle = _lines(document.layout(1, 30, 6, 40))
    assert middle[0].strip() == "…" and middle[1].startswith(" …") and middle[1].endswith("…")
    assert all(run.roles[0] == "code.block" for line in document.layout(1, 30, 6).lines for run in line.runs)


@settings(max_examples=50, deadline=None)
@given(
    line=st.lists(st.sampled_from(["ab", "日本", "\t", "e\u0301", "👩\u200d💻", " "]), max_size=40).map("".join),
    width=st.integers(14, 30),
)
def test_every_cell_of_a_code_line_can_be_panned_to(line: str, width: int) -> None:
    document = whole("```\nx" + line + "x\n```")
    for pan in range(document.layout(1, width).overflow + 1):
        check_layout(document, 1, width, pan)
    assert {at for at, char in enumerate(document.content(1)) if not char.isspace()} <= _seen(document, width)


def test_marks_are_thinned_in_code_too() -> None:
    document = whole("```\ne" + "\u0301" * 9 + "x\n```")
    assert _lines(document.layout(1, 20)) == [" e" + "\u0301" * 4 + "x"]
    assert document.content(1) == "e" + "\u0301" * 9 + "x"
    check_layout(document, 1, 20)


def _long(rows: int, last: str) -> str:
    return "| a | b |\n|---|---|\n" + "".join(f"| x{row} | y |\n" for row in range(rows)) + last


@pytest.mark.parametrize(
    "last", ["| word | supercalifragilistic |\n", "| a sentence of many words that is long | z |\n"]
)
def test_rows_far_below_count_for_the_columns(last: str) -> None:
    document = whole(_long(1500, last))
    assert document.unit(len(document) - 1).level
    assert any(
        "supercalifragilistic" in line or "sentence of" in line
        for line in _lines(document.layout(len(document) - 1, 40))
    )
    assert (
        len(
            {
                line.find("│")
                for index in (1, len(document) - 1)
                for line in _lines(document.layout(index, 40))
                if "│" in line
            }
        )
        == 1
    )


def test_a_row_beyond_what_is_looked_at_is_not_broken_letter_by_letter() -> None:
    document = whole(_long(9_000, "| word | supercalifragilistic |\n"))
    assert any("supercalifragilistic" in line for line in _lines(document.layout(len(document) - 1, 40)))


def test_the_head_of_a_file_is_fitted_again_with_the_whole() -> None:
    text = _long(1500, "| word | supercalifragilistic |\n")
    one, other = lazily(text, [4000], head=9000), whole(text)
    assert all(one.layout(index, 40) == other.layout(index, 40) for index in range(len(other)))


def test_the_columns_of_a_table_from_the_right_begin_on_the_right() -> None:
    rows = "| תו | תיאור | n |\n|:-:|---|--:|\n| a | שלום עולם | 1 |\n| bb | x | 22 |\n"
    assert [line.replace("\u200e", "") for line in _shown(rows, 60)] == [
        " " * 41 + line
        for line in [" n │     תיאור │ תו", "───┼───────────┼───", " 1 │ שלום עולם │ a", "22 │         x │ bb"]
    ]
    # one that is panned begins where the panning does
    wide = "| תו " * 6 + "|\n" + "|-" * 6 + "|\n" + "| אבגדהוזחטי " * 6 + "|\n"
    assert whole(wide).layout(1, 60).overflow and _shown(wide, 60)[0].lstrip().startswith("תו")
    assert _shown("| n | תו |\n|-|-|\n| 1 | שלום |\n", 20)[0].startswith("n │")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(["שלום", "عالم", "one two", "`x`", "", "[a](b)"]), min_size=2, max_size=4)))
def test_a_table_from_the_right_loses_nothing(rows: list[list[str]]) -> None:
    source = "| עמוד | b |\n|---|---|\n" + "".join(f"| {' | '.join(row)} |\n" for row in rows)
    for width in (12, 40):
        check_layout(whole(source), 1, width)
