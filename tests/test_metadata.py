"""Metadata from the shapes people have, and words."""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reader.document import words
from reader.document.metadata import block, extract
from reader.sanitise import UNSAFE, sanitise
from tests.shared import SHARED, documents, needs_shared

FORMATS = SHARED / "formats"
EXPECTED = json.loads((FORMATS / "expected.json").read_text()) if FORMATS.is_dir() else {}


@needs_shared
@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_every_shape_gives_what_is_expected(name: str) -> None:
    text = (FORMATS / name).read_text(encoding="utf-8")
    meta = extract(text, "", Path(name).name).meta
    expected = EXPECTED[name]
    if expected["title"] is not None:
        assert meta.title == expected["title"]
    assert list(meta.authors) == expected["authors"]
    assert (meta.published, meta.url, meta.lang) == (expected["published"], expected["url"], expected["lang"])
    assert list(meta.tags) == expected["tags"]


def taken(text: str, name: str = "a.md") -> list[str]:
    return [text[start:end] for start, end in extract(text, "", name).taken]


@needs_shared
def test_the_masthead_takes_what_it_shows() -> None:
    text = (SHARED / "articles" / "planetary-pact.md").read_text()
    found = taken(text)
    assert found[:3] == [
        "# Planetary Pact: China and Russia to Launch Lunar Space Station",
        "By [Anastasia Clark for AFP](#)",
        "March 09, 2021",
    ]
    assert len(found) == 4 and found[3].startswith("Original url:\n\n<https://www.themoscowtimes.com/")
    meta = extract(text, "", "planetary-pact.md").meta
    assert (meta.authors, meta.published) == (("Anastasia Clark",), "2021-03-09")


def test_the_end_of_a_long_text_is_counted_from_its_end() -> None:
    text = "# T\n\n" + "words\n\n" * 20_000 + "Original url: <https://a.b/c>\n"
    found = extract(text[:65_536], text[-4096:], "a.md")
    assert found.meta.url == "https://a.b/c"
    start, end = found.taken[-1]
    assert start < 0 and text[start : len(text) + end] == "Original url: <https://a.b/c>"


@pytest.mark.parametrize(
    "text",
    [
        "# T\n\nBy [Jane Doe](https://a.b/jane)\n",
        "# T\n\nBy Monday the town was dry.\n",
        "# T\n\nBy the way, it rained\n",
        "---\ntitle: Other\n---\n# T\n",
        "Text first.\n\n# T\n\nBy Jane Doe\n",
        "# T\n\nMarch 9, 2021 was a Tuesday.\n",
        "# T\n\nOriginal thought: <https://a.b> is a place.\n",
    ],
)
def test_what_the_masthead_does_not_show_stays(text: str) -> None:
    assert [part for part in taken(text) if part != "# T"] == []


@pytest.mark.parametrize(
    "text, field, value",
    [
        ("---\r\n".replace("\r", "") + "title: a: b: c\n---\n", "title", "a: b: c"),
        ('---\ntitle: "\\x1b]52;c;x\\x07 \\ud800"\n---\n', "title", None),
        ("---\ntitle: >\n  folded\n  lines\n---\n", "title", "folded lines"),
        ("---\nauthors: [{name: A B}, C D]\n---\n", "authors", ("A B", "C D")),
        ("---\nauthor: Doe, Jane\n---\n", "authors", ("Doe, Jane",)),
        ("---\nauthor: Jane Doe and Ann Roe\n---\n", "authors", ("Jane Doe", "Ann Roe")),
        ("---\nTITLE: 12:30\nDate: 2021-03-09\n...\n", "title", "12:30"),
        ("---\nlang: pt_BR\n---\n", "lang", "pt-BR"),
        ("---\nurl: javascript:alert(1)\n---\n", "url", None),
        ("---\ntags: a\ntitle: t\n---\n", "tags", ("a",)),
        ("# Title with `code` and *emphasis* &amp; \\*\n", "title", "Title with code and emphasis & *"),
        ("```\n# no\n```\n\n# Yes\n", "title", "Yes"),
        ("# The wall {#wall}\n", "title", "The wall"),
        ("# The wall <!-- omit in toc -->\n", "title", "The wall"),
        ("# A set {a, b}\n", "title", "A set {a, b}"),
        ("$$\na\n=\nb\n$$\n\n# Yes\n", "title", "Yes"),
        ("$$ for something\n\n# Yes\n", "title", "Yes"),
    ],
)
def test_front_matter(text: str, field: str, value: object) -> None:
    found = getattr(extract(text, "", "name.md").meta, field)
    if value is None and field == "title":
        assert found and sanitise(found) == found
    else:
        assert found == value


