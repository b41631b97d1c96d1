"""Brackets that nothing closes are words, as the parser finds in the end, but without its search."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it.token import Token

from reader.document.content import Known, read_unit
from reader.document.grammar import make
from reader.document.signs import UNICODE
from reader.document.unit import Kind

_SIGNS = [
    "[",
    "![",
    "^[",
    "[[",
    "]",
    "](b)",
    "a",
    "*",
    "_",
    "`",
    "\\",
    "~~",
    "<b>",
    "<a",
    "$",
    "==",
    "{{",
    "!",
    "\n",
    " ",
]


def _shape(tokens: list[Token]) -> list[Any]:
    return [(token.type, token.content, token.attrs, _shape(token.children or [])) for token in tokens]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(_SIGNS), max_size=12).map("".join))
@example("![a](b) ![c [d")
@example("[a *b* ^[c")
def test_they_are_what_they_are_without_the_rule(text: str) -> None:
    with_rule, without = make(), make()
    without.inline.ruler.disable("unclosed")
    found, expected = (md.parseInline(text, {"references": {}, "notes": {}}) for md in (with_rule, without))
    assert _shape(found) == _shape(expected)


@pytest.mark.parametrize("sign", ["[a", "![a", "^[a", "[[a"])
def test_none_is_searched_for_its_end(sign: str, monkeypatch: pytest.MonkeyPatch) -> None:
    md, skipped = make(), list[int]()
    skip = md.inline.skipToken
    monkeypatch.setattr(md.inline, "skipToken", lambda state: (skipped.append(state.pos), skip(state))[1])
    content = read_unit(md, Kind.PARAGRAPH, 0, sign * 200, Known({}, {}), signs=UNICODE)
    assert content.text == sign * 200
    assert not skipped
