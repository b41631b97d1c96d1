"""Names of emoji: shown as the sign, read, found and marked as they are written."""

from __future__ import annotations

import pytest

from reader.document import whole
from reader.document.find import find_in
from reader.document.signs import ASCII
from tests.document.samples import check_layout, shown


def _lines(text: str, width: int = 60) -> list[str]:
    return [line.rstrip() for line in shown(whole(text), width) if line.strip()]


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("I :heart: it", "I ❤ it"),
        (":rocket::tada:", "🚀🎉"),
        ("(:+1:), :white_check_mark:!", "(👍), ✅!"),
        ("*a :x: b*", "a ❌ b"),
        ("[:book: the book](b.md)", "📖 the book"),
        ("- :bug: fixed", "• 🐛 fixed"),
        ("- :x: www.example.org :x:", "• ❌ www.example.org ❌"),
        ("`:heart:`", ":heart:"),
        ("at 10:30:00 or 1:100:2", "at 10:30:00 or 1:100:2"),
        ("std::vector and std::heart::x", "std::vector and std::heart::x"),
        (":no_such_name: and :heart", ":no_such_name: and :heart"),
        (":heart:no_such_name:", ":heart:no_such_name:"),
        ("https://e.org/a:heart:b and https://e.org/:x:", "https://e.org/a:heart:b and https://e.org/:x:"),
    ],
)
def test_names_of_emoji(source: str, line: str) -> None:
    assert _lines(f"Before.\n\n{source}")[1:] == [line]


def test_code_and_targets_keep_them() -> None:
    document = whole("Before.\n\n    :heart:\n\n[a](:heart:)\n\n```\n:heart:\n```\n")
    assert [line.strip() for line in _lines(document.text)] == ["Before.", ":heart:", "a", ":heart:"]
    assert [link.href for _, link, _ in document.links_all()] == [":heart:"]


def test_a_title_shows_them_too() -> None:
    assert _lines("# The :rocket: wall\n\nText.") == ["The 🚀 wall", "─" * 60, "Text."]


def test_they_are_read_as_they_are_written() -> None:
    document = whole("I :heart: it.\n\n" + ":tada: " * 40)
    assert document.content(1) == "I :heart: it." and document.key_text().text.startswith("iheartittada")
    assert find_in(document.content(1), "heart") == [(3, 8)]
    for width in (2, 3, 7, 60):
        for index in range(len(document)):
            check_layout(document, index, width)


def test_a_terminal_with_few_signs_shows_the_names() -> None:
    document = whole("I :heart: it", signs=ASCII)
    assert shown(document, 60) == ["I :heart: it"]