def test_a_heading_without_a_word_is_no_title() -> None:
    text = "# >\n\nBy [Ada Low](#)\n\n**> | X**\n\n# Customs\n\nText.\n"
    meta = extract(text, "", "2024-03-05-customs.md").meta
    assert (meta.title, meta.authors) == ("Customs", ("Ada Low",))
    assert "# >" not in taken(text)
    assert extract("# ✨\n\nText.\n", "", "notes.md").meta.title == "notes"


@pytest.mark.parametrize(
    "name, title, published",
    [
        ("2021-03-09-a-post.md", "a-post", "2021-03-09"), ("a_b.md", "a_b", None), (".md", ".md", None),
        ("", None, None),
        ("x.bookmark.md", "x", None), ("T 0123456789abcdef0123456789abcdef.md", "T", None),
        ("2021-99-99-x.md", "x", None),
    ],
)  # fmt: skip
def test_the_name_is_the_last_title(name: str, title: str | None, published: str | None) -> None:
    meta = extract("no heading\n", "", name).meta
    assert (meta.title, meta.published) == (title, published)


scalars = st.sampled_from(
    [
        "a", "A b", "2021-03-09", "12:30", "No", "https://a.b/c?d=e#f", '"x: y # z"', "'it is'", "[a, b c]", "[]",
        "['a', \"b\"]",
        "a, b", "x [y]", "1.10", "été", "(a)", '""', "", "w#x", "a:b", "- a", "a: b", "a #c", "{a", "*x", "!t", "a:",
    ]
)  # fmt: skip
keys = st.sampled_from(["title", "tags", "Date", "a-b", "c_d", "e f"])
SIMPLE = st.lists(
    st.one_of(
        st.tuples(keys, scalars).map(lambda pair: f"{pair[0]}: {pair[1]}\n"),
        st.tuples(keys, st.sampled_from(["", "  "]), st.lists(scalars, max_size=3)).map(
            lambda made: f"{made[0]}:\n" + "".join(f"{made[1]}- {item}\n" for item in made[2])
        ),
    ),
    min_size=1,
    max_size=6,
).map("".join)


@given(SIMPLE)
@settings(max_examples=300, deadline=None)
def test_simple_front_matter_means_what_yaml_says(text: str) -> None:
    assume(block._SIMPLE.fullmatch(text))
    assert yaml.load(text, Loader=yaml.BaseLoader) == block.parse_yaml(text)


@needs_shared
def test_simple_front_matter_of_real_documents() -> None:
    simple = 0
    for path in documents():
        text = path.read_text(errors="replace")
        if text.startswith("---\n") and "\n---\n" in text:
            front = sanitise(text[4 : text.index("\n---\n") + 1])
            if block._SIMPLE.fullmatch(front):
                simple += 1
                assert block.parse_yaml(front) == yaml.load(front, Loader=yaml.BaseLoader)
    assert simple > 50


