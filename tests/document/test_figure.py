"""A paragraph that is one picture: rows kept for it where it is drawn, else a line on a ground of its own."""

from __future__ import annotations

import pytest

from reader.document import Layout, Link, whole
from reader.document.figure import picture_at

WORDS = "![The wall at dusk](pictures/wall.png)"


def plain_lines(layout: Layout) -> list[str]:
    """What the lines show, a cell that is kept for a picture as `#`, without blanks at their ends."""
    lines = []
    for number, line in enumerate(layout.lines):
        text = "".join(run.text for run in line.runs)
        placed = picture_at(layout, number)
        if placed is not None:
            text = text[: placed.cell] + "#" * placed.columns + text[placed.cell + placed.columns :]
        lines.append(text.replace("\xa0", " ").rstrip())
    return lines


def drawn(source: str, width: int = 40, *, rows: int = 3) -> tuple[Layout, list[str]]:
    """The second unit with each picture 20 cells wide."""
    document = whole(f"Before.\n\n{source}\n")

    def fit(link: Link, room: int) -> tuple[int, int] | str:
        return min(20, room), rows

    document.fit_pictures(fit)
    layout = document.layout(2, width)
    return layout, plain_lines(layout)


def test_a_picture_is_drawn_above_its_words_which_no_longer_say_where_it_leads() -> None:
    layout, lines = drawn(WORDS)
    assert lines == ["", "#" * 20, "#" * 20, "#" * 20, "The wall at dusk"]
    assert layout.pictures == ((0, 1, 0, 20, 3),)
    assert [picture_at(layout, line) is not None for line in range(5)] == [False, True, True, True, False]
    assert layout.text == "The wall at dusk"
    assert {run.link for line in layout.lines[1:] for run in line.runs} == {0}, "a click on it leads to it"


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        (f"> {WORDS}", ["", "▎ ####################", "▎ ####################", "▎ The wall at dusk"]),
        (
            '<p align="center"><img src="a.png" alt="A"></p>',
            ["", " " * 10 + "#" * 20, " " * 10 + "#" * 20, " " * 19 + "A"],
        ),
        (f"1. Step\n\n   {WORDS}", ["", "1. Step", "", "   " + "#" * 20, "   " + "#" * 20, "   The wall at dusk"]),
        (
            "<figure><img src=a.png alt=A><figcaption>Words</figcaption></figure>",
            ["", "#" * 20, "#" * 20, "A", "Words"],
        ),
        (f"- {WORDS}", ["", "• ▣ The wall at dusk · wall.png"]),
        (f"Words {WORDS}", ["", "Words ▣ The wall at dusk"]),
        (f"{WORDS}\n*At six.*", ["", "#" * 20, "#" * 20, "The wall at dusk", "At six."]),
        (f"It stands:\n[{WORDS}](b.md)", ["", "It stands:", "#" * 20, "#" * 20, "The wall at dusk"]),
        (f"- Step\n  {WORDS}", ["", "• Step", "  " + "#" * 20, "  " + "#" * 20, "  The wall at dusk"]),
        ("![A](a.png)\n![B](b.png)", ["", "▣ A ▣ B"]),
        ("![A](a.png)\nb ![B](b.png)", ["", "▣ A b ▣ B"]),
        ("a\n![A](a.png)\nb", ["", "a ▣ A b"]),
        ("| a |\n| - |\n| ![A](a.png) |", None),
    ],
    ids=["quote", "mid", "step", "figure", "item", "line", "below", "above", "deep", "badges", "two", "amid", "table"],
)  # fmt: skip
def test_where_a_picture_stands_alone_it_is_drawn(source: str, lines: list[str] | None) -> None:
    layout, found = drawn(source, rows=2)
    assert bool(layout.pictures) == any("#" in line for line in found)
    assert (not layout.pictures) if lines is None else found == lines


def test_words_in_a_link_lead_where_it_leads_and_the_picture_to_itself() -> None:
    layout, lines = drawn(f"[{WORDS}](https://example.org)")
    assert lines[-1] == "The wall at dusk"
    hrefs = [[layout.links[run.link].href for run in line.runs] for line in layout.lines[1:]]
    assert hrefs == [["pictures/wall.png"]] * 3 + [["https://example.org"]]


def test_what_is_not_drawn_is_a_line_as_wide_as_the_page_that_says_why() -> None:
    document = whole(f"Before.\n\n{WORDS}\n")
    layout = document.layout(2, 60)
    assert plain_lines(layout) == ["", " ▣ The wall at dusk · wall.png"]
    assert layout.lines[1].width == 60 and all("picture.frame" in run.roles for run in layout.lines[1].runs)
    document.fit_pictures(lambda link, room: "this picture is damaged")
    assert plain_lines(document.layout(2, 60)) == ["", " ▣ The wall at dusk · wall.png · this picture is damaged"]
    assert document.layout(2, 60).text == layout.text
