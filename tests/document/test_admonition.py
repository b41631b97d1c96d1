"""Boxes of site generators, comments and names of blocks of note programs, and what only looks like them."""

from __future__ import annotations

import pytest

from reader.document import Kind, whole
from tests.document.samples import check_layout, lazily, shown


def _lines(text: str, width: int = 60) -> list[str]:
    return [line.rstrip() for line in shown(whole(text), width)]


_TABS = ["A b", "  x", "", "  • y", "", "C", "  z", "", "d"]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("::: tip\na\n\n- b\n:::\nc", ["▎ Tip", "▎ a", "▎", "▎ • b", "", "c"]),
        (":::warning[Own *title*]\na\n:::", ["▎ Warning · Own title", "▎ a"]),
        (":::note{.x} T\na\n:::", ["▎ Note · T", "▎ a"]),
        ("::: tip {no-title}\na\n:::", ["▎ Tip", "▎ a"]),
        (":::: info\na\n\n::: tip\nb\n:::\n::::", ["▎ Info", "▎ a", "▎", "▎ ▎ Tip", "▎ ▎ b"]),
        ("::: tip\n```\n:::\n```\na\n:::", ["▎ Tip", "▎  :::", "▎", "▎ a"]),
        ("- a\n  ::: tip\n  b\n  :::\n- c", ["• a", "  ▎ Tip", "  ▎ b", "• c"]),
        ("> ::: tip\n> b\n> :::\n\nc", ["▎ ▎ Tip", "▎ ▎ b", "", "c"]),
        ("a\n::: tip\nb\n:::", ["a", "", "▎ Tip", "▎ b"]),
        ("::: tip\na", ["::: tip", "", "a"]),
        ("::: code-group\na\n:::\nb", ["a", "", "b"]),
        ("::: what\na\n:::", ["::: what", "", "a"]),
        (":::\na", ["a"]),
        ("a\n\n::: {.panel-tabset}\n\n### B\n\nc\n\n:::\n\nd", ["a", "", "B", "", "c", "", "d"]),
        ('::: {.callout-note title="A *b*"}\nc\n:::', ["▎ Note · A b", "▎ c"]),
        ("::: callout-tip\na\n::::::", ["▎ Tip", "▎ a"]),
        ("::: {.columns}\n::: {.column width=5}\na\n:::\n:::\nb", ["a", "", "b"]),
        ("::: danger\n::: {.x}\na\n:::\nb\n:::\nc", ["▎ Danger", "▎ a", "▎", "▎ b", "", "c"]),
        ('::: {.theorem name="A"}\nb\n:::', ["▎ Theorem · A", "▎ b"]),
        (":::{figure} a/b.png\n:width: 20\n\nc\n:::", [" ▣\xa0b.png", "", "c"]),
        ("::::{tab-set}\n:::{tab-item} A\nx\n:::\n:::{tab-item} B\ny\n:::\n::::", ["A", "  x", "B", "  y"]),
        ("```{note}\n*a*\n\n- b\n```\nc", ["▎ Note", "▎ a", "▎", "▎ • b", "", "c"]),
        ("```{admonition} A *b*\n:class: warning\n\nc\n```", ["▎ Warning · A b", "▎ c"]),
        ("```{prf:theorem} A\n:label: z\nb\n```", ["▎ Theorem · A", "▎ b"]),
        ("````{tip}\n```\na\n```\n````", ["▎ Tip", "▎  a"]),
        ("- a\n\n  ```{tip}\n  b\n  ```\n- c", ["• a", "", "  ▎ Tip", "  ▎ b", "• c"]),
        ('```smart header="A `b`"\nc\n```', ["▎ Note · A b", "▎ c"]),
        ("```ad-note\ntitle: A\nb\n```", ["▎ Note · A", "▎ b"]),
        ("a\n```{note}\nb\n```", ["a", "", "▎ Note", "▎ b"]),
        ("```{note}\na", [" a" + " " * 53 + "note"]),
        ("```{math}\n:label: x\na+b\n```", ["    a+b"]),
        ("> [!Совет]\n> abc", ["▎ Совет", "▎ abc"]),
        (":::{seealso}\na\n:::", ["▎ See also", "▎ a"]),
        ("```{contents}\n:depth: 2\n```\n", []),
        ("```{index} a\n```\nb", ["", "b"]),
        ("a ::: b", ["a ::: b"]),
        ("::::::::::::", ["::::::::::::"]),
        ('!!! note "Own"\n    a\n\n    - b\n\nc', ["▎ Note · Own", "▎ a", "▎", "▎ • b", "", "c"]),
        ("!!! warning\n    a\n        b", ["▎ Warning", "▎ a b"]),
        ("!!! tip inline end\n    a", ["▎ Tip", "▎ a"]),
        ('??? tip "T"\n    a', ["▎ Tip · T", "▎ a"]),
        ("- x\n\n    !!! note\n        a\n- y", ["• x", "", "  ▎ Note", "  ▎ a", "• y"]),
        ('=== "A *b*"\n\n    x\n\n    - y\n\n=== "C"\n\n    z\n\nd', _TABS),
        ("- a\n\n    ===! 'T'\n\n        x\n\n- b", ["• a", "", "  T", "    x", "", "• b"]),
        ('=== "T"\nx', ['=== "T" x']),
        ('a\n=== "T"\n    b', ['a === "T" b']),
        ('!!! note "A "b""\n\nc', ['▎ Note · A "b"', "", "c"]),
        ("````md\n```\n````\n\n::: tip\na\n:::", [" ```" + " " * 53 + "md", "", "▎ Tip", "▎ a"]),
        ("!!! note\na", ["!!! note a"]),
        ("!!! what a day\n    b", ["!!! what a day b"]),
        ("Wow!!! note", ["Wow!!! note"]),
    ],
)
def test_boxes(source: str, lines: list[str]) -> None:
    assert _lines(source) == lines


