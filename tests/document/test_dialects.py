"""What dialects add to GitHub's Markdown: how it is shown, and what only looks like it."""

from __future__ import annotations

import pytest

from reader.document import Kind, whole
from reader.document.keytext import fold
from reader.document.signs import ASCII
from tests.document.samples import check_layout, shown


def _lines(text: str, width: int = 60) -> list[str]:
    return [line.rstrip() for line in shown(whole(text), width)]


def _roles(text: str) -> dict[str, tuple[str, ...]]:
    document = whole(text)
    lines = [line for index in range(len(document)) for line in document.layout(index, 60).lines]
    return {run.text: run.roles[1:] for line in lines for run in line.runs}


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a ==b *c*== d", "a b c d"),
        ("==中文==标记==中文==", "中文标记中文"),
        ("if a==b and c==d", "if a==b and c==d"),
        ("打开**「设置」**吧，**b。**c", "打开「设置」吧，b。c"),
        ("이 **alt-.**명령", "이 alt-.명령"),
        ("a**(b)**c 中 **d", "a**(b)**c 中 **d"),
        ("a == b == c, a === b === c", "a == b == c, a === b === c"),
        ("*==a*==", "==a=="),
        ("x^2^ and 1^st^, e^-x^", "x² and 1ˢᵗ, e⁻ˣ"),
        ("x^q?^", "x^q?"),
        ("x^2+y^2 and 2^3^4 and a^b and ^^ ^", "x^2+y^2 and 2^3^4 and a^b and ^^ ^"),
        ("see[^1][^2]", "see[^1][^2]"),
        ("H~2~O, x~i~, (a)~1~", "H₂O, xᵢ, (a)₁"),
        ("~gone~ and ~/dir/~x", "gone and ~/dir/~x"),
        ("x^**2**^", "x²"),
        (r"\==a== \^b^ x\~2~", "==a== ^b^ x~2~"),
        ("`==a== x^2^`", "==a== x^2^"),
        ("m<sup>th</sup> <sub>[a]</sub> a<sup>b c</sup>", "mᵗʰ [a] a^b c"),
    ],
)
def test_words_in_a_line(source: str, text: str) -> None:
    assert " ".join(_lines(source)) == text


def test_roles_of_words_in_a_line() -> None:
    roles = _roles("==mark== x^2^ H~3~O ~gone~")
    assert roles["mark"] == ("mark",) and roles["²"] == ("sup",) and roles["₃"] == ("sub",)
    assert roles["gone"] == ("strike",)


def test_raised_words_are_found_as_they_are_written() -> None:
    document = whole("E=mc^2^ 1^st^ ==x==")
    assert document.content(1) == "E=mc2 1st x"
    assert document.key_text().text == fold("E=mc2 1st x")
    assert shown(whole("x^2^ y~10~", signs=ASCII), 20) == ["x^2 y_10"]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("Term\n: one\n: two", ["Term", "  one", "  two"]),
        ("Term\n\n: one\n\nOther\n\n: two", ["Term", "", "  one", "", "Other", "", "  two"]),
        ("T\n: a\n\n  b\n\n      c = d\n\nU\n: e", ["T", "  a", "", "  b", "", "   c = d", "", "U", "  e"]),
        ("T\n:   - a\n    - b\n\nend", ["T", "  • a", "  • b", "", "end"]),
        ("T\n: a\nlazy\n: b", ["T", "  a lazy", "  b"]),
        ("T\n: a\n---", ["T", "  a", "", " " * 20 + "─" * 20]),
        ("> T\n> : a", ["▎ T", "▎   a"]),
        ("- T\n  : a\n- b", ["• T", "    a", "• b"]),
        ("two\nlines\n: a", ["two lines : a"]),
        ("smile\n:) and :x", ["smile :) and :x"]),
        (": a", [": a"]),
        (
            "<!-- o -->\n\n:   a\n    b\n\n    ```\n    c\n    ```\n\n:   e\n\nx",
            ["  a b", "", "   c", "", "  e", "", "x"],
        ),
        ("x\n### H\n: a", ["x", "", "H", "", ": a"]),
    ],
)
def test_definitions(source: str, lines: list[str]) -> None:
    assert _lines(source) == lines


def test_each_term_is_a_unit() -> None:
    document = whole("".join(f"Term {number}\n: text\n\n" for number in range(50)))
    assert len(document) == 51 and {document.unit(index).kind for index in range(1, 51)} == {Kind.DEFINITION}
    assert _roles("T\n: a")["T"] == ("strong",)


def test_definitions_in_definitions_keep_their_words() -> None:
    source = "".join("  " * depth + f"term{depth}\n" + "  " * depth + ": " for depth in range(1)) + "x\n"
    for depth in range(1, 40):
        source += "\n" + "  " * depth + f"term{depth}\n\n" + "  " * depth + f": deep{depth}\n"
    text = whole(source).plain_text()
    assert all(f"term{depth}" in text and f"deep{depth}" in text for depth in range(1, 40))


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("> [!NOTE]\n> a", ["▎ Note", "▎ a"]),
        ("> [!tip] *Own* title\n> a\n>\n> b", ["▎ Tip · Own title", "▎ a", "▎", "▎ b"]),
        ("> [!warning]- folded title\n> body", ["▎ Warning · folded title", "▎ body"]),
        ("> [!faq]+\n> - a\n> - b", ["▎ Faq", "▎ • a", "▎ • b"]),
        ("> [!my-own_type] T", ["▎ My own type · T"]),
        ("> [!note]\n> > [!bug] in\n> > b", ["▎ Note", "▎ ▎ Bug · in", "▎ ▎ b"]),
        ("- > [!note] T\n  > a", ["• ▎ Note · T", "  ▎ a"]),
        ("> [!note]\n> ===", ["▎ Note", "▎ ==="]),
        ("> a\n> [!note] b", ["▎ a [!note] b"]),
        ("> [!note](x.md) a", ["▎ !note a"]),
        ("> [!two words] a", ["▎ [!two words] a"]),
        ("[!note] a", ["[!note] a"]),
    ],
)
def test_callouts(source: str, lines: list[str]) -> None:
    assert _lines(source) == lines


def test_callouts_have_the_colours_of_the_five() -> None:
    for word, role in (("NOTE", "note"), ("hint", "tip"), ("faq", "important"), ("Danger", "caution"), ("x", "note")):
        assert whole(f"> [!{word}]\n> a").layout(1, 30).lines[0].runs[0].roles == (f"alert.{role}",)


def test_embeds() -> None:
    found = [(link.text, link.href, link.kind) for _, link, _ in whole("![[a note#part]] ![[p.png|wide]]").links_all()]
    assert found == [("a note#part", "a%20note#part", "link"), ("wide", "p.png", "image")]


_PATTERNS = ["==", "==a", "^a", "a~b", "~a~\n", "^a^", ": \n", "T\n: ", "T\n\n: a\n\n", "> [!a]- b\n", "![["]


@pytest.mark.parametrize("sign", _PATTERNS)
def test_many_signs_are_no_trap(sign: str) -> None:
    document = whole(sign * (40_000 // len(sign)))
    for index in {*range(min(len(document), 4)), len(document) - 1}:
        check_layout(document, index, 40)
