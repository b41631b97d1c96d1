"""Headings, slugs, and what a fragment finds."""

# ruff: noqa: E501 - tables of examples

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.document import open_document, whole
from reader.document.outline import Slugs, find_anchor, slug


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Hello, World!", "hello-world"), ("  A  b ", "a--b"), ("Größe & Maß", "größe--maß"), ("日本語 の", "日本語-の"),
        ("foo_bar-baz", "foo_bar-baz"), ("1.2.3", "123"), ("", ""),
    ],
)  # fmt: skip
def test_slug(text: str, made: str) -> None:
    assert slug(text) == made


@given(
    st.lists(
        st.sampled_from(["a", "A", "a-1", "a-1-1", "a-01", "a-2", "-1", "", "b", "a-", "a-9999999999", "é-1"]),
        max_size=24,
    )
)
def test_slugs_are_given_once(texts: list[str]) -> None:
    slugs, given, wanted = Slugs(), list[str](), list[str]()
    for text in texts:
        base, number = slug(text), 0
        while (name := f"{base}-{number}" if number else base) in wanted:
            number += 1
        wanted.append(name)
        given.append(slugs.give(text))
    assert given == wanted


def test_repeated_headings_are_found() -> None:
    document = whole("# A\n\n" * 300 + "# A-7\n\n## B\n\n# A-7\n")
    headings = document.headings()
    assert [headings[at].slug for at in (0, 1, 299, 300, 302, -2)] == ["a", "a-1", "a-299", "a-7-1", "a-7-2", "b"]
    for at in (0, 7, 299, 300, 301, 302):
        assert document.find_heading(f"#{headings[at].slug}") == headings[at]
    assert document.find_heading("#a-300") is None and len(headings[1:3]) == 2


def test_repeated_headings_weigh_little() -> None:
    weights = []
    for count in (2_000, 10_000):
        tracemalloc.start()
        try:
            document = whole("# A\n\n" * count)
            assert len(document.headings()) == count
            weights.append(tracemalloc.get_traced_memory()[0])
        finally:
            tracemalloc.stop()
    assert weights[1] - weights[0] < 80 * 8_000


def test_headings() -> None:
    document = whole(
        "text\n\n# A *b* `c`\n\n## Same\n\n## Same\n\nSetext\n===\n\n> # quoted\n\n## Same #\n\n### [x][r] &amp;\n\n[r]: y"
    )
    found = [(heading.level, heading.text, heading.slug, heading.line) for heading in document.headings()]
    assert found == [
        (1, "A b c", "a-b-c", 3), (2, "Same", "same", 5), (2, "Same", "same-1", 7), (1, "Setext", "setext", 9),
        (2, "Same", "same-2", 14), (3, "x &", "x-", 16),
    ]  # fmt: skip
    for heading in document.headings():
        assert document.index_at(heading.offset) == heading.unit


def test_find_heading() -> None:
    document = whole("# Über uns\n\n## Second part\n\ntext <a name='old'></a>\n\n<p id=\"par\">x</p>")
    title, second = document.headings()
    assert document.find_heading("#über-uns") == document.find_heading("%C3%BCber-uns") == title
    assert document.find_heading("Second%20Part") == document.find_heading("SECOND-PART") == second
    old = document.find_heading("old")
    assert old is not None and document.unit(old.unit).line == 5
    par = document.find_heading("#par")
    assert par is not None and document.unit(par.unit).line == 7
    assert document.find_heading("none") is None and document.find_heading("") is None


def test_headings_grow_with_the_document() -> None:
    text = "".join(f"# Heading {number}\n\n{'words ' * 60}\n\n" for number in range(60))
    document, parser = open_document(text, first=500)
    counts = [len(document.headings())]
    while not parser.done:
        document.extend(parser.step(2000))
        counts.append(len(document.headings()))
    assert counts[0] < counts[-1] == 60 and counts == sorted(counts)
    assert [heading.slug for heading in document.headings()] == [f"heading-{number}" for number in range(60)]


def test_find_note() -> None:
    document = whole("a[^x] b\n\nc[^x]\n\n[^x]: note\n")
    assert document.find_note("#fn-x") == (3, 0)
    assert document.find_note("#fnref-x") == (1, 1)
    assert document.find_note("#fn-y") is None


def test_definitions_far_below_are_known_at_once() -> None:
    text = "[a][r] and [^n]\n\n" + "words\n\n" * 3000 + "[r]: there.md\n\n[^n]: note\n"
    document, parser = open_document(text, first=100)
    assert not parser.done
    assert [link.href for link in document.links(1)] == ["there.md", "#fn-n"]
    version = document.renewals
    while not parser.done:
        document.extend(parser.step())
    assert document.renewals == version


def test_definitions_beyond_the_head_come_with_the_whole() -> None:
    text = "[a][r]\n\n" + "words\n\n" * 3000 + "[r]: there.md\n"
    document, parser = open_document(text[:5000], first=100, last=False)
    assert document.links(1) == ()
    version = document.version
    parser.complete(text)
    document.extend(parser.step())
    assert [link.href for link in document.links(1)] == ["there.md"]
    assert document.version > version and document.text == text


@pytest.mark.parametrize(
    ("source", "name", "found"),
    [
        ('x <a name="old">y</a>', "old", 2), ("x <a id = 'old'>", "old", 2), ("x <a id= old>", "old", 2),
        ('<p class="old" id="old">', "old", 0), ('<p class="old">', "old", -1), ('<a href="#old">', "old", -1),
        ("# H {#old}", "old", 4), ("# H {: #old}", "old", 4), ("see #old", "old", -1), ('the "old" one', "old", -1),
        ('"old" <b id=older> <b id=old>', "old", 19), ("{#old} <b id=old>", "old", 0), ("", "", -1),
    ],
)  # fmt: skip
def test_find_anchor(source: str, name: str, found: int) -> None:
    assert find_anchor(source, f"#{name}") == found
    assert find_anchor("x" * 3000 + "\n" + source, name) == (found + 3001 if found >= 0 else -1)
