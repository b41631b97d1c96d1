"""Formulas are shown in Unicode, as their source where they cannot, and money stays money."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.document import Kind, tex, tex_matrix, whole
from reader.document.signs import ASCII
from reader.document.tex_line import NotPlainError, TexLine
from tests.document.samples import check_layout, shown


def _lines(text: str, width: int = 60) -> list[str]:
    return [line.rstrip() for line in shown(whole(text), width)]


@pytest.fixture
def converter() -> None:
    pytest.importorskip("pylatexenc")


@pytest.mark.usefixtures("converter")
@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("Let $a^2$ be $x_{ij} \\le \\alpha$.", ["Let a² be xᵢⱼ ≤ α."]),
        ("$\\frac{a+b}{2}$ and $\\sqrt{x}$, $e^{i\\pi}$", ["(a+b)/2 and √x, e^(iπ)"]),
        ("$\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ of $x^{\\prime}$, $f'$", ["[1 2; 3 4] of x′, f'"]),
        ("$`a^2`$ $$x$$ b", ["a²", "x", "b"]),
        ("$$\n\\sum_{i=1}^n x_i\n$$", ["    ∑ᵢ₌₁ⁿ xᵢ"]),
        ("$$\\begin{aligned} a &= b \\\\ &= c \\end{aligned}$$", ["    a = b", "    = c"]),
        ("```math\n\\frac{a}{b}\n```", ["    a/b"]),
        ("$$\na+b\n$$ (eq:one)\nmore", ["    a+b", "", "more"]),
        ("$$ a+b $$ {#eq-one}", ["    a+b"]),
        ("\\begin{align*}\na &= b\\\\\nc &= d\n\\end{align*}\ne", ["    a = b", "    c = d", "", "e"]),
        ("a\n\\begin{equation}\n\\label{x}\nb^2\n\\end{equation}", ["a", "", "    b²"]),
        ("\\begin{align}\na\n\nb", ["\\begin{align} a", "", "b"]),
        ("the $m$th, $V\\left(w\\right) $ for", ["the mth, V(w) for"]),
        ("l$h(\\alpha)$ a", ["lh(α) a"]),
        ("US$5 and $6, $HOME$PATH, $5 \\foo $6", ["US$5 and $6, $HOME$PATH, $5 \\foo $6"]),
        ("text\n$$\nx\n$$\nmore", ["text", "", "    x", "", "more"]),
        ("text\n$$\na\n- b\n$$", ["text", "", "    a", "    - b"]),
        ("text\n$$\nx\n\n$$", ["text", "", "$$ x", "", "$$"]),
        ("a \\(x^2\\), \\(n\\) \\(\\pi\\) b", ["a x², n π b"]),
        ("\\[\n\\frac{a}{b}\n\\]", ["a/b"]),
        ("> $$\n> x\n> $$", ["▎     x"]),
        ("- $$\n  x\n  $$\n- b", ["•     x", "• b"]),
        ("记为$x^2$和$b$，수식 $n$은", ["记为x²和b，수식 n은"]),
        ("$\\broken{$ x", ["\\broken{ x"]),
    ],
)
def test_formulas(source: str, lines: list[str]) -> None:
    assert _lines(source) == lines


@pytest.mark.usefixtures("converter")
@pytest.mark.parametrize(
    ("source", "lines"),
    [
        (
            "A = \\begin{pmatrix} a & b \\\\ c & -dd \\end{pmatrix}^T x",
            ["A = ⎛ a   b  ⎞ ᵀ x", "    ⎝ c  -dd ⎠"],
        ),
        (
            "f(x) = \\begin{cases} 1 & x > 0 \\\\ 0 & \\text{else} \\end{cases}",
            ["f(x) = ⎧ 1  x > 0", "       ⎩ 0  else"],
        ),
        (
            "\\left[\\begin{array}{cc|c} 1 & 2 & \\frac{a}{b} \\\\ \\hline & \\ddots "
            "\\\\[2pt] 5 \\\\ \\end{array}\\right] \\alpha",
            ["⎡ 1  2  a/b ⎤", "⎢    ⋱      ⎥ α", "⎣ 5         ⎦"],
        ),
        ("\\begin{Bmatrix} 1 \\\\ 2 \\\\ 3 \\\\ 4 \\end{Bmatrix}", ["⎧ 1 ⎫", "⎨ 2 ⎬", "⎪ 3 ⎪", "⎩ 4 ⎭"]),
        ("\\begin{vmatrix} a & b \\end{vmatrix}", ["| a  b |"]),
        ("\\begin{matrix} 数 \\\\ b \\end{matrix} = c", ["数 = c", "b"]),
        (
            "\\begin{bmatrix} \\begin{matrix} 1 & 2 \\end{matrix} \\\\ {a & b} \\end{bmatrix}",
            ["⎡ 1 2 ⎤", "⎣ a b ⎦"],
        ),
    ],
)
def test_matrices_stand_on_several_lines(source: str, lines: list[str]) -> None:
    for text in (f"$$\n{source}\n$$", f"$${source}$$"):
        assert [line.removeprefix("    ").replace("\xa0", " ") for line in _lines(text)] == lines
        assert whole(text).content(1) == source


@pytest.mark.usefixtures("converter")
@pytest.mark.parametrize(
    "source",
    [
        "a", "\\begin{pmatrix} a", "\\begin{pmatrix} a \\end{bmatrix}", "\\left( \\begin{matrix} a \\end{matrix}",
        "\\begin{aligned} a &= \\begin{matrix} b \\end{matrix} \\end{aligned}", "\\begin{matrix}\\end{matrix}",
        "\\begin{matrix} " + "aaaaaaaaaaaa & " * 7 + "\\end{matrix}", "\\begin{matrix} a \\end{matrix} \\broken{",
    ],
)  # fmt: skip
def test_what_cannot_stand_on_several_lines(source: str) -> None:
    assert tex_matrix.stacked(source) is None


@given(
    st.lists(
        st.sampled_from(
            [
                "\\begin{matrix}",
                "\\end{matrix}",
                "\\left(",
                "\\right)",
                "{",
                "}",
                "&",
                "\\\\",
                "a",
                "\\hline",
                " ",
                "\\begin{cases}",
                "^",
                "\\",
            ]
        ),
        max_size=14,
    ).map("".join)
)
def test_no_matrix_is_an_error(source: str) -> None:
    document = whole(f"$$\n{source}\n$$")
    for index in range(len(document)):
        check_layout(document, index, 30)


@pytest.mark.parametrize(
    "line",
    [
        "$5 and $10", "$5-$10, US$5 or A$7", "from $1,000–$2,000 to 10", "$ a $", "$HOME:$PATH", "$$$ and $$$$", "$",
        "a $x", "a$b$c", "($5)/$6", "共$5和$10元，$7", "$AAPL,$MSFT",
    ],
)  # fmt: skip
def test_money_stays_money(line: str) -> None:
    assert _lines(line) == [line] and whole(line).content(1) == line


@pytest.mark.parametrize(
    ("source", "line"),
    [(r"\[1\] and \[Music\]", "[1] and [Music]"), (r"\(see below\)", "(see below)"), (r"\\(x^2\\)", r"\(x^2\)")],
)
def test_escaped_brackets_of_words_stay_brackets(source: str, line: str) -> None:
    assert _lines(source) == [line]


def test_signs_in_code_and_behind_a_backslash_are_no_formula() -> None:
    assert _lines("`$a$` costs $a `b$` c \\$a$") == ["$a$ costs $a b$ c $a$"]
    assert _lines("a $$ ` $$ AT&amp;T `") == ["a $$ $$ AT&amp;T"]
    assert _lines("- $$\n  ` $$ AT&amp;T `code`\n  $$") == ["• $$ $$ AT&amp;Tcode`", "  $$"]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("$$\nx\n\n$$", ["$$ x", "", "$$"]),
        ("$$ a $$ b", ["a", "b"]),
        ("$$\n- x\n$$", [" - x"]),
        ("$$\n- [a](b.md)", ["$$", "", "• a"]),
        ("$$ so much", ["$$ so much"]),
    ],
)
def test_a_formula_on_lines_ends_at_a_blank_one(source: str, lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.document.block.to_unicode", lambda source: None)
    monkeypatch.setattr("reader.document.inline.to_unicode", lambda source: None)
    assert [line.removesuffix("tex").rstrip() for line in _lines(source)] == lines


def test_without_the_converter_the_source_is_code(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(tex, "import_module", absent)
    tex.to_unicode.cache_clear()
    tex._converter.cache_clear()
    try:
        document = whole("Let $a^2$.\n\n$$\n\\pi\n$$")
        runs = [run for index in (1, 2) for line in document.layout(index, 30).lines for run in line.runs]
        assert ("a^2", ("text", "code")) in [(run.text, run.roles) for run in runs]
        assert document.unit(2).kind is Kind.CODE and document.content(2) == "\\pi"
    finally:
        tex.to_unicode.cache_clear()
        tex._converter.cache_clear()


@pytest.mark.usefixtures("converter")
def test_what_is_read_does_not_depend_on_the_converter() -> None:
    source = "Let $\\frac{a}{b}$ be.\n\n$$\n\\pi\n$$"
    assert [whole(source).content(index) for index in (1, 2)] == ["Let \\frac{a}{b} be.", "\\pi"]
    assert shown(whole(source, signs=ASCII), 30)[0] == "Let \\frac{a}{b} be."
    assert all(run.offset < len(source) for run in whole(source).layout(1, 20).lines[0].runs)


@pytest.mark.usefixtures("converter")
@pytest.mark.parametrize(
    "formula",
    ["{" * 500, "\\frac" * 300, "x^" * 900, "\\left(" * 300, "\\begin{array}" * 100, "a_" * 999, "\\sqrt" * 300],
)
def test_formulas_made_to_be_dear(formula: str) -> None:
    document = whole(f"a ${formula}x$ b")
    check_layout(document, 1, 40)
    assert formula in document.content(1)


@pytest.mark.parametrize("sign", ["$", "$$", "$a ", "$a$", "$$a", "$$\n", "$$\na\n", "$`a ", "a$ "])
def test_many_signs_are_no_trap(sign: str) -> None:
    document = whole(sign * (90_000 // len(sign)))
    for index in {*range(min(len(document), 4)), len(document) - 1}:
        check_layout(document, index, 40)


@pytest.mark.usefixtures("converter")
@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("\\dfrac{p}{q}, \\tfrac12", "p/q, 1/2"),
        ("\\binom{n}{k} \\pmod{2}", "(n choose k) (mod 2)"),
        ("\\mathbf{X}^\\mathrm{T}y", "𝐗ᵀy"),
        ("x^\\frac{n}{2}", "x^(n/2)"),
        ("\\|x\\| \\ne 0 \\iff x \\ne 0", "‖x‖ ≠ 0 ⟺ x ≠ 0"),
        ("a \\\\ b \\\\", "a\nb"),
        ("\\hat\\imath+\\bar{x}", "î+x̅"),
        ("\\sqrt[3]{2}\\omega", "∛2ω"),
        ("\\begin{pmatrix}a & b\\end{pmatrix}", "[a b]"),
    ],
)
def test_macros(formula: str, shown: str) -> None:
    assert tex.to_unicode(formula) == shown


_ATOMS = (
    "a", "x y", " b", "12", "²", "(", "]", "*", "'", "''", "-", "--", "~", "&", "\\\\ ", "\\alpha", "\\beta ", "\\,",
    "\\|", "\\sin", "\\foo ", "\\left(", "^2", "_ i", "^\\alpha", "\n", "",
)  # fmt: skip
_FORMULAS = st.recursive(
    st.sampled_from(_ATOMS),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.tuples(st.sampled_from(("", "^", "_ ", "\\text", "\\hat", "\\mathbf ", "^\\mathrm", "\\sqrt")), inner).map(
            lambda found: f"{found[0]}{{{found[1]}}}"
        ),
        st.tuples(st.sampled_from(("\\frac", "\\binom", "_\\frac")), inner, inner).map(
            lambda found: f"{found[0]}{{{found[1]}}} {{{found[2]}}}"
        ),
        inner.map(lambda found: f"\\begin{{aligned}}{found}\\end{{aligned}}"),
    ),
    max_leaves=12,
)


def _by_the_parser(formula: str) -> str | None:
    def refuse(self: TexLine, source: str) -> str:
        raise NotPlainError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TexLine, "convert", refuse)
        return tex.to_unicode.__wrapped__(formula)


@pytest.mark.usefixtures("converter")
@given(
    st.one_of(_FORMULAS, st.lists(st.sampled_from((*_ATOMS, "{", "}", "^", "_", "\\frac")), max_size=9).map("".join))
)
def test_plain_formulas_are_what_the_parser_makes_of_them(formula: str) -> None:
    assert tex.to_unicode.__wrapped__(formula) == _by_the_parser(formula)


@pytest.mark.usefixtures("converter")
@pytest.mark.parametrize(
    "formula",
    ["\\sum_{i=1}^n \\frac{x_i}{\\sqrt{2\\pi}} \\le \\mathbb{R}", "\\begin{aligned}a &= b \\\\ c\\end{aligned}"],
)
def test_plain_formulas_do_without_the_parser(formula: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("pylatexenc.latexwalker.LatexWalker")
    assert tex.to_unicode.__wrapped__(formula) is not None
    assert tex.to_unicode.__wrapped__("\\sqrt[3]{x}") is None
