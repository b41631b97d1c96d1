"""Each HTML element that articles carry means what it means in a browser: in a block, in a line, in a cell."""

from __future__ import annotations

import pytest

from reader.document import whole
from tests.document.samples import check_layout, shown


def _lines(text: str, width: int = 40) -> list[str]:
    return [line.rstrip().replace("\xa0", " ") for line in shown(whole("x\n\n" + text), width)][2:]


def _links(text: str) -> list[tuple[str, str, str]]:
    return [(link.text, link.href, link.kind) for _, link, _ in whole(text).links_all()]


# what stands in a line is the same in a block, an item, a quotation and a cell
_IN_LINE = [
    ("a<br>b", "a|b"),
    ("a</br>b", "a|b"),
    ("a<br></br>b", "a|b"),
    ("<a href='u.md'>a</a> b", "a b"),
    ("<img src='p.png' alt='alt'> b", "▣ alt b"),
    ("<picture><source srcset='x.webp'><img src='p.png' alt='alt'></picture> w", "▣ alt w"),
    ("x<sup>2</sup> H<sub>2</sub>O", "x² H₂O"),
    ("<kbd>Ctrl</kbd> <mark>m</mark> <abbr title='t'>AB</abbr> <span class='x'>s</span>", "Ctrl m AB s"),
    ("a <q>b <q>c</q></q> d", "a “b ‘c’” d"),
    ("<b>b</b> <i>i</i> <u>u</u> <del>d</del> <code>c</code> <small>s</small>", "b i u d c s"),
    ("<video src='dir/v.mp4'></video>", "v.mp4"),
    ("<video controls><source src='v.webm'></video>", "v.webm"),
    ("<audio src='a.ogg' title='Song'></audio> b", "Song b"),
    ("<object data='o.pdf'></object>", "o.pdf"),
    ("<embed src='e.svg'>", "e.svg"),
    ("<audio src='a.ogg'></audio><embed src='e.svg'>", "a.ogg e.svg"),
    ("<video src='v.mp4'>no <b>film</b></video>", "v.mp4 no film"),
    ("<button>b</button> <math><mi>x</mi><mo>=</mo><mn>1</mn></math>", "b x=1"),
    ("<svg width=1><path d='M0'/><g><circle r=1></circle></g></svg>s", "s"),
    ("<iframe src='https://y.tld/1'></iframe>", "https://y.tld/1"),
    ("a<!-- c -->b", "ab"),
    ("a <!-- c --> b", "a b"),
    ("a &amp; b &lt;c&gt;", "a & b <c>"),
]
_AROUND = ["<div>{}</div>", "z {}", "- {}", "> {}", "|{}|\n|-|", "<table><tr><th>{}</th><th>n</th></tr></table>"]
_SIGNS = "•▎│─ \n"


