"""Long lists, quotations and notes are parsed in portions: every line is in a unit, and slices change nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.document import whole
from reader.document.parser import Parser
from reader.document.portion import State
from reader.document.unit import Kind
from tests.document.samples import lazily

_WORD = re.compile(r"\w+")
_line = st.sampled_from(
    ["- a{}", "- *", "- *b* {}", "-   c {}", "- [d {}](e)", "- [ ] f{}", "-     g{}", "* h{}", "1. i{}", "2. j{}",
     "- - l{}", "- > m{}", "- 1. n{}", "- ```", "- <!-- o{}", "- # p{}", "- [q]: r{}", "- [^s{}]: t", "- u{} | v",
     "9) k{}", "- ---", "  w{}", "    x{}", "  - y{}", "", "", "z{}", "> a{}", "> > b{}", "> - c{}", ">", "> ```",
     "[^d{}]: e", "    f{}", "g{}", ": h{}", "  i{}", "```", "---", "- **", "- `` j{} ``", "- 12", "- 12. k{}",
     "\t- l{}", "-\tn{}", "1.\to{}",
     " - m{}"]
)  # fmt: skip
_text = st.lists(st.tuples(_line, st.integers(1, 3)), max_size=30).map(
    lambda lines: "\n".join(line.format(at) for at, (line, times) in enumerate(lines) for _ in range(times)) + "\n"
)


@pytest.fixture(autouse=True, scope="module")
def _small_portions():
    """Portions of a few lines, so that short texts are parted."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reader.document.grammar.PORTIONS", (4, 9))
        yield


def _units(text: str) -> list[tuple]:
    document = whole(text)
    return [document.unit(index) for index in range(len(document))]


@settings(max_examples=150, deadline=None)
@given(text=_text, sizes=st.lists(st.integers(1, 80), min_size=1, max_size=3))
@example(text="- a\n" + "  b\n" * 30 + "- c\n", sizes=[20])
@example(text="> a\n" * 30 + "b\n", sizes=[20])
def test_slices_give_the_whole(text: str, sizes: list[int]) -> None:
    one, other = lazily(text, sizes), whole(text)
    assert [one.unit(index) for index in range(len(one))] == [other.unit(index) for index in range(len(other))]
    assert one.plain_text() == other.plain_text()
    assert one.notes == other.notes


@settings(max_examples=100, deadline=None)
@given(text=_text)
def test_every_line_is_in_a_unit(text: str) -> None:
    reached = 0
    for unit in _units(text)[1:]:
        between = text[reached : unit.start]
        assert not between.strip() or re.search(r"\[q\]:", between), "a definition of a link shows nothing"
        reached = unit.end
    assert not text[reached:].strip() or "[q]:" in text[reached:]


