"""The title with the links and badges of its heading: it is shown once, and nothing of it is lost."""

from __future__ import annotations

import pytest

from reader.document import open_document, whole
from tests.document.samples import check_layout, shown


@pytest.mark.parametrize(
    ("source", "head", "links"),
    [
        ("# [The wall](https://e.org/x)", ["The wall"], [("The wall", "https://e.org/x")]),
        ("# The [wall](b.md) *now*", ["The wall now"], [("wall", "b.md")]),
        ("[The wall](b.md)\n======", ["The wall"], [("The wall", "b.md")]),
        ("# The [wall][r]\n\n[r]: b.md", ["The wall"], [("wall", "b.md")]),
        ('# The <a href="b.md">wall</a>', ["The wall"], [("wall", "b.md")]),
        ("# wall ![CI](c.svg)", ["wall", "▣ CI"], [("CI", "c.svg")]),
        (
            "# wall [![CI](c.svg)](https://e.org/ci) ![stones](s.svg)",
            ["wall", "▣ CI ▣ stones"],
            [("CI", "https://e.org/ci"), ("CI", "c.svg"), ("stones", "s.svg")],
        ),
        ("# [![The wall](logo.png)](u)", ["▣ The wall"], [("The wall", "u"), ("The wall", "logo.png")]),
        ("---\ntitle: The wall\n---\n# The [wall](b.md)", ["The wall"], [("wall", "b.md")]),
    ],
)
def test_a_title_with_links_is_shown_once(source: str, head: list[str], links: list[tuple[str, str]]) -> None:
    document = whole(f"{source}\n\nText.\n\n## Next\n")
    lines = [line.replace("\xa0", " ").strip() for line in shown(document, 60) if line.strip()]
    assert lines == [*head, "─" * 60, "Text.", "Next"]
    assert [(link.text, link.href) for link in document.links(0)] == links
    assert next(heading.unit for heading in document.headings()) == 0
    check_layout(document, 0, 60)
    check_layout(document, 0, 7)


@pytest.mark.parametrize("source", ["---\ntitle: Other\n---\n# The [wall](b.md)", "# The [wall](b.md)<br>of stone"])
def test_a_heading_that_says_more_than_the_title_stays(source: str) -> None:
    document = whole(f"{source}\n\nText.\n")
    assert any("b.md" in link.href for link in document.links(1)) and not document.links(0)


def test_the_title_is_known_however_little_is_read() -> None:
    text = "# [The wall](b.md)\n\n" + "Text of it.\n\n" * 100
    document, parser = open_document(text, first=10)
    while not parser.done:
        document.extend(parser.step(50))
    assert shown(document, 60) == shown(whole(text), 60) and document.links(0) == whole(text).links(0)
    assert document.key_text().text.startswith("thewalltextofit")


@pytest.mark.parametrize(
    "before",
    [
        "*[English](README.md) ∙ [日本語](README-ja.md)*\n",
        "<!-- a\n\nb -->\n",
        "<script setup>\nimport a from 'b'\n\nconst c = 1\n</script>\n",
        "[![Logo](l.png)](https://e.org)\n",
        "(some/label)=",
        "---\nx: y\n---\n(label)=\n",
        "<p align='center'><img src='a.png'></p>\n",
    ],
)
def test_a_title_below_pictures_and_links_is_shown_once(before: str) -> None:
    document = whole(f"{before}\n# The wall\n\nText.\n")
    lines = [line.strip() for line in shown(document, 60)]
    assert lines[0] == "The wall" and lines.count("The wall") == 1 and "Text." in lines
    assert [heading.text for heading in document.headings()] == ["The wall"]


@pytest.mark.parametrize(
    ("source", "times"),
    [
        ("Words of the article that stand before its first heading.\n\n# The wall\n", 2),
        ("[a](b)\n\n## One\n\n# The wall\n", 2),
        ("---\ntitle: The wall\n---\n## The wall\n\nText\n", 1),
        ("---\ntitle: The wall\n---\n## Other\n\nThe wall\n", 2),
        (" The wall \n===\n* a\n", 1),
    ],
)
def test_a_title_below_words_stays(source: str, times: int) -> None:
    lines = [line.strip() for line in shown(whole(source), 60)]
    assert lines.count("The wall") == times


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<h1 align=center>My <em>Tool</em></h1>\n\nText.", ["Text."]),
        ("<div align=center>\n<h1>My Tool</h1>\n<p>For all</p>\n</div>\n\nText.", ["For all", "Text."]),
        ("<div>\n\n<h1>My Tool</h1>\n\n</div>\n\nText.", ["Text."]),
        ("<h1><a href=x.md>My Tool</a></h1>\n\nText.", ["My Tool", "Text."]),
        ("Some words of an introduction that is long enough to be one.\n\n<h1>My Tool</h1>", ["My Tool"]),
    ],
)
def test_a_title_in_html_is_shown_once(source: str, words: list[str]) -> None:
    document = whole(source)
    assert document.meta.title == "My Tool"
    shown = "\n".join(document.content(index) for index in range(1, len(document)))
    assert [line for line in shown.split("\n") if line and not line.startswith("Some")] == words
