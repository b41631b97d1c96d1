"""Definitions that are found before the text is parsed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.document import scan
from reader.document.grammar import make

LINES = ["[a]: /b", "[^n]: a note", "> [c]: /d 'title'", "```", "~~~ x", "words", "", "[e]:", "/f", "- [g]: <h i>"]


@given(st.lists(st.sampled_from(LINES)).map("\n".join), st.integers(1, 20))
def test_it_does_not_matter_where_the_parts_end(text: str, part: int) -> None:
    whole = scan.scan(make(), text, 0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan, "_PART", part)
        parted = scan.scan(make(), text, 0)
    assert (dict(parted.references), dict(parted.notes)) == (dict(whole.references), dict(whole.notes))


def test_what_stands_in_a_fence_defines_nothing() -> None:
    found = scan.scan(make(), "[a]: /b\n\n```\n[c]: /d\n```\n\n[^n]: note\n", 0)
    assert list(found.references) == ["A"] and list(found.notes) == ["n"]