pieces = [
    "---\n", "+++\n", "title: ", "# ", "By ", "Original url: ", "<https://a.b>", "\n", "\n\n", "- ", "[", "](#)", "%",
    "::", "author", "[[", "x", " ", "\t", "日本", '"', "'", "&", "*", "March 9, 2021", "```\n", ">", "|", "===\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(pieces), max_size=30).map("".join), st.booleans())
@settings(max_examples=500, deadline=None)
def test_any_text(text: str, long: bool) -> None:
    found = extract(text, text[-50:] if long else "", "name.md")
    assert 0 <= found.body <= len(text)
    assert list(found.taken) == sorted(found.taken, key=lambda span: (span[0] < 0, span))
    for start, end in found.taken:
        assert found.body <= start < end <= len(text) if start >= 0 else start < end <= 0
    for value in (found.meta.title, *found.meta.authors, *found.meta.tags, found.meta.description):
        assert value is None or (sanitise(value) == value and "\n" not in value)


def front(text: str, fence: str = "---") -> str:
    return f"{fence}\n{text}\n{fence}\n"


BOMBS = {
    "blank": front("a: b" + "\n" * 60_000),
    "spaces": "original" + " " * 60_000,
    "comments": "<!-- a -->" * 6000 + "x",
    "brackets": "# " + "[" * 60_000,
    "flow": front("a: " + "[" * 60_000),
    "wiki": front("author: " + "[[" * 30_000),
    "at": front("author: " + "<@" * 30_000),
    "pairs": "Title: a\n" + "a: b\n" * 12_000,
    "emphasis": "# " + "*a " * 20_000,
    "compact": front("a:\n" + "- " * 30_000),
    "deep": front("a:\n" + "".join(" " * depth + "b:\n" for depth in range(300))),
    "toml": front("a=" + "[" * 60_000, "+++"),
    "dotted": front("a." * 30_000 + "=1", "+++"),
    "date": "# a\n\n1" + " " * 60_000 + "x",
    "anchors": front("\n".join(f"a{number}: &a{number} [*a{number - 1},*a{number - 1}]" for number in range(1, 60))),
    "comment": "<!--" + " " * 60_000 + "-->",
    "json": "{" + '"a":{' * 12_000,
    "names": front("author: " + "Jane Doe, " * 6_000),
    "letters": front("author: " + "y " * 30_000),
    "hashes": front("tags: #" + "a #" * 20_000),
    "signed": "# a\n\nBy " + "Jane, 2021 " * 25,
    "property": "# a\n\nSource: " + " " * 3900 + "x",
    "closing": "# a\n\nOriginally published at " + "[" * 2000 + "\n",
    "hexo": "title: a\n" * 6_000 + "---\n",
    "items": front("a:\n" + "  - b\n" * 10_000 + "c"),
}


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_no_text_takes_long(name: str) -> None:
    # where it grew with the square, or worse, this would take minutes
    found = extract(BOMBS[name], BOMBS[name][-4096:], "a.md")
    assert 0 <= found.body <= len(BOMBS[name])


def test_words() -> None:
    assert words.count("# Two words\n\n- three `four` five-six — 7") == (6, 0)
    assert words.count("日本語 and ひらがな") == (1, 7)
    assert words.count("한국어 단어") == (2, 0)
    assert [words.minutes(words.Words(*pair)) for pair in ((0, 0), (1, 0), (2300, 0), (0, 4000), (230, 400))] == [
        0,
        1,
        10,
        10,
        2,
    ]


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("By [Robin Thottungal, Kris Rowley for 18F](#)", ("Robin Thottungal", "Kris Rowley")),
        ("By [danah boyd](#)", ("danah boyd",)),
        ("By Jane Doe for 18F", ("Jane Doe",)),
        ("By 2020 the world had changed", ()),
        ("By the river", ()),
    ],
)
def test_agencies_with_digits_and_bylines_that_are_links(byline: str, authors: tuple[str, ...]) -> None:
    found = extract(f"# A title\n\n{byline}\n\nMarch 3, 2020\n\nThe text.\n", "", "x.md")
    assert found.meta.authors == authors
    assert (len(found.taken) == 3) == bool(authors), "byline and date line are shown once"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("M&eacute;tricas de c&oacute;digo", "Métricas de código"),
        ("Q&amp;A", "Q&A"),
        ("AT&T; x", "AT&T; x"),
        ("a&#x202e;b", "a\ufffdb"),
    ],
)
def test_a_title_may_hold_entities(written: str, title: str) -> None:
    assert extract(f"---\ntitle: '{written}'\n---\n\nText.\n").meta.title == title


@pytest.mark.parametrize(
    "text",
    [
        "# The &#x202e;wall&#1113838; &#x2066;\n\nBy Jane &#x202e;Doe\n\nText.\n",
        "The wall&#x202e;\n===\n\nText.\n",
        '---\ntitle: "The &#x202e;wall"\nauthor: "Jane &#x2066;Doe"\n---\nText.\n',
        "Title: The &#x202e;wall\nAuthor: Jane &#x2066;Doe\nDate: 2021-03-09\n\nText.\n",
        "[#]: subject: (The &#x202e;wall)\n[#]: author: (Jane &#x2066;Doe)\n\nText.\n",
        "# The wall\n\nText of &#x202e; it.\n\nOriginally published at [The &#x202e;Wall](https://e.org/a&#x202e;b).\n",
    ],
)
def test_entities_bring_no_signs_that_steer_a_terminal(text: str) -> None:
    meta = extract(text, "", "wall.md").meta
    assert meta.title and "wall" in meta.title.casefold()
    told = (meta.title, meta.url, meta.lang, meta.description, *meta.authors, *meta.tags)
    assert not UNSAFE.search(" ".join(filter(None, told)))
