"""The words of a heading, which are told without a parser where its markup is simple: they are what a parser gives."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.document.content import Known, heading_tokens, read_unit
from reader.document.grammar import blocks, make
from reader.document.render import Renderer
from reader.document.signs import UNICODE
from reader.document.unit import Kind, Unit
from reader.sanitise import sanitise

_KNOWN = Known({"a": {"title": "", "href": "/there"}}, {"1": 1})
_PARTS = (
    *("Added", "1.2.0", "it's", '"said"', "(2024-01-02)", "-", "--", "...", "e.g.", "C#", "#1", "##", "#", "1)", "+"),
    *("https://a.example/b", "a.example", "www.a.example", "me@a.example", "http:", "//a", "mailto:me", "a/b_c"),
    *("[1.2.0](https://a.example/v1)", "[a b](c)", "[a](b 'c')", "[a]", "[a][a]", "[]()", "[x](<y z>)", "[a](b(c)d)"),
    *("[*a*](b)", "[`a`](b)", "[a](b)(c)", "![a](b.png)", "[[Page]]", "[[Page|words]]", "[^1]", "[a](b){.c}"),
    *("*a*", "**a b**", "*a", "a*", "**a*", "***a***", "*a b*", "**.**", "*,a*", "*(a)*", "_a_", "__a__", "a_b_c"),
    *("`a`", "`a  b`", "` a `", "``a``", "`a", "`*a*`", "`<b>`", "`a`b", "~~a~~", "==a==", "^a^", "a^2^", "H~2~O"),
    *("&amp;", "&lt", "&", "<b>a</b>", "<br>", "<!-- a -->", "<https://a.example>", "<a id=b></a>", "{#c}", "{{a}}"),
    *(":smile:", ":", "$a$", "$1", "\\*", "\\", "|", "a|b", "!", "!a", "日本", "é", "a\u00a0b", "\u00ad",),
    *("\u200b", "\u3000", "\u202e", "...", "--", "'a'", "(c)", "(tm)", "+-", "", " ", "\t"),
)  # fmt: skip
_PHRASES = st.text("ab1.,-+(')\"/% é日\u00ad\u0301", min_size=1, max_size=6)
_TARGETS = st.one_of(
    st.text("ab/.:?#$*`{}[]!'\"&;%-~=|", max_size=8),
    st.sampled_from(["javascript:a", "data:a", "file:a", "vbscript:a", "http://[", "a&#41;", "%zz", "{{a}}", "a]]"]),
)
_SIMPLE = st.one_of(
    _PHRASES,
    st.builds("[{}]({})".format, _PHRASES, _TARGETS),
    st.builds("{0}{1}{0}".format, st.sampled_from(["*", "**", "`"]), _PHRASES),
)
_ODD = st.one_of(st.sampled_from(_PARTS), st.text("ab. *_[]()`#<>&\\!\t:-~", max_size=6))
_HEADINGS = st.builds(
    lambda marks, parts, end: sanitise(marks + " " + " ".join(parts) + end),
    st.sampled_from(["#", "##", "######"]),
    st.one_of(st.lists(_SIMPLE, max_size=5), st.lists(st.one_of(_SIMPLE, _SIMPLE, _ODD), max_size=7)),
    st.sampled_from(
        ["", "", "", " #", " ##", "#", " ##  ", "\t#", " {#a}", "  {#a-1}", " {#1_é}", " {#a}{#b}", " \\#"]
    ),
)


_UNDERLINED = st.builds(
    lambda parts, below: sanitise(" ".join(parts) + "\n" + below),
    st.lists(st.one_of(_SIMPLE, _SIMPLE, _ODD), min_size=1, max_size=5),
    st.sampled_from(["===", "---", "=", "  ----  ", "==\t"]),
)


@settings(max_examples=400)
@given(st.one_of(_HEADINGS, _HEADINGS, _UNDERLINED))
@example("## [1.2](url) - *date*")
@example("*a* [b](c) `d`  \n===")
@example("a\n*b*\n===")
@example("## *a* b {#a-b_1}")
@example("## a {#日本}")
@example("# {#a}")
@example("a {#b}\n---")
def test_words_of_a_heading(source: str) -> None:
    renderer = Renderer(UNICODE, None, lambda offset: Unit(Kind.HEADING, 0, len(source), 1))
    renderer.text, renderer.known = source, _KNOWN
    unit = Unit(Kind.HEADING, 0, len(source), 1, source.find(" "))
    parsed = read_unit(make(), Kind.HEADING, unit.level, source, _KNOWN, signs=UNICODE).text
    assert renderer.heading(unit) == " ".join(parsed.split())


@settings(max_examples=300)
@given(st.one_of(_HEADINGS, _UNDERLINED), st.sampled_from(["", " ", "   "]), st.sampled_from(["", "\n", " \t\n\n"]))
@example("# a #\t##", "", "")
@example("## ##", "", "")
@example("#", "", "")
@example("a\n  b\n -", "", "\n")
def test_a_heading_is_told_as_the_block_parser_tells_it(source: str, before: str, behind: str) -> None:
    md, text = make(), before + source + behind
    found = [token for block in blocks(md, text, {})[0] for token in block.tokens]
    if found and found[0].type == "heading_open" and len(found) == 3:
        told = [(t.type, t.tag, t.nesting, t.level, t.content) for t in heading_tokens(text)]
        assert told == [(t.type, t.tag, t.nesting, t.level, t.content) for t in found]
