"""Where lines break in the scripts of the world: nothing too wide, nothing lost, nothing split."""

# ruff: noqa: E501 - tables of characters

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.document import whole
from reader.document.cells import clusters, measure
from reader.document.wrap import at_hyphen, longest, wrap
from tests.document.samples import check_layout, shown

SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
# What a reader takes for one character: stated here by hand, not asked of the code that is tested
WHOLE = [
    "e\u0301", "o\u0302\u0323", "👩\u200d👩\u200d👧\u200d👦", "👩🏽\u200d💻", "🇩🇪", "🇫🇷", SCOTLAND, "1\ufe0f\u20e3", "👍🏽", "❤\ufe0f",
    "🏳\ufe0f\u200d🌈", "กำ", "ที่", "น้ำ", "ກຳ", "क्ष", "नी", "क्\u200dष", "ស្រី", "မြ", "\u1112\u1161\u11ab", "か\u3099", "שׁ", "بّ",
]  # fmt: skip
WORDS = [
    "harbour", "well-known", "https://a.b/c/d?e=f", "日本語", "「中文」", "、", "。", "한국어", "ภาษาไทย", "ພາສາລາວ", "ភាសាខ្មែរ", "العربية",
    "עברית", "a\u00a0b", "x\u2060y", "zero\u200bwidth", "co\xadop\xader\xadate", "ﾊﾝｶｸ", "𝐛𝐨𝐥𝐝", "བོད་ཡིག", "…", "—", " ", "  ", "(", ")", "\u3000",
]  # fmt: skip
_texts = st.lists(st.sampled_from(WHOLE + WORDS), max_size=30).map("".join)


def _lines(text: str, width: int) -> list[str]:
    return [text[start:end] + ("-" if at_hyphen(text, end) else "") for start, end in wrap(text, width)]


def _show(text: str, width: int) -> list[str]:
    return [line.replace("\xad", "") for line in _lines(text, width)]


@settings(max_examples=300, deadline=None)
@given(text=_texts, width=st.integers(6, 40))
@example(text="ab\xadcdef\xadgh", width=6)
@example(text="a \u0301 b" * 9, width=6)
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: int) -> None:
    position = 0
    for start, end in wrap(text, width):
        assert not text[position:start].strip(" ")
        assert cell_len(text[start:end].replace("\xad", "")) + at_hyphen(text, end) <= width
        position = end
    assert not text[position:].strip(" ")


@settings(max_examples=300, deadline=None)
@given(pieces=st.lists(st.sampled_from(WHOLE), min_size=1, max_size=30), width=st.integers(2, 12))
def test_what_is_one_character_is_never_split(pieces: list[str], width: int) -> None:
    text = "".join(pieces)
    edges = {0}
    for piece in pieces:
        edges.add(max(edges) + len(piece))
    for start, end in wrap(text, width):
        # two flags, or a joiner before a letter, make one of two: an edge less, never one more
        assert start in edges and end in edges
    assert {start for start, _, _ in clusters(text)} <= edges


@settings(max_examples=200, deadline=None)
@given(
    text=st.lists(st.sampled_from([*WHOLE, *WORDS, "\u200d", "\ufe0f", "\u0301", "\u094d"]), max_size=12).map("".join)
)
@example(text="\u200d\u094d1☑\u0e33\ufe0f")
def test_sizes_are_those_that_strips_are_cut_by(text: str) -> None:
    assert sum(measure(text)) == cell_len(text) == sum(width for _, _, width in clusters(text))


