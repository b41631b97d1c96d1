"""What each kind of block looks like, in lines and in roles."""

from __future__ import annotations

import pytest

from reader.document import Document, Kind, whole
from reader.document.signs import ASCII
from tests.document.samples import shown


def _lines(text: str, width: int = 40) -> list[str]:
    return [line.rstrip() for line in shown(whole(text), width)]


def _roles(document: Document, word: str, width: int = 60) -> tuple[str, ...]:
    for index in range(len(document)):
        for line in document.layout(index, width).lines:
            for run in line.runs:
                if word in run.text:
                    return run.roles
    raise AssertionError(word)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("one two three four", ["one two", "three four"]),
        ("soft\nbreak", ["soft break"]),
        ("hard  \nbreak", ["hard", "break"]),
        ("a<br>b", ["a", "b"]),
        ("- a\n- b\n  - c\n    - d\n- e", ["• a", "• b", "  ◦ c", "    ▪ d", "• e"]),
        ("- a\n\n- b\n- c", ["• a", "", "• b", "• c"]),
        ("9. a\n9. b\n9. c", [" 9. a", "10. b", "11. c"]),
        ("0. a\n1. b", ["0. a", "1. b"]),
        ("- x\n\n  9. a\n  10. b", ["• x", "", "   9. a", "  10. b"]),
        ("- [ ] a\n- [x] b", ["☐ a", "☑ b"]),
        ("-", ["•"]),
        ("> a\n>\n> b", ["▎ a", "▎", "▎ b"]),
        ("> [!TIP]\n> a", ["▎ Tip", "▎ a"]),
        ("![a pic](x.png)", [" ▣\xa0a pic", " ·\xa0x.png"]),
        ("![](dir/x.png?v=1)", [" ▣\xa0x.png"]),
        ("x<sup>2</sup> H<sub>2</sub>O y<sup>a q</sup>", ["x² H₂O y^a q"]),
        ("a <q>b</q> c", ["a “b” c"]),
        ("a <blonk>b</blonk>", ["a <blonk>b</", "blonk>"]),
        ("x[^1]\n\n[^1]: note", ["x[1]", "", "[1] note ↩"]),
        ("![^1] [^2]", ["![^1] [^2]"]),
        ("<p>a<p>b", ["a", "", "b"]),
        ("<!-- nothing -->", []),
        ("a\n\n<!-- nothing -->\n\nb", ["a", "", "b"]),
        ("<ul><li>a<li>b</ul>", ["• a", "• b"]),
        ("<ol start=3><li>a<li>b</ol>", ["3. a", "4. b"]),
        ("<style>x</style>", []),
        ("<style>\nx", ["x"]),
        ("<div>AT&amp;T</div>", ["AT&T"]),
        ("中文，中文\n中文。中文中文", ["中文，中文中", "文。中文中文"]),
        ("a\xa0b c\xa0d\xa0e\xa0f g", ["a\xa0b c\xa0d\xa0e\xa0f", "g"]),
        ("see http://a.bc/def/ghi?x=1", ["see", "http://a.bc/", "def/ghi?x=1"]),
        ("&amp; &lt;b&gt; &#x202e;", ["& <b> \ufffd"]),
    ],
)
def test_lines(source: str, lines: list[str]) -> None:
    assert _lines(source, 12) == lines


def test_space_above() -> None:
    assert _lines("a\n\n## b\n### c\nd\n- e\n- f\n\ng") == [
        "a", "", "", "b", "", "c", "", "d", "", "• e", "• f", "", "g",
    ]  # fmt: skip


def test_code_has_a_ground_and_tokens() -> None:
    document = whole("```python\ndef f():\n\treturn 1\n```")
    layout = document.layout(1, 30)
    assert [line.width for line in layout.lines] == [30, 30]
    assert "".join(run.text for run in layout.lines[0].runs) == " def f():" + " " * 14 + "python "
    assert "".join(run.text for run in layout.lines[1].runs).rstrip() == "     return 1"
    assert layout.text == "def f():\n\treturn 1"
    assert _roles(document, "def") == ("code.block", "code.token.k")
    assert _roles(document, "python", 30) == ("code.block", "code.lang")
    assert all(run.roles[0] == "code.block" for line in layout.lines for run in line.runs)


