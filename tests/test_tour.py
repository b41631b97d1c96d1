"""The tour, done as it is written, by the real program in a real terminal.

Whoever changes a key, a message or the tour itself finds out here whether the tour still tells the truth.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal import Terminal

READER = [sys.executable, "-m", "reader"]
BOTTOM = re.compile(r"Going|every kind of block")


@pytest.fixture
def tour(tmp_path: Path) -> Iterator[Terminal]:
    """The program on its own articles for the first time, with the tour open at its beginning."""
    with Terminal(READER, (80, 24), home=tmp_path) as terminal:
        terminal.wait("A Tour of reader")
        terminal.settle()
        slash(terminal, "tour of").wait("1 of 1")
        terminal.press("enter")
        terminal.wait("half of the tour is over")
        yield terminal


def slash(terminal: Terminal, text: str) -> Terminal:
    """Types a filter or something to find."""
    terminal.press("/").settle(0.2)
    terminal.type(text).settle(0.3)
    return terminal


def first_line(terminal: Terminal) -> str:
    return next(line.strip() for line in terminal.lines() if line.strip())


def to_section(terminal: Terminal, title: str) -> None:
    """By the outline, as a reader would."""
    terminal.press("t").wait("Outline")
    slash(terminal, title).press("enter")
    terminal.wait_for(f"{title!r} is not on top", lambda _: first_line(terminal) == title)


def test_moving_about(tour: Terminal) -> None:
    tour.press("space").gone("half of the tour is over")
    tour.press("b").wait("half of the tour is over")
    tour.press("d").gone("half of the tour is over")
    tour.press("u").wait("half of the tour is over")
    tour.press("j", "j", "j", "j", "j").gone("half of the tour is over")
    tour.press("k", "k", "k", "k", "k").wait("half of the tour is over")


def test_a_jump_is_undone(tour: Terminal) -> None:
    tour.press("space").gone("half of the tour is over")
    here = first_line(tour)
    tour.press("G").wait(BOTTOM)
    tour.press("backspace")
    tour.wait_for("Backspace does not undo the jump", lambda _: first_line(tour) == here, 5)


def test_headings_and_outline(tour: Terminal) -> None:
    tour.press(")")
    tour.wait_for(") does not go to the next heading", lambda _: first_line(tour) == "Moving about")
    tour.press(")")
    tour.wait_for(") does not go to the next heading", lambda _: first_line(tour) == "Headings")
    tour.press("(")
    tour.wait_for("( does not go back", lambda _: first_line(tour) == "Moving about")
    tour.press("t").wait("Outline")
    tour.press("esc").gone("Outline")
    assert first_line(tour) == "Moving about"
    to_section(tour, "Finding a word")


def test_links_of_every_kind(tour: Terminal) -> None:
    to_section(tour, "Links")
    tour.press("tab").wait("How the Harbour Wall Was Paid For")
    tour.press("enter").wait("A wall in the sea is never finished")
    tour.press("backspace").wait("is now selected")
    tour.wait("How the Harbour Wall Was Paid For")  # the same link is selected: Enter follows it again
    tour.press("L").wait("A wall in the sea is never finished")
    tour.press("H").wait("is now selected")
    tour.press("tab", "enter")
    tour.wait_for("the heading of this page", lambda _: first_line(tour) == "Finding a word")
    tour.press("backspace").wait("is now selected")
    tour.press("tab", "enter").wait("Samples and rovers")
    tour.press("backspace").wait("is now selected")
    tour.press("tab").wait("daringfireball.net")
    tour.press("enter")
    assert tour.wait_opened() == ["https://daringfireball.net/projects/markdown/"]
    tour.press("tab", "enter").wait("There was no handshake")
    tour.press("backspace").gone("There was no handshake")
    tour.press("tab", "tab") if "This one is dead" not in tour.text() else tour.press("tab")
    tour.wait("there is no such file")
    tour.press("enter").settle()
    assert "This one is dead" in tour.text()
    assert len(tour.opened()) == 1


def test_finding_a_word(tour: Terminal) -> None:
    slash(tour, "jar").press("enter").wait("there is marmalade")
    tour.press("n").wait("The jar stood on the window sill")
    tour.press("n").wait("back on the jar.")
    tour.press("N").wait("The jar stood on the window sill")
    tour.press("esc").settle()
    assert "The jar stood on the window sill" in tour.text()


def test_searching_all_articles(tour: Terminal) -> None:
    to_section(tour, "Finding a word")
    tour.press("S").wait("Search the texts")
    tour.type("colza").wait("colza pressed from")
    tour.press("down", "enter").gone("Search the texts")
    tour.wait("then colza pressed from rape seed")
    tour.press("backspace")
    tour.wait_for("back in the tour", lambda _: first_line(tour) == "Finding a word")


def test_keeping_a_place(tour: Terminal) -> None:
    slash(tour, "window sill").press("enter").wait("The jar stood on the window sill")
    tour.settle()
    tour.press("m").wait("Bookmarked “The jar stood")
    tour.press("m").wait("Bookmark removed")
    tour.press("m").wait("Bookmarked “The jar stood")
    tour.press("esc", "g").wait("half of the tour is over")
    tour.press("'").wait("Bookmarks")
    tour.press("enter").wait("The jar stood on the window sill")
    tour.press("B").wait("All bookmarks")
    tour.press("x").gone("The jar stood")
    tour.press("U").wait("The jar stood")
    tour.press("enter").wait("the whole kitchen was the colour")
    tour.press("M").settle()
    tour.press("esc").settle()
    tour.press("q").wait("A Tour of reader")
    tour.press("q")
    assert tour.exit_status() == 0
    with Terminal(READER, (80, 24), home=tour.home) as again:
        again.wait("A Tour of reader")
        again.press("B").wait("The jar stood")
        again.press("enter").wait("the whole kitchen was the colour")


def test_the_page_and_the_list(tour: Terminal) -> None:
    to_section(tour, "The page and its colours")
    tour.press("+").settle()
    assert first_line(tour) == "The page and its colours"
    tour.press("=").settle()
    assert first_line(tour) == "The page and its colours"
    tour.press("T").wait("Theme")
    tour.press("j").settle()
    tour.press("esc").wait("The page and its colours")
    tour.press("h").wait("/ tour of")
    tour.press("esc").gone("/ tour of")
    tour.press("O").settle()
    tour.press("esc").settle()
    tour.press("l").wait("The page and its colours")
    tour.press("?").wait("Keys")
    tour.press("esc").wait("The page and its colours")
    tour.press(":").wait("Commands")
    tour.press("esc").wait("The page and its colours")


def test_going_and_coming_back(tour: Terminal) -> None:
    to_section(tour, "When you forget")
    tour.press("Q")
    assert tour.exit_status() == 0
    with Terminal(READER, (80, 24), home=tour.home) as again:
        again.wait("That is all you need to remember")
        again.press("q").wait("A Tour of reader")
        again.press("q")
        assert again.exit_status() == 0


def test_keys_that_follow_a_slash_at_once_are_typed(tour: Terminal) -> None:
    """Over a slow line, or from a paste, letters arrive together with the `/` before them."""
    tour.send(b"/ao")
    tour.settle()
    tour.press("esc").settle()
    assert tour.opened() == []
    tour.press("q").wait("A Tour of reader")
    assert "Archived" not in tour.text()
    tour.send(b"/oa")
    tour.settle()
    assert tour.opened() == []
