"""The query language: any string is a query, and each part of it means what it says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library.doubt import nothing, unclear
from reader.library.query import NAMES, Contained, Field, Query, contained, parse

pieces = st.sampled_from(
    ['"', "-", "*", ":", "OR", "|", "(", ")", "^", "NEAR", "AND", "NOT", "tag:", "is:unread", "min:<", "before:2021",
     "é",
     "日本", "ไทย", " ", "wall", "%", "\0", "\n", "“", "”", "title:", "+", "{", "}", "\\", "'", ";", "\ud800", "🎉"]
)  # fmt: skip
anything = st.one_of(st.text(max_size=60), st.lists(pieces, max_size=12).map("".join))


@given(anything, st.booleans())
@settings(max_examples=400, deadline=None)
def test_any_string_is_a_query(text: str, live: bool) -> None:
    query = parse(text, live=live)
    assert all(word.terms.strip() == word.terms != "" for word in (*query.wanted, *query.without))
    assert all(field.name in NAMES for field in query.fields)
    assert len(query.wanted) + len(query.without) + len(query.fields) <= 32
    asked = contained(text, live=live)
    assert {field for field in query.fields if field.name != "title"} <= set(asked.fields)
    assert all((*asked.without, *(word for words in asked.words for word in words)))
    assert not any("\n" in line for line in unclear(text, live=live))


def shape(query: Query) -> tuple[object, ...]:
    words = [[word.terms + "*" * word.prefix + "^" * word.title for word in group] for group in query.words]
    return words, [word.terms for word in query.without], list(query.fields)


@pytest.mark.parametrize(
    "text, words, without",
    [
        ("harbour  Wall", [["harbour"], ["wall"]], []), ('"sea wall" x', [["sea wall"], ["x"]], []),
        ("“sea wall”", [["sea wall"]], []), ('"never closed', [["never closed"]], []), ("har*", [["har*"]], []),
        ('"sea wa"*', [["sea wa*"]], []), ("a -b -\"c d\"", [["a"]], ["b", "c d"]), ("a - b --", [["a"], ["b"]], []),
        ("a OR b c", [["a", "b"], ["c"]], []), ("a | b OR c", [["a", "b", "c"]], []), ("OR", [["or"]], []),
        ("a OR", [["a"], ["or"]], []), ("or b", [["or"], ["b"]], []), ("a OR -b", [["a"]], ["b"]),
        ("title:wall", [["wall^"]], []), ("is:odd", [["is odd"]], []), ("before:lunch", [["before lunch"]], []),
        ("min:ten", [["min ten"]], []), ("tag: x", [["x"]], []), ("tag:", [], []), ("% \"\" *", [], []),
        ("http://a.b/c", [["http://a.b/c"]], []), ("ÉTÉ straße", [["ete"], ["strasse"]], []), ("日本", [["日 本"]], []),
    ],
)  # fmt: skip
def test_words(text: str, words: object, without: object) -> None:
    assert shape(parse(text)) == (words, without, [])


@pytest.mark.parametrize(
    "text, field",
    [
        ("author:doe", Field("author", "doe")), ('AUTHOR:"Jane  Doe"', Field("author", "jane doe")),
        ("-tag:Été", Field("tag", "ete", negated=True)), ("tag:#sea", Field("tag", "sea")),
        ("tag:日本", Field("tag", "日本")), ("site:www.a.org", Field("site", "a.org")),
        ("lang:PT", Field("lang", "pt")),
        ("in:/a/b/", Field("in", "a/b")), ("is:read", Field("is", "finished")), ("is:Unread", Field("is", "unread")),
        ("before:2021", Field("before", "2021")), ("after:2021/3/9", Field("after", "2021-03-09")),
        ("after:2021-", Field("after", "2021")), ("min:<10", Field("min", "<10", high=9)),
        ("min:<=10", Field("min", "<=10", high=10)), ("min:>3", Field("min", ">3", low=4)),
        ("min:5-10", Field("min", "5-10", low=5, high=10)), ("min:7", Field("min", "7", low=7, high=7)),
        ("min:7-", Field("min", "7-", low=7)), ("tag:se*", Field("tag", "se", prefix=True)),
    ],
)  # fmt: skip
def test_fields(text: str, field: Field) -> None:
    assert parse(text) == Query(fields=(field,))
    assert contained(f"two words {text}") == Contained((field,), (("two",), ("words",)))


def test_while_it_is_typed_the_last_word_may_go_on() -> None:
    for text, prefixes in [
        ("sea wa", [False, True]), ("sea wa ", [False, False]), ('sea "wa', [False, True]),
        ('sea "wa"', [False, False]),
    ]:  # fmt: skip
        assert [word.prefix for word in parse(text, live=True).wanted] == prefixes
    assert parse("tag:se", live=True).fields[0].prefix and not parse("tag:se x", live=True).fields[0].prefix
    short, long, cjk, asked = (parse(text, live=True).wanted[-1] for text in ("wa", "wal", "日", "wa*"))
    assert [word.short for word in (short, long, cjk, asked)] == [True, False, False, False]


@pytest.mark.parametrize(
    "text, asked",
    [
        ("title:Wall 50% off -X", Contained((Field("title", "wall"),), (("50%",), ("off",)), ("x",))),
        ("  a  b ", Contained((), (("a",), ("b",)))), ("is:odd a", Contained((), (("is:odd",), ("a",)))),
        ("tag: a", Contained((), (("a",),))), ('"Sea  wall" -"c d"', Contained((), (("sea wall",),), ("c d",))),
        ("a OR É c", Contained((), (("a", "e"), ("c",)))), ("a OR -b", Contained((), (("a",),), ("b",))),
        ("har*", Contained((), (("har",),))), ("http://a.b/c", Contained((), (("http://a.b/c",),))),
        ('"', Contained()), ("*", Contained()), ("", Contained()), ("-", Contained()),
        ("a -", Contained((), (("a",),))),
        ('min:"ten', Contained((), (("ten",),))),
    ],
)  # fmt: skip
def test_a_list_is_filtered_in_the_same_language(text: str, asked: Contained) -> None:
    assert contained(text) == asked


def test_what_only_says_which_articles() -> None:
    assert contained("tag:a -is:read").narrows and not contained("tag:a -b").narrows and not contained("").narrows


@pytest.mark.parametrize(
    "text", ["wall", "before:2021", "is:Read", "min:5-", "http://x.y", "x:y", "tag:a", '"tag:"', "in:/", "a -tag:b", "",
     "at 12:30", "std::vector", "https://auther.org", "Genesis: a story", "note:12", "mailto:a@b.c", '"auther:doe"']
)  # fmt: skip
def test_what_is_understood_is_not_remarked(text: str) -> None:
    assert unclear(text) == ()


@pytest.mark.parametrize(
    ("text", "live", "begins"),
    [
        ("before:xyz", False, ["before:xyz is not understood"]),
        ("before:xyz", True, ["before:xyz is not understood"]),
        ("after:2021-13", False, ["after:2021-13 is not"]),
        ("before:20", False, ["before:20 is not"]),
        ("before:20", True, []),
        ("before:20 ", True, ["before:20 is not"]),
        ("is:un", True, []),
        ("is:odd", True, ["is:odd is not"]),
        ("min:<", True, []),
        ("min:ten", True, ["min:ten is not"]),
        ("author:", False, ["author: has no value"]),
        ("author:", True, []),
        ("author: doe tag:", False, ["author: has no value", "tag: has no value"]),
        ("tag: tag:", False, ["tag: has no value"]),
        ("auther:doe sea", True, ["no filter “auther:” – author:?"]),
        ("auther:", True, ["no filter “auther:” – author:?"]),
        ("-Tags:x", False, ["no filter “tags:” – tag:?"]),
        ('minutes:"5"', False, ["no filter “minutes:” – min:?"]),
        ("xyzzy:foo", False, ["xyzzy:foo is looked for as words"]),
        ("xyzzy:foo", True, []),
        ("xyzzy:foo sea", True, ["xyzzy:foo is looked for as words"]),
    ],
)
def test_what_is_not_understood_is_remarked_once_it_cannot_become_something(
    text: str, live: bool, begins: list[str]
) -> None:
    lines = unclear(text, live=live)
    assert len(lines) == len(begins)
    assert all(line.startswith(begin) for line, begin in zip(lines, begins, strict=True))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("((", "There is no letter"), ("- *", "There is no letter"), ('"', '" begins a phrase'), (" “ ", "“ begins"),
        ("", ""), ("((a", ""), ("is:unread", ""), ("-a", ""),
    ],
)  # fmt: skip
def test_what_has_nothing_to_look_for_is_said(text: str, line: str) -> None:
    said = "".join(nothing(text, parse(text, live=True)))
    assert said.startswith(line) and bool(said) == bool(line)