def test_wide_code_is_panned() -> None:
    document = whole("```\n" + "0123456789" * 3 + "\nshort\n```")
    layout = document.layout(1, 12)
    assert layout.overflow == 20
    assert "".join(run.text for run in layout.lines[0].runs) == " 012345678… "
    layout = document.layout(1, 12, 5)
    assert "".join(run.text for run in layout.lines[0].runs) == " …67890123… "
    layout = document.layout(1, 12, 99)
    assert "".join(run.text for run in layout.lines[0].runs) == " …123456789 "


def test_long_code_is_cut_into_units_at_lines() -> None:
    code = "".join(f"line {number}\n" for number in range(20_000))
    document = whole("```\n" + code + "```\n\nafter")
    units = [document.unit(index) for index in range(len(document))]
    assert {unit.kind for unit in units[1:-1]} == {Kind.CODE} and len(units) > 4
    assert "\n".join(document.content(index) for index in range(1, len(units) - 1)).split() == code.split()
    assert document.layout(2, 40).before == 0


def test_table_columns_fit() -> None:
    table = "|a|b|\n|-|-:|\n|one two three four|5|"
    assert _lines(table, 40) == ["a                  │ b", "───────────────────┼──", "one two three four │ 5"]
    assert _lines(table, 14) == ["a          │ b", "───────────┼──", "one two    │ 5", "three four │"]


def test_table_too_wide_is_panned() -> None:
    table = "|" + "abcdef|" * 5 + "\n|" + "-|" * 5
    document = whole(table)
    layout = document.layout(1, 20)
    assert layout.overflow > 0 and all(line.width <= 20 for line in layout.lines)
    seen = {
        word
        for pan in range(layout.overflow + 1)
        for line in document.layout(1, 20, pan).lines
        for run in line.runs
        for word in run.text.split()
    }
    assert "abcdef" in seen


def test_roles_nest_outermost_first() -> None:
    document = whole("x\n\n## a **b [c](d)**\n\n> *q*")
    assert _roles(document, "b") == ("heading2", "strong")
    assert _roles(document, "c") == ("heading2", "strong", "link")
    assert _roles(document, "q") == ("quote", "emphasis")
    assert _roles(document, "▎") == ("quote.bar",)


def test_links_are_as_written() -> None:
    source = (
        "[a](a%20b%23c.md) [b](<x y.md> 'T') <https://x.y/%1b> [c](javascript:alert(1)) [d][r] [e](&amp;.md)\n\n"
        "[r]: data:text/html,x\n\nhttps://e.f/g_h_i. www.j.k, l@m.no [![p](q.png)](r.md)"
    )
    found = [(link.text, link.href, link.title, link.kind) for _, link, _ in whole(source).links_all()]
    assert found == [
        ("a", "a%20b%23c.md", "", "link"),
        ("b", "x y.md", "T", "link"),
        ("https://x.y/%1b", "https://x.y/%1b", "", "link"),
        ("c", "javascript:alert(1)", "", "link"),
        ("d", "data:text/html,x", "", "link"),
        ("e", "&.md", "", "link"),
        ("https://e.f/g_h_i", "https://e.f/g_h_i", "", "link"),
        ("www.j.k", "http://www.j.k", "", "link"),
        ("l@m.no", "mailto:l@m.no", "", "link"),
        ("p", "r.md", "", "link"),
        ("p", "q.png", "", "image"),
    ]


def test_wikilinks() -> None:
    source = "[[2024]] [[A note]] [[dir/b#Part one|words]] ![[pic.png]] [[1]] [[x]](y.md) [[r]] `[[c]]`\n\n[r]: z"
    found = [(link.text, link.href, link.kind) for _, link, _ in whole(source).links_all()]
    assert found == [
        ("2024", "2024", "link"),
        ("A note", "A%20note", "link"),
        ("words", "dir/b#Part%20one", "link"),
        ("pic.png", "pic.png", "image"),
        ("[x]", "y.md", "link"),
        ("r", "z", "link"),
    ]


def test_links_know_their_line() -> None:
    source = "x\n\na [one](1.md)\nb\nc [two](2.md)\n\n> [three][r]\n> and\n> [three](4.md)\n\n[r]: 3.md"
    assert [line for _, _, line in whole(source).links_all()] == [3, 5, 7, 9]


