"""Random Markdown built from fragments, and ways to look at what a document shows."""

# ruff: noqa: E501 - tables of fragments

from __future__ import annotations

from hypothesis import strategies as st

from reader.document import Document, open_document
from reader.document.cells import width as cells

WORDS = [
    "harbour", "wall", "Größe", "été", "naïve", "日本語の文章", "中文。", "привет", "한국어", "ไทย", "e\u0301",
    "👩\u200d💻", "🇩🇪", "❤\ufe0f", "a_b_c", "x*y", "1,234", "well-known", "—", "“so”", "AT&amp;T", "&lt;b&gt;", "\\*no\\*",
    "<br>", "<kbd>Ctrl</kbd>", "H<sub>2</sub>O", "x<sup>10</sup>", "<!-- hidden -->", "<unknown>", "C:\\dir", "a\u00a0b",
    "supercalifragilisticexpialidociousandverymuchlongerthanaline", "https://example.org/a/b?c=d&e=f", "www.example.org",
    "<https://example.net/x>", "me@example.org", "http://a.b/foo_bar_baz", "`code`", "``a`b``", "*em*", "**strong**", "***both***", "~~gone~~",
    "[link](target.md)", "[a **b** c](<x y.md> \"title\")", "[ref]", "[text][ref]", "[ref][]", "[missing]", "[^1]", "[^note]",
    "![alt](pic.png)", "![](dir/pic.png)", "[![alt](p.png)](to.md)", "[x](javascript:alert(1))", "!", "[", "]", "*", "_", "`", "<", "&",
    "==mark==", "==", "a==b", "x^2^", "^", "H~2~O", "~once~", "~", "[^2^]", "![[note]]", ":", ":tada:", "\\:x:", "[!note]", "$x^2$", "$", "$5", "$$y_{ab}$$", "$$",
    "\\\\(x^2\\\\)", "\\\\[a\\\\]", "%%c%%", "%%", ":::",
    "{{ page.title }}", "{{<", ">}}", "{%", "%}", "{", "{{< ref \"a_b\" >}}", "{: .wide}",
]  # fmt: skip
_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
_lines = st.lists(_words, min_size=1, max_size=4).map("\n".join)


def _indent(text: str, prefix: str, rest: str) -> str:
    return "\n".join((prefix if not number else rest) + line for number, line in enumerate(text.split("\n")))