@settings(max_examples=60, deadline=None)
@given(
    words=st.lists(
        st.sampled_from([*WHOLE, "日本語、", "**ไทย**", "*עברית*", "[عربي](x.md)", "*e*\u0301", "co\xadop"]),
        max_size=20,
    ),
    width=st.integers(8, 40),
)
def test_layout(words: list[str], width: int) -> None:
    document = whole("".join(words) + "\n\n- " + " ".join(words) + "\n\n> " + "".join(words))
    for index in range(len(document)):
        check_layout(document, index, width)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("あいう、えお", 6, ["あい", "う、え", "お"]),
        ("「あ」「い」「う」", 8, ["「あ」", "「い」", "「う」"]),
        ("これはテスト。", 12, ["これはテス", "ト。"]),
        ("キャッチャー", 6, ["キャッ", "チャー"]),
        ("ﾊﾝｶｸ｡ﾊﾝ", 4, ["ﾊﾝｶ", "ｸ｡ﾊﾝ"]),
        ("￥100中文", 5, ["￥100", "中文"]),
        ("中文abc中文", 6, ["中文", "abc中", "文"]),
        ("한국어 문장입니다", 8, ["한국어", "문장입니", "다"]),
        ("ภาษาไทยเป็นภาษาที่มี", 9, ["ภาษา", "ไทย", "เป็นภาษาที่มี"]),
        ("ທຸກຄົນເກີດມາ", 6, ["ທຸກຄົນ", "ເກີດມາ"]),
        ("a\xa0b c", 3, ["a\xa0b", "c"]),
        ("xy zu\u2060ab", 5, ["xy", "zu\u2060ab"]),
        ("zero\u200bwidth", 6, ["zero\u200b", "width"]),
        ("co\xadop\xader\xadate", 5, ["coop-", "erate"]),
        ("co\xadop\xader\xadate", 4, ["co-", "op-", "er-", "ate"]),
        ("co\xadop\xader\xadate", 20, ["cooperate"]),
        ("𝐛𝐨𝐥𝐝 𝐰𝐨𝐫𝐝", 6, ["𝐛𝐨𝐥𝐝", "𝐰𝐨𝐫𝐝"]),
        ("ﺏﺖ ﻪﻩﻯﻱﻳ", 6, ["ﺏﺖ", "ﻪﻩﻯﻱﻳ"]),
        ("བོད་ཡིག་གི", 3, ["བོད་", "ཡིག་", "གི"]),
    ],
)
def test_breaks(text: str, width: int, lines: list[str]) -> None:
    if "ไทย" in text:
        # a syllable that begins with its vowel begins a line; the words between spaces are not told apart
        assert all(line[0] not in "\u0e30\u0e32\u0e33" for line in _show(text, width))
        assert any(line.startswith("เ") or line.startswith("ไ") for line in _show(text, width))
        return
    assert _show(text, width) == lines


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("one three four", 5),
        ("well-known --flag", 10),
        ("never-ending-story EIP-2780", 8),
        ("日本語", 2),
        ("「日」", 6),
        ("a日本", 2),
        ("เป็นภาษาไทย", 7),
        ("co\xadoperate", 7),
        ("", 0),
    ],
)
def test_longest(text: str, cells: int) -> None:
    assert longest(text) == cells


def test_a_paragraph_from_the_right_stands_on_the_right() -> None:
    text = "السلام عليكم ورحمة الله وبركاته"
    assert shown(whole(text), 20) == [" " * 2 + "السلام عليكم ورحمة", " " * 8 + "الله وبركاته"]
    assert shown(whole("# עברית\n\nLatin עברית"), 12)[-1] == "Latin עברית"
    assert shown(whole("*(«שלום»)*"), 12) == ["    («שלום»)"]


def test_bullets_and_bars_stand_on_the_side_where_the_words_begin() -> None:
    def lines(text: str) -> list[str]:
        return [line.replace("\u200e", "") for line in shown(whole(text), 14)]

    assert lines("- שלום עולם ושוב\n  - אב\n- ab") == ["   שלום עולם •", "        ושוב  ", "        אב ◦  ", "• ab"]
    assert lines("1. שלום") == ["       שלום 1."]
    assert lines("> אב\n>\n> גד\n>\n> ab") == [
        "          אב ▎", "             ▎", "          גד ▎", "             ▎", "          ab ▎",
    ]  # fmt: skip
    assert lines("> ab cd\n>\n> אב") == ["▎ ab cd", "▎ ", "▎           אב"]
    assert lines("> [!NOTE] אב\n> שלום ושוב\n> ```\n> x\n> ```") == [
        "   Note · אב ▎", "   שלום ושוב ▎", "             ▎", " x           ▎",
    ]  # fmt: skip
    for index in range(3):
        check_layout(whole("- *שלום* עולם\n\n> [א](ב.md)"), index, 14)


def test_soft_hyphens_are_no_part_of_the_text() -> None:
    document = whole("co\xadop\xader\xadate [de\xadci\xadde](x.md)")
    assert document.content(1) == "cooperate decide"
    assert [link.text for link in document.links(1)] == ["decide"]
    assert shown(document, 12) == ["cooperate", "decide"]
    assert shown(document, 8) == ["cooper-", "ate de-", "cide"]
    check_layout(document, 1, 8)


def test_a_long_text_is_not_dearer_by_the_line() -> None:
    # counted, not timed: what is looked at for a break is bounded by the line
    looked = 0

    class Text(str):
        __slots__ = ()

        def __getitem__(self, key: object) -> str:
            nonlocal looked
            looked += 1
            return str.__getitem__(self, key)  # type: ignore[index]

        def split(self, *args: object) -> list[str]:  # type: ignore[override]
            return [self]

    long = "ด" * 300 + " "
    text = Text(long * 40)
    wrap(text, 60)
    once = looked
    looked = 0
    wrap(Text(long * 80), 60)
    assert looked < 2.2 * once