def test_a_controlling_entity_is_made_visible() -> None:
    document = whole("[&#x9b;2J &#x202e;](&#x9b;x)\n\n<p>&#x9b;</p>")
    assert "\x9b" not in document.plain_text() and "\u202e" not in document.plain_text()
    assert all("\x9b" not in link.href for _, link, _ in document.links_all())


def test_at_most_four_marks_on_a_base() -> None:
    document = whole("e" + "\u0301" * 9 + "x")
    assert shown(document, 40) == ["e" + "\u0301" * 4 + "x"]
    assert document.content(1) == "e" + "\u0301" * 9 + "x"


def test_masthead() -> None:
    source = "# Title\n\nBy [Ann Ex](#)\n\nMarch 09, 2021\n\nText.\n\nOriginal url:\n\n<https://www.example.org/x>\n"
    document = whole(source)
    document.set_minutes(4)
    assert shown(document, 60) == [
        "Title", "Ann Ex · example.org · 9 March 2021 · 4 min", "─" * 60, "", "Text.",
    ]  # fmt: skip
    assert [link.href for link in document.layout(0, 60).links] == ["https://www.example.org/x"]
    assert [heading.unit for heading in document.headings()] == [0]


def test_plain_text_keeps_its_lines() -> None:
    document = whole("# no heading\n  *as* is\n\n\tsecond https://a.b/c.\n", markdown=False)
    assert shown(document, 40) == ["# no heading", "  *as* is", "", "    second https://a.b/c."]
    assert [link.href for _, link, _ in document.links_all()] == ["https://a.b/c"]


def test_ascii_signs() -> None:
    document = whole("- a\n- [x] b\n\n> c\n\n---\n\nx[^1] ![i](j)<sup>2</sup>\n\n[^1]: n\n\n|a|\n|-|", signs=ASCII)
    assert {char for char in "".join(shown(document, 30)) if not char.isascii()} <= {"\xa0"}


def test_too_dear_a_paragraph_is_shown_as_written() -> None:
    document = whole("[a" * 4000)
    assert document.content(1) == "[a" * 4000
    assert _roles(document, "[a") == ("text", "source")
    assert whole("word *a* " * 20_000).unit(1).kind is Kind.SOURCE


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("<table><tr><td><p>a</p><p>b</p></td><td><ul><li>c<li>d</ul></td></tr></table>", ["a │ • c", "b │ • d"]),
        ("<table><tr><th>a</th></tr><tr><td>b</td></tr></table>", ["a", "─", "b"]),
        ("<table>\n<tr><td>a</td><td>b</td></tr>\n<tr><td>c</td></tr>\n</table>", ["a │ b", "c │"]),
        ("<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td></tr></table>", ["a │ b │ c"]),
        ("<div>a<br>\n</div>", ["a"]),
        ("<h2>a</h2>b", ["a", "", "b"]),
        ("<blockquote><p>a</p><p>b</p></blockquote>c", ["▎ a", "▎", "▎ b", "", "c"]),
        ("<pre>\n a\n  b\n</pre>", ["  a", "   b"]),
        ("<details><summary>a</summary>b</details>", ["a", "b"]),
        ("<p><a href='x.md'>a <b>b</b></a> c", ["a b c"]),
        ("<dl><dt>a<dd>b</dl>", ["a", "  b"]),
        ("<div>a<script>b</script>c</div>", ["ac"]),
        ("<td>a", ["a"]),
        ("</div>\n</p>\n</table>", []),
    ],
)
def test_html(source: str, lines: list[str]) -> None:
    assert _lines(source) == lines


def test_runs_of_spaces_are_one() -> None:
    assert _lines("a  b   c `d  e`") == ["a b c d  e"]


@pytest.mark.parametrize(
    ("info", "language"),
    [
        ("js{5,9,13,17-21}", "js"), ("rust,ignore", "rust"), ("ts:line-numbers {1}", "ts"),
        ("{.python .wide}", "python"), ("{r, echo=FALSE}", "r"), ("c++", "c++"), ("F#", "f#"), (",x", ""),
    ],
)  # fmt: skip
def test_the_name_of_a_language_ends_where_options_begin(info: str, language: str) -> None:
    line = shown(whole(f"```{info}\na = 1\n```"), 40)[0].split()
    assert line == ["a", "=", "1", *([language] if language else [])]