def test_a_box_is_an_alert() -> None:
    assert [whole(source).unit(1).kind for source in ("::: tip\na\n:::", "!!! danger\n    a")] == [Kind.ALERT] * 2
    assert whole("::: danger\na\n:::").layout(1, 30).lines[0].runs[0].roles == ("alert.caution",)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("a %%hidden%% b", ["a b"]),
        ("z\n\n%%\nhidden\n\n- x\n%%\n\na", ["z", "", "a"]),
        ("- a\n  %%\n  b\n  %%\n- c", ["• a", "• c"]),
        ("100%% sure %% x, %%b", ["100%% sure %% x, %%b"]),
        ("%% a", ["%% a"]),
        ("A block. ^quote-of-day", ["A block."]),
        ("A block. ^1a2b3c", ["A block."]),
        ("| a |\n|---|\n| ^Same", ["a", "─────", "^Same"]),
        ("As before ^Same", ["As before ^Same"]),
        ("`%%a%%`", ["%%a%%"]),
        ("words ^abc123", ["words"]),
        ("- words ^own-name\n- b", ["• words", "• b"]),
        ("5 m ^2 ^x", ["5 m ^2 ^x"]),
        ("a ^abc123 b", ["a ^abc123 b"]),
        ("|a|\n|-|\n|b|\n\n^t1abcd", ["a", "─", "b"]),
    ],
)
def test_what_note_programs_hide(source: str, lines: list[str]) -> None:
    assert _lines(source) == lines


def test_a_link_finds_the_name_of_a_block() -> None:
    document = whole("# T\n\n[[#^abc123]]\n\nwords ^abc123\n\nmore\n")
    found = document.find_heading("#^abc123")
    assert found is not None and document.content(found.unit) == "words"


@pytest.mark.parametrize(
    "text",
    [
        "a\n$$\nx\n- y\n$$\nb",
        "a\n\n::: tip\nb\n\nc\n:::\nd",
        "%%\na\n\nb\n%%\nc",
        "%%\na\n\nb",
        "::: tip\n::: {.x}\nb\n:::\nc\n:::\nd",
        "a\n```{note}\n:x: y\nb\n\nc\n```\nd\n\ne",
        "::: {.x}\n\na\n\n:::\n\nb",
    ],
)
def test_pieces_of_any_size_give_the_whole(text: str) -> None:
    wanted = shown(whole(text), 40)
    for size in range(1, len(text)):
        assert shown(lazily(text, [size]), 40) == wanted


@pytest.mark.parametrize(
    "sign",
    [
        "::: tip\n",
        ":::: tip\n::: note\n",
        ":::\n",
        "!!! note\n    ",
        "%%",
        "%%\n",
        "=== 'a'\n    ",
        "```{note}\n",
        "````{note}\n```{tip}\n```\n",
        "::: {.a}\n",
        ":::{figure} a\n",
        "```{tab-item} a\n:b: c\n",
        "^a-b ",
        "\\(",
        "\\[a^",
    ],
)
def test_many_signs_are_no_trap(sign: str) -> None:
    document = whole(sign * (40_000 // len(sign)))
    for index in {*range(min(len(document), 4)), len(document) - 1}:
        check_layout(document, index, 40)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        (
            "+---+----+\n| a | *b |\n+===+====+\n| c | d* |\n+---+----+\ne",
            [" +---+----+", " | a | *b |", " +===+====+", " | c | d* |", " +---+----+", "", "e"],
        ),
        ("+---+\n| a", ["+---+ | a"]),
        ("+ a\n+ b", ["• a", "• b"]),
        ("+--\n| a\n+--", ["+-- | a +--"]),
    ],
)
def test_tables_drawn_with_signs_stand_as_they_are(source: str, lines: list[str]) -> None:
    assert _lines(source) == lines
    assert [line.rstrip() for line in shown(lazily(source, [3]), 60)] == lines
