"""Definitions are kept packed, and answer as dictionaries would."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document import whole
from reader.document.label import Notes, References
from reader.document.parser import Parser

_WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=5)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(_WORDS, _WORDS, _WORDS), max_size=40), _WORDS)
def test_the_first_definition_of_a_label_counts(defined: list[tuple[str, str, str]], other: str) -> None:
    plain: dict[str, dict[str, object]] = {}
    numbers: dict[str, int] = {}
    references, again, notes = References(), References(), Notes()
    for label, href, title in defined:
        plain.setdefault(label, {"title": title, "href": href})
        numbers.setdefault(label, len(numbers) + 1)
        references.define(label, {"title": title, "href": href})
        notes.add(label)
    for label, found in reversed(plain.items()):
        again.define(label, found)
    assert list(references.items()) == list(plain.items())
    assert list(notes.items()) == list(numbers.items())
    assert references == plain == again == references and notes == numbers
    assert references.get(other) == plain.get(other) and (other in notes) == (other in numbers)
    again.define("another", {"title": "", "href": ""})
    assert (again == references) == ("another" in plain)


@pytest.mark.parametrize("line", ["[{}]: u\n", "[^{}]: y\n\n"])
def test_definitions_weigh_little_more_than_their_text(line: str) -> None:
    text = "".join(map(line.format, range(20_000)))
    tracemalloc.start()
    try:
        parser = Parser(text)
        while not parser.done:
            batch = parser.step(16_384)
        assert batch.done and tracemalloc.get_traced_memory()[0] < 6 * len(text)
    finally:
        tracemalloc.stop()


def test_many_definitions_are_all_found() -> None:
    count = 3000
    text = "".join(f"[label {number}]: u{number} 't{number}'\n" for number in range(count))
    text += "".join(f"[^{number}]: y\n\n" for number in range(count))
    text += "".join(f"\n[Label {number}] and[^{number}]\n" for number in (0, 1, count // 2, count - 1))
    document = whole(text)
    links = [link for _, link, _ in document.links_all() if link.kind in {"link", "footnote"}]
    asked = [0, 1, count // 2, count - 1]
    assert [(link.href, link.title) for link in links[0::2]] == [(f"u{number}", f"t{number}") for number in asked]
    assert [link.href for link in links[1::2]] == [f"#fn-{number}" for number in asked]
