"""Links found without parsing are those a parser finds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.library import link_scan
from reader.library.link_scan import scan_hrefs, scan_links
from tests.shared import documents, needs_shared


@pytest.mark.parametrize(
    "text, hrefs",
    [
        ("[a](b)", ["b"]),
        ("![a](b.png) [c](<d e> 'title')", ["b.png", "d e"]),
        ('[a](b(c)d) [e](f "g")', ["b(c)d", "f"]),
        ("[![i](p.png)](q)", ["q", "p.png"]),
        ("[a]: /b\n[^1]: note", ["/b"]),
        ("<https://a.b/c> <mailto:x@y.z> <b>", ["https://a.b/c", "mailto:x@y.z"]),
        ("[[Page]] [[Page#h|words]] ![[pic.png]]", ["Page", "Page#h", "pic.png"]),
        ("`[a](b)` ``[`](c)`` [d](e)", ["e"]),
        ("~~~\n[a](b)\n~~~\n[c](d)", ["d"]),
        ("````\n```\n[a](b)\n````\n[c](d)", ["d"]),
        ("- ```\n  [a](b)\n  ```\n[c](d)", ["d"]),
        (r"\[a](b) [c\]](d) [e](f\)g)", ["d", "f)g"]),
        ("[a](b&amp;c)", ["b&c"]),
        (r"\![a](b)", ["b"]),
        ("[[1]](b) [[2]] [[c][d]] [[2024]]", ["b", "2024"]),
        ("[a\n\nb](c) [d\ne](f)", ["f"]),
        ("`a\n\n[b](c) ` [d](e)`", ["c"]),
        ("a ` b\n- [c](d) `", ["d"]),
    ],
)
def test_links(text: str, hrefs: list[str]) -> None:
    assert [link.href for link in scan_links(text)] == hrefs


def test_a_long_text_is_searched_by_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "[a](b)\n\n```\n[no](x)\n\n[no](y)\n\n[no](z)\n```\n\n![c](d)\n\n[[e]]\n\n<https://f.g>\n" * 20
    whole = list(scan_links(text))
    monkeypatch.setattr(link_scan, "_PART", 70)
    assert list(scan_links(text)) == whole and len(whole) == 80
    assert sorted(scan_hrefs(text)) == sorted([("b", False), ("e", True), ("https://f.g", False)] * 20)


@given(st.text(alphabet="[]()<>`~!#a \\\n|:", max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_text(text: str) -> None:
    lines = text.split("\n")
    assert all(1 <= link.line <= len(lines) for link in scan_links(text))


@pytest.mark.parametrize("piece", ["[", "[a](", "![[", "[[a|", "`", "<http://", "[a](b", "[]", "![](", "(", "[a]("])
def test_no_line_takes_long(piece: str) -> None:
    text = piece * (600_000 // len(piece))  # where it grew with the square this would take many minutes
    assert [link.href for link in scan_links(f"{text}\n\n[a](after.md)\n")][-1] == "after.md"


@needs_shared
def test_as_a_parser_finds_them() -> None:
    parser = MarkdownIt("gfm-like", {"linkify": False})
    missed = total = 0
    for path in documents()[::6]:
        text = path.read_text(errors="replace").replace("\r\n", "\n")
        if text.startswith("---\n"):
            text = text.partition("\n---\n")[2]
        found = {link.href for link in scan_links(text)}
        tokens = [child for token in parser.parse(text) for child in token.children or ()]
        wanted = {
            str(token.attrs.get("href") or token.attrs.get("src"))
            for token in tokens
            if token.type in {"link_open", "image"}
        }
        total += len(wanted)
        missed += len({href for href in wanted if "%" not in href} - found)
    assert total > 500 and missed <= total * 0.005


@pytest.mark.parametrize(
    ("source", "words", "href"),
    [
        ("[`a_b` *c* snake_case](d.md)", "a_b c snake_case", "d.md"),
        ("[![alt](a.png)](b.md)", "alt", "b.md"),
        ("[a\\_b &amp; c](d.md)", "a_b & c", "d.md"),
        ("[[a note|*w*]]", "w", "a note"),
        ("|x [[a\\|b]]|", "b", "a"),
        ("![[p.png|300]]", "p.png", "p.png"),
        ("![[p.png|alt|10x20]]", "alt", "p.png"),
    ],
)
def test_words_of_links_are_what_is_read(source: str, words: str, href: str) -> None:
    found = next(scan_links(source))
    assert (found.text, found.href) == (words, href)