@settings(max_examples=150, deadline=None)
@given(text=_text)
@example(text="3. a\n\n3. b\n3. c\n\n\n3. d\n\ne\n")
@example(text="-\ta\n-   b\n-\tc\n- d\n-\t\te\n- f\n-     g\n- h\n")
@example(text="- <!-- a\n\n- b\n\n- ```c\n\n- d\n\n  e\n")
def test_items_of_one_line_are_what_the_parser_finds(text: str) -> None:
    found = _units(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reader.document.grammar.plain_items", lambda state, line: (0, 0, 0))
        assert found == _units(text)


_words = st.sampled_from(
    ["a{}", "*b* {}", " c{}", "# d{}", "> e{}", "- f{}", "1. g{}", "```", "`h{}", "~~~", "<div>", "<!-- i{}", "$$",
     "j | k", "|l", ":::", "%%", "{{{{< m >}}}}", "===", "[n]: o", "[^p{}]: q", "[r{}](s)", "", ": t{}", "\tu", "\\",
     "[[v]]"]
)  # fmt: skip
_label = st.sampled_from(["[^{}]:", "[^{}]: ", "[^same]: ", "[^w{}]: ", " [^x{}]: ", "[^y z]: ", "[^[{}]: "])
_between = st.sampled_from(["\n", "\n", "\n", "\n", "\n\n", "\n===\n", "\nlazy\n", "\n    in\n", "\n-|-\n", "\n- a\n"])


@settings(max_examples=150, deadline=None)
@given(parts=st.lists(st.tuples(_label, _words, _between), max_size=14), sizes=st.lists(st.integers(1, 80), min_size=1))
def test_notes_of_one_line_are_what_the_parser_finds(parts: list[tuple[str, str, str]], sizes: list[int]) -> None:
    text = "".join((label + words).format(at, at) + between for at, (label, words, between) in enumerate(parts))

    def found() -> list[object]:
        documents = whole(text), lazily(text, sizes)
        return [
            ([document.unit(index) for index in range(len(document))], dict(document.notes), document.plain_text())
            for document in documents
        ]

    one, other = found()
    assert one == other
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reader.document.grammar.plain_notes", lambda state, line: [])
        assert found()[0] == one


def test_an_item_as_long_as_a_document_is_shown_as_source() -> None:
    text = "1. first\n\n" + "   more\n\n" * 20 + "2. second\n"
    kinds = [(unit.kind, text[unit.start : unit.end].strip()[:8]) for unit in _units(text)[1:]]
    assert kinds == [(Kind.SOURCE, "1. first"), (Kind.LIST_ITEM, "2. secon")]


def test_lines_set_in_are_not_parted_among_themselves() -> None:
    text = "!!! note\n" + "    a\n\n" * 3 + "b\n"  # more than a portion has
    assert [unit.kind for unit in _units(text)[1:]] == [Kind.ALERT, Kind.PARAGRAPH]
    kinds = [unit.kind for unit in _units("!!! note\n" + "    a\n\n" * 9 + "b\n")[1:]]
    assert kinds == [Kind.SOURCE, Kind.PARAGRAPH]


def test_a_long_quotation_stays_one() -> None:
    text = "> a\n>\n" * 20
    assert {unit.kind for unit in _units(text)[1:]} == {Kind.QUOTE}
    assert len(_units(text)) > 4


def test_numbers_go_on_over_portions() -> None:
    text = "".join(f"{number}. item\n{'   more' if number % 3 else ''}\n" for number in range(7, 60))
    assert [unit.level for unit in _units(text)[1:]] == list(range(7, 60))


@pytest.mark.parametrize(
    "text",
    [
        "> " * 12 + "a\n" + "b\n" * 3_000,
        "- " * 20 + "a\n" + "b\n" * 3_000,
        "".join("> " * (at % 12 + 1) + "[!note] a\n" for at in range(3_000)),
        "a\n" + ": b\n" * 3_000,
        "- a\n" * 3_000,
        "[^a]: b\n" + "    c\n\n" * 3_000,
        "- a\n\n" * 3_000,
    ],
    ids=[
        "lazy lines in quotes",
        "lazy lines in items",
        "callouts",
        "definitions",
        "items",
        "note",
        "loose items",
    ],
)
def test_the_work_goes_with_the_length(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pushed = 0
    push = State.push

    def counting(state: State, *args: object) -> object:
        nonlocal pushed
        pushed += 1
        return push(state, *args)

    monkeypatch.setattr(State, "push", counting)
    counts = []
    for source in (text[: len(text) // 2], text):
        pushed = 0
        whole(source)
        counts.append(pushed)
    assert counts[1] <= 2.5 * counts[0] + 2_000
    assert counts[1] < 40 * text.count("\n")


@pytest.mark.parametrize("repeated", ["<div>\n\n", "<!-- a -->\n\n", "<p align=center>\n\n</p>\n\n<!--\n\n-->\n"])
def test_blocks_that_show_nothing_are_few_units(repeated: str) -> None:
    text = "a\n\n" + repeated * 2_000 + "b\n\n<div>c</div>\n\n<div>\n\n<div>d</div>\n\n" + repeated
    one, other = lazily(text, [900, 40]), whole(text)
    assert [one.unit(index) for index in range(len(one))] == [other.unit(index) for index in range(len(other))]
    assert other.plain_text() == "a\n\nb\n\nc\n\nd"
    assert len(other) < 10 + len(text) / 200


def test_a_thread_that_parses_may_rest_between_blocks() -> None:
    parser, rests = Parser("# T\n\n" + "Words.\n\n" * 100), list[int]()
    parser.pause = lambda: rests.append(1)
    parser.step(1000)
    assert len(rests) == 101