_leaf = st.one_of(
    _lines,
    st.tuples(st.integers(1, 6), _words).map(lambda pair: "#" * pair[0] + " " + pair[1]),
    _words.map(lambda words: words + "\n==="),
    _words.map(lambda words: words + "\n---"),
    _lines.map(lambda text: f"```python\n{text}\n```"),
    _lines.map(lambda text: f"~~~\n{text}"),
    _lines.map(lambda text: f"```\n{text}\n\n\n# {text}\n```"),
    _lines.map(lambda text: _indent(text, "    ", "    ")),
    st.sampled_from(["---", "* * *", "___"]),
    st.lists(_words, min_size=4, max_size=4).map(
        lambda cells: f"| {cells[0]} | b |\n|---|:-:|\n| {cells[1]} | {cells[2]} |\n| {cells[3]} |"
    ),
    st.sampled_from(["- a|b\n-|-\n- c", "- x\n-\n- y", "a\n-", "1) x\n1) y\n3) z", "0. zero", "- [ ] open\n- [x] done"]),
    _words.map(lambda words: f"<div>\n<p>{words}</p>\n</div>"),
    _words.map(lambda words: f"<details><summary>{words}</summary>\n\n{words}\n\n</details>"),
    _words.map(lambda words: f"{words}\n: {words}\n: {words}\n\n    {words}\n\nB\n\n:   {words}"),
    _lines.map(lambda text: f"$$\n{text}\n$$"),
    _lines.map(lambda text: f"$$ {text}\n"),
    st.sampled_from(["$$\n- x\n$$", "$$\n- x\n\n$$", "```math\n\\frac{a}{b}\n```", "$$x$$"]),
    st.sampled_from(["{% if x | y %}\n{{< b >}}\n---", "{{< a >}}\n| a |\n|---|", "## x {#id}", "{: .a #b}\ntext", "{% a\nb %}"]),
    _lines.map(lambda text: f"::: tip A *title*\n{text}\n\n{text}\n:::"),
    _lines.map(lambda text: "!!! note \"T\"\n" + _indent(text, "    ", "    ")),
    _lines.map(lambda text: f"%%\n{text}\n\nx\n%%"),
    st.sampled_from(["::: tip", ":::", ":::: x", "???+ tip \"a\"\n    b\n\n    c", "!!! note\nx", "%%", "a %%b%% c ^abcdef", "x ^a-name"]),
    st.sampled_from(["T\n: d\n# H\n: x", "T\n\n: d\n\nU\n\n: e\n  - f", ": x", "a\nb\n: c", "T\n: d\n---", "T\n: : d\n  : e"]),
    st.sampled_from(["<!-- a\n\ncomment -->", "<pre>\n  a\n\n  b</pre>", "<table><tr><td>a<td>b</table>", "<hr>"]),
    st.sampled_from(
        [
            "[ref]: target.md", "[ref]: <other file.md> 'Title'", "[ref]: x.md\n'a title\nin two lines'", "[REF]: second.md",
            "[missing\n]: not", "[^1]: a note", "[^note]: two\n\n    paragraphs", "> [ref]: in-quote.md", "- [ref]: in-list.md",
        ]
    ),
)  # fmt: skip
_block = st.recursive(
    _leaf,
    lambda inner: st.one_of(
        inner.map(lambda text: _indent(text, "> ", "> ")),
        inner.map(lambda text: _indent(text, "> [!NOTE]\n> ", "> ")),
        inner.map(lambda text: _indent(text, "> [!my-type]- A *title*\n>\n> ", "> ")),
        inner.map(lambda text: _indent(text, "Term\n: ", "  ")),
        st.lists(inner, min_size=1, max_size=3).map(
            lambda items: "\n".join(_indent(each, "- ", "  ") for each in items)
        ),
        st.lists(inner, min_size=1, max_size=3).map(
            lambda items: "\n\n".join(_indent(each, f"{n + 7}. ", "   ") for n, each in enumerate(items))
        ),
    ),
    max_leaves=4,
)
_joint = st.sampled_from(["\n\n", "\n\n", "\n\n", "\n", "\n\n\n", "\n \n"])
markdown = st.lists(st.tuples(_block, _joint), min_size=1, max_size=9).map(
    lambda pairs: "".join(text + joint for text, joint in pairs)
)


def lazily(text: str, sizes: list[int], *, head: int | None = None, markdown: bool = True) -> Document:
    """The document parsed in slices of these sizes, over and over; opened with its head alone when that is given."""
    first = sizes[0]
    if head is None or head >= len(text):
        document, parser = open_document(text, markdown=markdown, first=first)
    else:
        document, parser = open_document(text[:head], markdown=markdown, first=first, last=False)
        document.extend(parser.step(sizes[-1]))
        parser.complete(text)
    number = 0
    while not parser.done:
        number += 1
        document.extend(parser.step(sizes[number % len(sizes)]))
        assert number < 10_000
    return document


def shown(document: Document, width: int) -> list[str]:
    """All lines as text."""
    return [
        "".join(run.text for run in line.runs)
        for index in range(len(document))
        for line in document.layout(index, width).lines
    ]


def check_layout(document: Document, index: int, width: int, pan: int = 0) -> None:
    """No line is too wide, offsets and links are those of the text."""
    layout = document.layout(index, width, pan)
    links = len(layout.links)
    for line in layout.lines:
        size = sum(cells(run.text) for run in line.runs)
        assert size == line.width
        assert size <= width, (size, width, line)
        for run in line.runs:
            assert "\n" not in run.text and "\t" not in run.text
            assert -1 <= run.link < links
            if run.offset < 0:
                continue
            part = layout.text[run.offset : run.offset + len(run.text)]
            if part != run.text and not {"sup", "sub", "math", "emoji"} & set(run.roles):
                assert layout.text[run.offset] == "\t" or part.replace("\t", " ") == run.text, (part, run)
    for link in layout.links:
        assert 0 <= link.start <= link.end <= len(layout.text)
        assert layout.text[link.start : link.end] == link.text


@st.composite
def long_table(draw: st.DrawFn) -> str:
    """A table of so many rows that it is cut into pieces."""
    columns = draw(st.integers(40, 130))
    rows = draw(st.integers(0, 16))
    line = "|" + "|".join(f"c{number}" for number in range(columns)) + "|\n"
    end = draw(st.sampled_from(["", "\n", "> quote\n", "text | more\n", "    code\n", "# heading\n"]))
    return line + "|" + "-|" * columns + "\n" + line * rows + end
