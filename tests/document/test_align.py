"""Blocks of Markdown between tags that say where they stand, and how far such tags reach."""

from __future__ import annotations

import pytest

from reader.document import open_document, whole
from tests.document.samples import check_layout, lazily, shown


def _lines(text: str, width: int = 20) -> list[str]:
    return [line.rstrip() for line in shown(whole(text), width)]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ('<div align="center">\n\nMiddle\n\n</div>\n\nLeft', ["       Middle", "", "Left"]),
        ("<center>\n\nMiddle\n\n</center>\n\nLeft", ["       Middle", "", "Left"]),
        ('<p align="center">\n\nMiddle\n\n</p>\n\nLeft', ["       Middle", "", "Left"]),
        ('<div style="text-align: right">\n\nRight\n\n</div>', ["               Right"]),
        ('<div align="center">\n\nx\n\n## Head\n\n</div>', ["         x", "", "", "        Head"]),
        ('<div align="center">\n\n<img src="a.png" alt="A b">\n\n</div>', ["   ▣\xa0A b ·\xa0a.png"]),
        ('<div align="center">\n\n|a|\n|-|\n|b|\n\n</div>', ["         a", "         ─", "         b"]),
        ('<div align="center">\n<div>\n\nx\n\n</div>\n\ny\n\n</div>\n\nz', ["         x", "", "         y", "", "z"]),
        ('<div align="center">\n\n<p align="right">a</p>\n\nb\n\n</div>', ["                   a", "", "         b"]),
        ('<div align="center">\n\nx\n\n</div>\n<p>a</p>\n\nb', ["         x", "", "a", "", "b"]),
        ('<p align="center">\n\nLeft\n\nLeft', ["Left", "", "Left"]),
        ('<div align="center">a</div>\n\nb', ["         a", "", "b"]),
        ('<!-- <div align="center"> -->\n\nx', ["x"]),
        ('<div align="center"><table><tr><td>a<td>b</table></div>', ["       a │ b"]),
    ],
)
def test_blocks_stand_where_the_tags_around_them_say(source: str, lines: list[str]) -> None:
    assert _lines(source) == lines
    for index in range(len(whole(source))):
        check_layout(whole(source), index, 20)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("- One\n- שלום\n- Two", ["• One", "• שלום", "• Two"]),
        ("- One\n- [שלום](a.md)\n", ["• One", "• שלום"]),
        ("- One\n- שלום\n\n  עולם\n- Two", ["• One", "• שלום", "", "  עולם", "• Two"]),
        ("- שלום\n- עולם\n- One", ["              שלום •", "              עולם •", "• One"]),
        ("- שלום\n", ["              שלום •"]),
        ("One\n\nשלום", ["One", "", "                שלום"]),
    ],
)
def test_an_item_from_the_right_stands_where_its_list_does(source: str, lines: list[str]) -> None:
    assert _lines(source) == lines


def test_lists_and_code_stay_at_the_left() -> None:
    assert _lines("<center>\n\n- a\n\n```\nx\n```\n\n</center>") == ["• a", "", " x"]


def test_a_document_in_portions_stands_as_the_whole() -> None:
    text = 'a\n\n<div align="center">\n\nb\n\n<div>\n\n# c\n\n</div>\n\nd\n\n</div>\n\ne\n'
    wanted = shown(whole(text), 30)
    assert "b".center(29).rstrip() in [line.rstrip() for line in wanted]
    for size in range(1, len(text)):
        assert shown(lazily(text, [size]), 30) == wanted


def test_the_last_block_that_is_provisional_stands_where_it_will() -> None:
    document, parser = open_document("<center>\n\nb\n\nc\n\n</center>\n" + "d\n\n" * 3, first=12)
    assert not parser.done
    assert shown(document, 21)[0].strip() == "b" and shown(document, 21)[0].startswith(" " * 10)


@pytest.mark.parametrize(
    "sign",
    [
        '<div align="center">\n\n',
        "<p align=center>\n\n",
        "<center>\n\n",
        "<!-- \n\n",
        "<div align=center ",
        "</div>\n\n",
    ],
)
def test_many_tags_are_no_trap(sign: str) -> None:
    document = whole(sign * (200_000 // len(sign)))
    for index in {*range(min(len(document), 4)), len(document) - 1}:
        check_layout(document, index, 40)


def test_a_table_and_a_masthead_from_the_right_stand_there_as_their_words_do() -> None:
    document = whole("# שלום\n\n|אב|ג|\n|-|-|\n|ד|ה|\n")
    lines = [line.rstrip() for line in shown(document, 20)]
    title, table = lines[0], lines[-3:]
    assert title == "שלום".rjust(20)
    assert [line.replace("\u200e", "") for line in table] == [
        " " * 14 + each for each in ("ג │ אב", "──┼───", "ה │  ד")
    ]
    for index in range(len(document)):
        check_layout(document, index, 20)
    document.set_minutes(3)
    assert shown(document, 20)[1].rstrip().endswith("3 min") and shown(document, 20)[1].startswith("   ")
