"""Counting words: by bytes where that says the same as by a pattern, which is always."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document.words import Words, count, minutes

_CHARACTER = re.compile(
    "[\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]"
)


_UNSPACED = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ecd\u1000-\u103f\u1780-\u17d3]+")


def by_pattern(text: str) -> Words:
    text = re.sub(r"<!--[^<>]{0,2000}-->|</?[A-Za-z][\w-]*(?:[\s/][^<>]{0,1000})?>", " ", text)
    unspaced = sum(max(1, round(len(run) / 5)) for run in _UNSPACED.findall(text))
    rest = _UNSPACED.sub(" ", _CHARACTER.sub(" ", text))
    return Words(len(re.findall(r"\w\S*", rest)) + unspaced, len(_CHARACTER.findall(text)))


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("", (0, 0)),
        ("- one -- two-three *four* —five— — 1,234 _", (6, 0)),
        ("日本語 and の、words", (2, 4)),
        ("サーバー、時々。「HTML、CSS」\u3000和、 。 Ö", (2, 7)),
        ("ภาษาไทยเขียนติดกันไม่เว้นวรรค and ລາວ \u1781\u17d2\u1798\u17c2\u179a", (9, 0)),
        ('<p class="a b">one <b>two</b></p><!-- not this --> <https://e.org/a> a < b', (5, 0)),
        ("한국어는 단어로 센다", (3, 0)),
        ("a\u00a0b\u2003c\x1cd e\u0301 \u0301 ½ ไทย", (7, 0)),
    ],
)
def test_count(text: str, counted: tuple[int, int]) -> None:
    assert count(text) == counted == by_pattern(text)


@given(
    st.text(
        alphabet=st.one_of(st.sampled_from(" \n\t—“”aé_日ไ<>/x-…\u00a0\u200b\x85\ud800٣"), st.characters()),
        max_size=200,
    )
)
@settings(max_examples=300, deadline=None)
def test_counts_as_a_pattern_does(text: str) -> None:
    assert count(text) == by_pattern(text)


def test_many_signs() -> None:
    text = " ".join(map(chr, range(0x2010, 0x2028))) + " " + " ".join(map(chr, range(0x2190, 0x2300))) + " word"
    assert count(text) == by_pattern(text) == (1, 0)


@pytest.mark.parametrize("lead", range(7))
def test_a_long_text_is_counted_by_parts(lead: int) -> None:
    text = "x" * lead + "one, 日本 — twé - " * 20_000 + "y" * 200_000
    assert count(text) == by_pattern(text)


def test_minutes() -> None:
    assert [minutes(Words(words, 0)) for words in (0, 1, 230, 2300)] == [0, 1, 1, 10]
    assert minutes(Words(0, 4000)) == 10
