"""Finding words, and the key text by which passages are found again."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reader.document import whole
from reader.document.find import find_in, search_source
from reader.document.keytext import fold
from reader.document.signs import ASCII
from reader.fold import fold as spelled
from tests.document.samples import markdown


@pytest.mark.parametrize(
    ("text", "query", "hits"),
    [
        ("One one ONE", "one", [(0, 3), (4, 7), (8, 11)]),
        ("One one ONE", "One", [(0, 3)]),
        ("a  b\nc", "a b c", [(0, 6)]),
        ("été Été", "été", [(0, 3), (4, 7)]),
        ("ete été", "ete", [(0, 3)]),
        ("日本語日本", "日本", [(0, 2), (3, 5)]),
        ("a.b axb", "a.b", [(0, 3)]),
        ("aaa", "aa", [(0, 2)]),
        ("İstanbul a", "a", [(3, 4), (9, 10)]),
        ("x", "  ", []),
    ],
)
def test_find_in(text: str, query: str, hits: list[tuple[int, int]]) -> None:
    assert find_in(text, query) == hits
    assert list(search_source(text, query)) == [start for start, _ in hits]


@pytest.mark.parametrize(
    ("text", "query", "hits"),
    [
        ("W Łodzi: Łódź", "lodz", [(2, 6), (9, 13)]),
        ("Lodz łódź", "Łódź", [(0, 4), (5, 9)]),
        ("Æsop’s aesop's", "AESOP's", [(0, 6), (7, 14)]),
        ("e\u0301te\u0301 Été", "ete", [(0, 5), (6, 9)]),
        ("Straße STRASSE", "strasse", [(0, 6), (7, 14)]),
        ("ΟΔΟΣ οδός", "οδος", [(0, 4), (5, 9)]),
        ("Ёлка елка", "елка", [(0, 4), (5, 9)]),
        ("Eine schöne Straße", "schone strasse", [(5, 18)]),
        ("日本語 ＡＢ", "日本", [(0, 2)]),
        ("a.b àxb", "a.b", [(0, 3)]),
        ("Plain ASCII", "plain", [(0, 5)]),
        ("[]^-", "^-", [(2, 4)]),
    ],
)
def test_in_any_spelling(text: str, query: str, hits: list[tuple[int, int]]) -> None:
    assert find_in(text, query, folded=True) == hits
    assert list(search_source(text, query, folded=True)) == [start for start, _ in hits]


@given(st.text(st.sampled_from("aAàÀæÆeéÉĺłLßsſSøØoőıIiİdđĐnñ'’ЙйиёЕeοΌώς "), max_size=12))
def test_what_the_index_finds_alike_is_found_in_any_spelling(text: str) -> None:
    assume("sss" not in spelled(text))  # ß may be the first two of them or the last
    for query in (spelled(text), text, text.upper()):
        if len(spelled(query).split()) == len(text.split()) > 0 and spelled(query) == spelled(text):
            assert find_in(text, query, folded=True)[:1] == [(len(text) - len(text.lstrip()), len(text.rstrip()))]


@pytest.mark.parametrize(
    "source",
    [
        "the space **station** is", "[space](x.md) station", "space\nstation", "*the space\nstation*",
        "> space\n> station", "space [station](x.md)", "[space](a(b)c.md 'title') `station`",
        "[space][ref] station\n\n[ref]: x",
        "space<br>station", "**Space** ***STATION***", "space\u00a0station", "space&nbsp;station",
        "| space | station |",
        "- space\n  station", "space\\\nstation", "“é” space\t_station_", "~~space~~ <b>station</b>",
    ],
)  # fmt: skip
def test_words_are_found_across_markup(source: str) -> None:
    assert [source.lower().index("space")] == list(search_source(source, "space station"))


@pytest.mark.parametrize(
    "source", ["space-station", "spacestation", "space**station**", "sp**ac**e station", "space x station"]
)
def test_what_is_no_hit(source: str) -> None:
    assert list(search_source(source, "space station")) == []


def test_signs_that_are_searched_for() -> None:
    assert list(search_source("2 * 3 and a *b*", "2 * 3")) == [0]
    assert list(search_source("2 * 3 and a *b*", "a *b*")) == [10]
    assert list(search_source("a ( b", "a (")) == [0]
    assert list(search_source("\u212aelvin Kelvin é", "kelvin")) == [0, 7]
    assert list(search_source("ΟΔΟΣ ὁδός οδος", "οδος")) == [0, 10]


@pytest.mark.parametrize(
    "piece",
    ["space ", "space ](", "space\n", "space [", "space][", "space *_", "space\n> - ", "space <", "space |", "[][]"],
)
def test_no_source_takes_long(piece: str) -> None:
    # where it grew with the square this would take many minutes
    text = "space" + piece * 40_000 + "\n" * 40_000 + "[]" * 40_000 + "space " + "\n> " * 40_000
    assert list(search_source(text + "\n\nspace station", "space station"))[-1:] == [len(text) + 2]


_styled = st.sampled_from(
    ["{}", "*{}*", "**{}**", "_{}_", "`{}`", "[{}](x.md)", "[{}](<y z.md> 'a title')", "<b>{}</b>", "[{}][ref]"]
)
_words = st.lists(st.sampled_from(["space", "Station", "été", "日本", "a", "x1"]), min_size=1, max_size=4).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(
    data=st.data(),
    pieces=st.lists(st.tuples(_styled, _words, st.sampled_from([" ", "\n", "  \n"])), min_size=1, max_size=8),
)
def test_no_hit_is_missed(data: st.DataObject, pieces: list[tuple[str, str, str]]) -> None:
    source = "".join(style.format(words) + gap for style, words, gap in pieces) + "end.\n\n[ref]: z.md\n"
    document = whole(source)
    shown = " ".join(document.content(index) for index in range(len(document))).split()
    first = data.draw(st.integers(0, len(shown) - 1))
    query = " ".join(shown[first : first + data.draw(st.integers(1, 4))]).lower()
    candidates = {document.index_at(offset) for offset in search_source(document.text, query)}
    hits = {index for index in range(len(document)) if find_in(document.content(index), query)}
    assert hits <= candidates | {0}  # the masthead repeats a title


def test_key_text_has_letters_marks_and_digits_only() -> None:
    document = whole("# Über *uns*\n\nA “quoted” ﬁne e\u0301[^1] <kbd>X</kbd> 1½\n\n- Ünder\n\n[^1]: note 7")
    assert document.key_text().text == "überunsaquotedfineéx112ündernote7"


def test_key_text_does_not_depend_on_signs_or_normal_form() -> None:
    text = "- [x] café ![pic](a.png) 1<sup>2</sup>\n\n> é\n"
    other = unicodedata.normalize("NFD", text)
    assert whole(text).key_text().text == whole(text, signs=ASCII).key_text().text == whole(other).key_text().text


@settings(max_examples=80, deadline=None)
@given(text=markdown, data=st.data())
def test_key_text_leads_back(text: str, data: st.DataObject) -> None:
    document = whole(text)
    key = document.key_text()
    if not key.text:
        return
    position = data.draw(st.integers(0, len(key.text) - 1))
    unit, offset = key.locate(position)
    after = key.position(unit + 1, 0) if unit + 1 < len(document) else len(key.text)
    assert key.position(unit, 0) <= position < after
    assert key.position(unit, offset) <= position
    content = document.content(unit)
    assert fold(content[offset]) and key.text[position] in fold(content[offset : offset + 3])