@pytest.mark.parametrize("around", _AROUND)
@pytest.mark.parametrize(("source", "expected"), _IN_LINE)
def test_in_a_line(around: str, source: str, expected: str) -> None:
    found = []
    for line in _lines(around.format(source)):
        line = line.strip(_SIGNS)
        if around.startswith("z") and not found:
            line = line.removeprefix("z").strip()
        if "<th>" in around:
            line = line.removesuffix("n").rstrip(_SIGNS)
        if line:
            found.append(line)
    assert "|".join(found) == expected


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("<p>a</p><p>b</p>", ["a", "", "b"]),
        ("<div>a</div><div>b</div>", ["a", "b"]),
        ("<center>a</center>b", [" " * 19 + "a", "b"]),
        ("<p align=right>a<br>bc</p>d", [" " * 39 + "a", " " * 38 + "bc", "", "d"]),
        (
            "<div align='center'><h3>a</h3><div>b</div>c</div>d",
            [" " * 19 + "a", "", " " * 19 + "b", " " * 19 + "c", "d"],
        ),
        ("<div style='x: y; text-align : center'><p align=left>a<p>b</div>", ["a", "", " " * 19 + "b"]),
        ("<center><ul><li>a</ul></center>", ["•" + " " * 19 + "a"]),
        ("<h3>a</h3>b", ["a", "", "b"]),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", ["• a", "  ◦ b", "• c"]),
        ("<ol start=3><li>a<li>b</ol>", ["3. a", "4. b"]),
        ("<ol><li value=8>a<li>b</ol>", ["8. a", "9. b"]),
        (
            "<ol type=a start=26><li>a<li>b</ol><ol type=I><li>c<li value=1994>d<li value=5000>e</ol>",
            ["z. a", "aa. b", "", "I. c", "MCMXCIV. d", "5000. e"],
        ),
        ("<dl><dt>a<dd>b</dl>", ["a", "  b"]),
        ("<pre>\n a\n  b\n</pre>", ["  a", "   b"]),
        ("<blockquote>a</blockquote>b", ["▎ a", "", "b"]),
        ("<div>a<hr>b</div>", ["a", "", " " * 13 + "─" * 13, "", "b"]),
        ("<details><summary>a</summary>b</details>", ["a", "b"]),
        ("<figure><img src=a.png alt=p><figcaption>b</figcaption></figure>", [" ▣ p · a.png", "b"]),
        ("<table><tr><th>a<th>b<tr><td colspan=2>c<tr><td>d<td>e</table>", ["a │ b", "──┼──", "c │", "d │ e"]),
        ("<table><tr><td rowspan=2>a<td>b<tr><td>c<tr><td>d<td>e</table>", ["a │ b", "  │ c", "d │ e"]),
        (
            "<table><tr><td>a<td rowspan=9 colspan=2>b<tr><td>c<tr><td>d<td>e</table>",
            ["a │ b │   │", "c │   │   │", "d │   │   │ e"],
        ),
        ("<table><tr><td>a<td>b<td rowspan=2>c<tr><td>d<tr><td>e</table>", ["a │ b │ c", "d │   │", "e │   │"]),
        (
            "<table><tr><th align=left>n<th>t<tr><td align=right>1<td style='text-align:center'>x<tr><td>2<td>abc",
            ["n │  t", "──┼────", "1 │  x", "2 │ abc"],
        ),
        ("<table><caption>t</caption><tr><td>a<td>b</table>", ["t", "", "a │ b"]),
        ("<script>x</script><style>y</style>z", ["z"]),
        ("<div>a <![b](c)> <![-- d <![", ["a <![b](c)> <![-- d <!["]),
        ("<div><![CDATA[a]]>b <![cdatax", ["ab <![cdatax"]),
    ],
)
def test_as_a_block(source: str, lines: list[str]) -> None:
    assert _lines(source) == lines


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("|<ul><li>a</li><li>b</li></ul>c|n|\n|-|-|", ["• a │ n", "• b │", "c   │"]),
        ("|a<p>b</p>c|n|\n|-|-|", ["a │ n", "b │", "c │"]),
        ("|<h3>a</h3><blockquote>b</blockquote>|n|\n|-|-|", ["a   │ n", "▎ b │"]),
        ("|a<hr>b|n|\n|-|-|", ["a   │ n", "─── │", "b   │"]),
        ("|<details><summary>a</summary>b</details>|n|\n|-|-|", ["a │ n", "b │"]),
    ],
)
def test_blocks_in_a_cell(source: str, lines: list[str]) -> None:
    assert _lines(source)[: len(lines)] == lines


def test_blocks_in_a_cell_of_html() -> None:
    source = "<table><tr><td><ul><li>a</li><li>b</li></ul></td><td><p>c</p><p>d</p></td></tr></table>"
    assert _lines(source) == ["• a │ c", "• b │ d"]
    source = "<table><tr><td><pre>a\n  b\n</pre>c<td><ol start=4><li>d<ul><li>e</ul><li>f</ol></table>"
    assert _lines(source) == ["a   │ 4. d", "  b │ • e", "c   │ 5. f"]


def test_what_cannot_be_shown_is_a_link() -> None:
    assert _links('<iframe src="https://y.t/e" title="A film"></iframe> <video><source src=v.mp4></video>') == [
        ("A film", "https://y.t/e", "link"), ("v.mp4", "v.mp4", "link"),
    ]  # fmt: skip
    assert _links("<a href=b.md><img src=c.png alt=d></a>") == [("d", "b.md", "link"), ("d", "c.png", "image")]


def test_only_the_term_is_strong() -> None:
    layout = whole("<dl><dt>T<dd>D<dt>U</dt><dd>E</dl>").layout(1, 20)
    roles = {run.text: run.roles for line in layout.lines for run in line.runs if run.text.strip()}
    assert roles == {"T": ("text", "strong"), "D": ("text",), "U": ("text", "strong"), "E": ("text",)}


