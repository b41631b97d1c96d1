"""A passage of a document is found again in the document as it is now."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document import whole
from reader.document.anchor import make_selector, match, readable
from reader.document.document import Document
from reader.document.keytext import fold
from tests.shared import documents, needs_shared

TEXT = """---
title: The harbour wall
---

# The harbour wall

It was paid for by the town, in the end, and by [the railway](https://example.org/a) that needed it.

## Money

Nobody had the money; *everybody* had a plan[^1]. “So it went on,” the clerk wrote.

- first the stones
- then the lime

{}

## Stones

The stones came by sea from the north, four ships in a week when the weather held.

[^1]: A footnote about plans.
"""


def passage(document: Document, words: str) -> tuple[int, int, int]:
    for unit in range(len(document)):
        at = readable(document, unit).find(words)
        if at >= 0:
            return unit, at, at + len(words)
    raise AssertionError(words)


def quoted(document: Document, unit: int, start: int, end: int) -> str:
    text = readable(document, unit)
    for index in range(unit + 1, len(document)):
        text += "\n" + readable(document, index)
    return text[start:end]


def test_the_selector_has_headings_and_context() -> None:
    document = whole(TEXT)
    selector = make_selector(document, *passage(document, "The stones came by sea"))
    assert selector.headings[-1] == "Stones" and "Money" not in selector.headings
    assert selector.prefix.endswith("{}\nStones\n") or selector.prefix.endswith("Stones\n")
    assert len(fold(selector.prefix)) >= 120
    assert selector.suffix.startswith(" from the north")


@pytest.mark.parametrize(
    "words",
    [
        "The harbour wall",
        "It was paid for",
        "“So it went on,” the clerk wrote.",
        "had a plan ",
        "then the lime",
        "{}",
        "Stones",
    ],
)
def test_it_is_found_where_it_was_and_after_an_insertion(words: str) -> None:
    document = whole(TEXT)
    selector = make_selector(document, *passage(document, words))
    found = match(selector, document)
    assert found is not None and found.exact
    assert found[:2] == passage(document, words)[:2]
    edited = whole(
        TEXT.replace("# The harbour wall\n", "# The harbour wall\n\nA new paragraph came before it all.\n", 1)
    )
    again = match(selector, edited)
    assert again is not None and quoted(edited, *again[:3]).strip() == words.strip()


def test_typography_and_markup_do_not_matter() -> None:
    document = whole(TEXT)
    selector = make_selector(document, *passage(document, "everybody had a plan"))
    edited = whole(
        TEXT.replace("*everybody*", "**everybody**").replace("the money;", "the—money…").replace("\n", "\r\n")
    )
    found = match(selector, edited)
    assert found is not None and found.exact and quoted(edited, *found[:3]) == "everybody had a plan"


def test_a_passage_over_several_units() -> None:
    document = whole(TEXT)
    unit, start, _ = passage(document, "first the stones")
    joined = readable(document, unit) + "\n" + readable(document, unit + 1)
    selector = make_selector(document, unit, start, len(joined))
    assert selector.quote == "first the stones\nthen the lime"
    found = match(selector, document)
    assert found is not None and found[:3] == (unit, start, len(joined))


def test_nothing_to_mark() -> None:
    document = whole("text\n\n***\n")
    with pytest.raises(ValueError):
        make_selector(document, len(document) - 1, 0, 0)
    assert match(make_selector(whole(TEXT), *passage(whole(TEXT), "four ships")), whole("")) is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("abc dé中ß.,*_`[]()#->|\n\t", min_size=1, max_size=80), min_size=1, max_size=8), st.data())
def test_any_passage_of_any_document_is_exact_when_nothing_changed(parts: list[str], data: st.DataObject) -> None:
    document = whole("\n\n".join(parts))
    units = [unit for unit in range(len(document)) if fold(readable(document, unit))]
    if not units:
        return
    unit = data.draw(st.sampled_from(units))
    text = readable(document, unit)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if not fold(text[start:end]):
        return
    found = match(make_selector(document, unit, start, end), document)
    assert found is not None and found.exact
    assert fold(quoted(document, *found[:3])) == fold(text[start:end])


@needs_shared
def test_every_block_of_real_documents_is_exact_when_nothing_changed() -> None:
    for path in documents()[::40]:
        document = whole(path.read_text("utf-8", "replace")[:20_000], name=path.name)
        key = document.key_text()
        for unit in range(0, len(document), 7):
            text = readable(document, unit)
            if not fold(text):
                continue
            found = match(make_selector(document, unit, 0, len(text)), document, key)
            assert found is not None and found.exact, (path, unit, text[:80])
            assert key.position(found.unit, found.start) == key.position(unit, 0)
