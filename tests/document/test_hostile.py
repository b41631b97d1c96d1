"""Documents made to be dear: the first screen comes, all parts are drawn, and none is lost."""

from __future__ import annotations

import importlib.util
import sys

import pytest
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from reader.document import make_selector, open_document, whole
from reader.document.grammar import make
from reader.document.scan import scan
from reader.document.unit import Kind
from reader.sanitise import sanitise
from tests.document.samples import check_layout
from tests.shared import SHARED

_PATH = SHARED / "tools" / "pathological.py"


def _generators() -> dict:
    if not _PATH.is_file():
        return {}
    spec = importlib.util.spec_from_file_location("pathological", _PATH)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # the folder may be read-only
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = before
    return module.G


_GENERATORS = _generators()
# quadratic in the block parser, which a worker runs: 10 KB of them take 0.3 s and more here
_SLOW = {"lazy continuation", "setext+bq lazy", "lazy continuation 20", "table cell autofill"}
_LARGE = [
    "link openers no closers",
    "table rows",
    "list then many paras",
    "long word CJK",
    "footnote defs",
    "backticks",
]

# blocks of HTML within every budget of the parser: what is repeated, between what, and how often the words of it show
_BLOCKS = {
    "tag not closed": ("<div>\n", "<a ", 11_000, "<a "),
    "value not closed": ("<div>\n", '<a b=" ', 11_000, "<a b"),
    "tag closed in a value only": ("<div>\n", '<a b=">"', 8_000, "<a b"),
    "closing tag not closed": ("<div>\n", "</a ", 11_000, "</a "),
    "instruction not closed": ("<div>\n", "<? ", 11_000, "<?"),
    "declaration not closed": ("<div>\n", "<!d ", 5_500, "<!d"),
    "section not closed": ("<div>\n", "<![if ", 3_900, "<![if"),
    "spans over the table": ("<table>\n", "<tr><td rowspan=1000 colspan=40>x</td></tr>\n", 1_500, "x"),
    "a long row, then short ones": ("<table><tr>" + "<td>x" * 5_000, "<tr><td>x", 3_000, "x"),
    "tables in cells": ("<table>\n", "<table><tr><td>x", 3_500, "x"),
    "strong in strong": ("<div>\n", "<b>x", 11_000, "x"),
    "closed, never opened": ("<div>" + "<b>x" * 5_000, "</i>x", 5_000, "x"),
    "links in links": ("<div>\n", "<a href=y>x", 8_000, "x"),
    "links": ("<div>\n", "<a href=y>x</a> ", 5_500, "x"),
    "links in code": ("<pre>\n", "<a href=y>x", 8_000, "x"),
    "lists in lists": ("<ul>\n", "<ul><li>x", 5_500, "x"),
    "quotes in quotes": ("<div>\n", "<q>x", 11_000, "x"),
}


def _block(name: str) -> str:
    before, repeated, number, _ = _BLOCKS[name]
    # lines that are no longer than people write them
    lines = (repeated * min(500, number - at) for at in range(0, number, 500))
    return before + "\n".join(lines) + "\n"


def _open(text: str) -> None:
    document, parser = open_document(text[:65536], last=len(text) <= 65536)
    for index in range(min(len(document), 40)):
        document.layout(index, 72)
    if len(text) > 65536:
        parser.complete(text)
    while not parser.done:
        document.extend(parser.step())
    for index in {*range(min(len(document), 20)), len(document) - 1}:
        check_layout(document, index, 72)
        check_layout(document, index, 7)
    document.headings()
    assert document.find_heading("#no-such-heading") is None


@pytest.mark.parametrize("name", _GENERATORS)
def test_ten_kilobytes(name: str) -> None:
    _open(sanitise(_GENERATORS[name](2_000 if name in _SLOW else 10_000)))


@pytest.mark.parametrize("name", [name for name in _LARGE if name in _GENERATORS])
def test_a_hundred_kilobytes(name: str) -> None:
    _open(sanitise(_GENERATORS[name](100_000)))


@pytest.mark.parametrize("name", _BLOCKS)
def test_a_block_of_html(name: str) -> None:
    document = whole(_block(name))
    assert Kind.SOURCE not in {document.unit(index).kind for index in range(len(document))}
    document.sign_links(lambda link: ("!", "link.missing"))
    before, _, number, words = _BLOCKS[name]
    seen = sum(document.content(index).count(words) for index in range(len(document)))
    assert seen >= number + before.count(words)
    for index in range(len(document)):
        layout = document.layout(index, 72)
        assert max((len(run.roles) for line in layout.lines for run in line.runs), default=0) < 40
    assert document.find_heading("#no-such-heading") is None


@pytest.mark.parametrize("repeated", ["<a ", "<b \n\n", "<a name", "<a name=", "{#", "{: #", "<a id=' "])
def test_a_heading_that_is_not_there(repeated: str) -> None:
    document = whole("# T\n\n[x](#nope)\n\n" + repeated * 10_000 + "\n")
    assert document.find_heading("#nope") is None


@pytest.mark.parametrize("repeated", ["[a]: <b\n", "[a]: b 'c\n", "[a]:\nb\n'c\nd'\n"])
def test_definitions_are_looked_at_once(repeated: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = []

    def counting(source: str, *rest: object) -> StateBlock:
        looked.append(len(source))
        return StateBlock(source, *rest)

    monkeypatch.setattr("reader.document.scan.StateBlock", counting)
    text = repeated * 3_000
    scan(make(), text, 0)
    assert 0 < len(looked) <= 2_000
    assert sum(looked) < 20 * len(text)


@pytest.mark.parametrize("repeated", ["^a^ ", "$a$ ", "{{a}} ", "==a== ", "#", "{", "a:", "~a~ ", "*a* ", "[a] "])
def test_a_paragraph_of_signs_is_bounded(repeated: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    tokenize = ParserInline.tokenize

    def counting(parser: ParserInline, state: StateInline) -> None:
        nonlocal asked
        asked += state.posMax - state.pos
        tokenize(parser, state)

    text = "word " + repeated * (60_000 // len(repeated))
    monkeypatch.setattr(ParserInline, "tokenize", counting)
    document = whole(text)
    assert "".join(document.plain_text().split()) == "".join(text.split())
    assert asked < len(text) / 2


def test_a_mark_among_what_has_no_words() -> None:
    document = whole("---\n\n" * 5_000 + "words\n\n" + "---\n\n" * 5_000)
    looked = 0
    content = document.content

    def counting(index: int) -> str:
        nonlocal looked
        looked += 1
        return content(index)

    document.content = counting  # type: ignore[method-assign]
    assert make_selector(document, 5_001, 0, 5).quote == "words"
    assert looked < 2_000


@pytest.mark.parametrize("text", ["a b\n===\n", "a  b\n  ---  \n", "  a b\n-\n", "# a b\n", "a b \n=\n"])
def test_a_plain_heading_needs_no_parser(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.document.render.read_unit", None)
    document, _ = open_document("x\n\n" + text)
    assert [heading.text for heading in document.headings()] == ["a b"]