def test_links_in_preformatted_text() -> None:
    source = "<pre>\n<code>a <a href='b.md' title=t>c\td\ne</a> <a href=f></a>\n<img src=g.png alt=h>\n</code></pre>"
    document = whole(source)
    assert document.content(1) == "a c\td\ne \nh"
    links = document.links(1)
    assert [(link.text, link.href, link.title, link.kind) for link in links] == [
        ("c\td\ne", "b.md", "t", "link"),
        ("h", "g.png", "", "image"),
    ]
    check_layout(document, 1, 30)
    runs = [run for line in document.layout(1, 30).lines for run in line.runs if run.link >= 0]
    assert "".join(run.text for run in runs if run.link == 0).split() == ["c", "de"]
    assert all(run.roles == ("code.block", "link") for run in runs) and runs[-1].link == 1
    assert [line for _, _, line in document.links_all()] == [2, 4]
    check_layout(document, 1, 9, 2)


def test_links_in_code_of_a_paragraph_and_of_a_cell() -> None:
    for source in ("<code>a <a href=b>c</a></code>", "<div><code>a <a href=b>c</a></code></div>",
                   "<table><tr><td><pre>a <a href=b>c</a></pre><td>d</table>"):  # fmt: skip
        assert [link.href for link in whole(source).links(1)] == ["b"]


@pytest.mark.parametrize(
    "tag", ["<pre><code class='hljs language-python'>", "<pre lang=python>", "<pre class=lang-python>"]
)
def test_the_language_of_preformatted_text(tag: str) -> None:
    layout = whole(tag + "def f(): pass</pre>").layout(1, 40)
    runs = {run.text.strip(): run.roles for line in layout.lines for run in line.runs}
    assert runs["def"] == ("code.block", "code.token.k") and runs["python"] == ("code.block", "code.lang")


def test_preformatted_text_is_sanitised() -> None:
    assert "\u202e" not in whole("<pre>a&#x202e;b</pre>").content(1)


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("![A map](https://www.example.org/a/b/map.png)", "▣ A map · example.org/…/map.png"),
        ("![A map](https://example.org/map.png)", "▣ A map · example.org/map.png"),
        ("![](far/map.png)", "▣ map.png"),
        ("![map.png](far/map.png)", "▣ map.png"),
        ("![A map](data:image/png;base64,AAAA)", "▣ A map"),
        ("![A map](%1b%5d0;x%07.png)", "▣ A map · ␛]0;x␇.png"),
        ("Here: ![A map](map.png)", "Here: ▣ A map"),
        ("![A map](map.png) ![B](b.png)", "▣ A map ▣ B"),
        ("- ![A map](map.png)", "▣ A map · map.png"),
    ],
)
def test_a_picture_that_stands_alone_says_where_it_leads(source: str, line: str) -> None:
    found = _lines(source)
    assert found[0].strip(_SIGNS).replace("\xa0", " ") == line


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("<table><tr><th>A<th>B</tr><tr><td>1<td>2</tr></table>", ["A │ B", "──┼──", "1 │ 2"]),
        ("<table><thead><tr><th>A<th>B</thead><tbody><tr><td>1<td>2</tbody></table>", ["A │ B", "──┼──", "1 │ 2"]),
        ("<table><tr><td>1<td>2<tbody><tr><td>3<td>4</table>", ["1 │ 2", "3 │ 4"]),
        ("<dl><dt>T<dd>a<dd>b<dt>U<dd>c</dl>", ["T", "  a", "  b", "U", "  c"]),
        ("<p><ruby>漢<rt>kan</rt>字<rt>ji</rt></ruby></p>", ["漢(kan)字(ji)"]),
        ("<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>", ["漢(kan)"]),
        ("a <acronym>b</acronym> <output>c</output> <canvas>d</canvas>", ["a b c d"]),
    ],
)
def test_ends_that_are_left_out_and_rare_elements(source: str, lines: list[str]) -> None:
    document = whole(source)
    shown = ["".join(run.text for run in line.runs).rstrip() for line in document.layout(1, 40).lines]
    assert [line for line in shown if line] == lines


@pytest.mark.parametrize(
    "source",
    [
        "<p>\n<a href='u'>\n<img src='p' alt='a'/>\n</a>\n<a href='v'>w </a> x\n</p>",
        "<a href='u'><img src='p' alt='a'> </a><a href='v'>w </a>x",
    ],
)
def test_a_space_at_the_end_of_a_link_stands_behind_it(source: str) -> None:
    document = whole(source)
    runs = [run for run in document.layout(1, 40).lines[0].runs if run.text != " "]
    assert [run.text.replace("\xa0", " ").strip() for run in runs] == ["▣", "a", "w", "x"]
    assert [run.text for run in runs if run.link >= 0][1:] == ["a", "w"]
    assert [link.text for _, link, _ in document.links_all()] == ["a", "a", "w"]
    check_layout(document, 1, 40)
