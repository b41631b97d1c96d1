"""Whole documents as clippers, exporters and site generators write them, and what is true of each.

Titles and names are our own; the shapes are those of each tool's template. Of what a document does not
say nothing is known.
"""

import pytest

from reader.document.metadata import extract, fields

PAGE = "https://news.example.com/a"
TEXT = "The wall was finished in 1847, and nobody asked who had paid for it.\n"
JANE = ("Jane Doe",)

# (name of the shape, source before the text, what is known beside the title "The wall")
HEADERS: list[tuple[str, str, dict[str, object]]] = [
    (
        "obsidian clipper, other order and no quotes",
        "---\ntags: [clippings]\ncreated: 2026-10-04\npublished: 2021-03-09\nauthor: [[Jane Doe]]\n"
        f"source: {PAGE}\ntitle: The wall\n---\n",
        {"authors": JANE, "published": "2021-03-09", "saved": "2026-10-04", "url": PAGE, "tags": ("clippings",)},
    ),
    (
        "omnivore",
        f"---\nid: 1f0c\ntitle: The wall\nauthor: |\n  Jane Doe\ntags:\n  - a_b\ndate_saved: 2021-03-10 08:00:00\n"
        f"date_published: 2021-03-09 08:00:00\noriginalUrl: {PAGE}\nomnivore_url: https://omnivore.app/me/a\n---\n",
        {"authors": JANE, "published": "2021-03-09", "saved": "2021-03-10", "url": PAGE, "tags": ("a_b",)},
    ),
    (
        "readwise reader",
        f"---\nFull Title: The wall\nAuthor: [[Jane Doe]]\nCategory: #articles\nDocument Tags: [[a]] [[b]]\n"
        f"URL: {PAGE}\nLast highlighted: 2022-01-01\n---\n",
        {"authors": JANE, "url": PAGE, "tags": ("a", "b")},
    ),
    (
        "readeck",
        f"---\ntitle: The wall\nsaved: 2022-05-01\npublished: 2021-03-09\nwebsite: news.example.com\nsource: {PAGE}\n"
        f"authors: [Jane Doe]\nlabels: [a]\n---\n",
        {"authors": JANE, "published": "2021-03-09", "saved": "2022-05-01", "url": PAGE, "tags": ("a",)},
    ),
    (
        "yarle",
        f"---\ntitle: The wall\nCreated at: 2021-03-09\nLast updated at: 2021-03-10\nSource URL: {PAGE}\n---\n",
        {"saved": "2021-03-09", "url": PAGE},
    ),
    (
        "dendron",
        "---\nid: a.b\ntitle: The wall\ndesc: ''\nupdated: 1615276800000\ncreated: 1615276800000\n---\n",
        {"saved": "2021-03-09"},
    ),
    (
        "mkdocs material",
        "---\ntitle: The wall\ndate:\n  created: 2021-03-09\n  updated: 2022-01-01\nauthors:\n  - jane\n---\n",
        {"authors": ("jane",), "published": "2021-03-09"},
    ),
    (
        "hexo, without the first fence",
        "title: The wall\ndate: 2021-03-09 08:00:00\ntags:\n- a\n- b\ncategories:\n- [c, d]\n---\n",
        {"published": "2021-03-09", "tags": ("c", "d", "a", "b")},
    ),
    (
        "hugo json",
        '{\n  "title": "The wall",\n  "date": "2021-03-09T08:00:00Z",\n  "tags": ["a"],\n  "draft": false\n}\n\n',
        {"published": "2021-03-09", "tags": ("a",)},
    ),
    (
        "hugo toml",
        "+++\ndate = '2021-03-09T08:00:00+01:00'\ntitle = 'The wall'\ntags = ['a']\n"
        "[params]\nauthor = 'Jane Doe'\n+++\n",
        {"authors": JANE, "published": "2021-03-09", "tags": ("a",)},
    ),
    (
        "toml with a table of people",
        '+++\ntitle = "The wall"\n[author]\nname = "Jane Doe"\n+++\n',
        {"authors": JANE},
    ),
    (
        "nikola",
        ".. title: The wall\n.. slug: the-wall\n.. date: 2021-03-09 08:00:00 UTC+01:00\n.. tags: a, b\n"
        ".. author: Jane Doe\n.. link:\n\n",
        {"authors": JANE, "published": "2021-03-09", "tags": ("a", "b")},
    ),
    (
        "nikola, in a comment",
        "<!--\n.. title: The wall\n.. date: 2021-03-09\n.. tags: a\n-->\n\n",
        {"published": "2021-03-09", "tags": ("a",)},
    ),
    ("comment", "<!--\ntitle: The wall\nauthor: Jane Doe\n-->\n\n", {"authors": JANE}),
    (
        "quarto",
        '---\ntitle: "The wall"\nauthor:\n  - name:\n      given: Jane\n      family: Doe\n    orcid: 0000\n'
        "  - Ann Roe\ndate: last-modified\ncategories: [a]\nlang: de\nformat:\n  html:\n    toc: true\n---\n",
        {"authors": ("Jane Doe", "Ann Roe"), "tags": ("a",), "lang": "de"},
    ),
    (
        "pandoc, with a block and a comment",
        "---\n# how it is made\ntitle: |\n  The wall\nauthor:\n- Jane Doe\n- Ann Roe\n"
        "date: 9 mars 2021\nlang: fr-CA\n...\n",
        {"authors": ("Jane Doe", "Ann Roe"), "published": "2021-03-09", "lang": "fr-CA"},
    ),
    (
        "pandoc title block, three lines of people",
        "% The wall\n% Jane Doe\n  Ann Roe\n% 2021-03-09\n\n",
        {"authors": ("Jane Doe", "Ann Roe"), "published": "2021-03-09"},
    ),
    (
        "jina, other order",
        f"URL Source: {PAGE}\n\nTitle: The wall\n\nPublished Time: 2021-03-09T08:00:00Z\n\nMarkdown Content:\n",
        {"published": "2021-03-09", "url": PAGE},
    ),
    (
        "lctt, quoted",
        f'[#]: subject: "The wall"\n[#]: via: "{PAGE}"\n[#]: author: "Jane Doe https://e.org/jane"\n'
        '[#]: translator: "sam"\n\n',
        {"authors": JANE, "url": PAGE},
    ),
    (
        "lctt, translated",
        f'[#]: subject: "Another title"\n[#]: via: "{PAGE}"\n[#]: author: "Jane Doe"\n\n',
        {"title": "Another title", "authors": JANE, "url": PAGE},
    ),
    (
        "roam",
        f"- Title:: The wall\n- Author:: [[Jane Doe]]\n- Source:: {PAGE}\n- Tags:: #a #[[b c]]\n\n",
        {"authors": JANE, "url": PAGE, "tags": ("a", "b c")},
    ),
    (
        "a saved mail",
        "From: Jane Doe <jane@example.com>\nSubject: The wall\nDate: Tue, 9 Mar 2021 08:00:00 +0000\nTo: me\n\n",
        {"authors": JANE, "published": "2021-03-09"},
    ),
    (
        "a mail with encoded words",
        "From: =?utf-8?q?Jane_D=C3=B6?= <jane@example.com>\nSubject: =?utf-8?b?Q2Fmw6k=?=\n =?iso-8859-1?q?_au_lait?=\n"
        "Date: Tue, 9 Mar 2021 08:00:00 +0000\n\n",
        {"title": "Café au lait", "authors": ("Jane Dö",), "published": "2021-03-09"},
    ),
    (
        "a mail with broken encoded words",
        "From: Jane Doe <j@example.com>\nSubject: =?nothing?q?Caf=C3=A9?= =?utf-8?b?x?=\n"
        "Date: Tue, 9 Mar 2021 08:00:00 +0000\n\n",
        {"title": "=?nothing?q?Caf=C3=A9?= =?utf-8?b?x?=", "authors": JANE, "published": "2021-03-09"},
    ),
    (
        "German keys",
        f"---\nTitel: The wall\nAutor: Jane Doe\nVeröffentlicht: 9. März 2021\nQuelle: {PAGE}\nSchlagwörter: [a, b]\n"
        "Sprache: Deutsch\n---\n",
        {"authors": JANE, "published": "2021-03-09", "url": PAGE, "tags": ("a", "b"), "lang": "de"},
    ),
    (
        "French keys, lines",
        f"Titre : The wall\nAuteur : Jane Doe\nDate : 9 mars 2021\nSource : {PAGE}\n\n",
        {"authors": JANE, "published": "2021-03-09", "url": PAGE},
    ),
    (
        "Spanish keys",
        "---\ntítulo: The wall\nautores:\n- Jane Doe\nfecha: 9 de marzo de 2021\netiquetas: a, b\nidioma: es\n---\n",
        {"authors": JANE, "published": "2021-03-09", "tags": ("a", "b"), "lang": "es"},
    ),
    (
        "Russian keys",
        "---\nзаголовок: The wall\nавтор: Jane Doe\nдата: 9 марта 2021 г.\nтеги: [a]\nязык: русский\n---\n",
        {"authors": JANE, "published": "2021-03-09", "tags": ("a",), "lang": "ru"},
    ),
    (
        "Chinese keys and colons",
        f"标题：The wall\n作者：Jane Doe\n发布时间：2021年3月9日\n原文链接：{PAGE}\n标签：a、b\n\n",
        {"authors": JANE, "published": "2021-03-09", "url": PAGE, "tags": ("a", "b")},
    ),
    (
        "Japanese keys",
        f"---\nタイトル: The wall\n著者: Jane Doe\n公開日: 2021年3月9日\n出典: {PAGE}\nタグ: [a]\n言語: ja\n---\n",
        {"authors": JANE, "published": "2021-03-09", "url": PAGE, "tags": ("a",), "lang": "ja"},
    ),
    (
        "Korean keys",
        f"---\n제목: The wall\n저자: Jane Doe\n게시일: 2021년 3월 9일\n출처: {PAGE}\n태그: a, b\n---\n",
        {"authors": JANE, "published": "2021-03-09", "url": PAGE, "tags": ("a", "b")},
    ),
    (
        "loud keys, tabs, spaces behind, single quotes",
        f"---  \nTITLE:\t'The wall'  \nAUTHORS:\t['Jane Doe', \"Ann Roe\"] \nPUBLISHED:  \"2021-03-09\"\n"
        f"URL: <{PAGE}>\n---\t\n",
        {"authors": ("Jane Doe", "Ann Roe"), "published": "2021-03-09", "url": PAGE},
    ),
    (
        "invalid YAML: colons, an at sign, a person below",
        f"---\ntitle: The wall\ndescription: one: two: three\nauthor:\n  name: Jane Doe\n  twitter: @jane\n"
        f"source: {PAGE}\n---\n",
        {"authors": JANE, "url": PAGE},
    ),
    (
        "invalid YAML: values in quotes and brackets are as YAML has them",
        f"---\ndescription: one: two\ntitle: 'The wall' # for now\nauthor: {{name: Jane Doe, url: {PAGE}}}\n"
        "tags: [a, 'b, c'] # two\n---\n",
        {"authors": JANE, "tags": ("a", "b, c")},
    ),
    (
        "Instapaper",
        f"---\nURL: {PAGE}\nTitle: The wall\nSelection:\nFolder: Unread\nTimestamp: 1615276800\nTags: []\n---\n",
        {"url": PAGE, "saved": "2021-03-09"},
    ),
    ("a time of nobody knows what", "---\ntitle: The wall\ntimestamp: 1615276800\n---\n", {}),
    (
        "Pocket",
        f"---\nresolved_title: The wall\nresolved_url: {PAGE}\ntime_added: 1615276800\n---\n",
        {"url": PAGE, "saved": "2021-03-09"},
    ),
    (
        "tags that YAML takes for a comment",
        "---\ntitle: The wall\ntags: #a #b/c\n---\n",
        {"tags": ("a", "b/c")},
    ),
    (
        "tags of mappings",
        "---\ntitle: The wall\ntags:\n  - name: A\n    slug: a\n  - name: B\n    slug: b\n---\n",
        {"tags": ("A", "B")},
    ),
    (
        "saved is not published, nor is what changed or was read",
        "---\ntitle: The wall\nsaved: 2022-05-01\nupdated: 2022-05-02\nmodified: 2022-05-02\nlastmod: 2022-05-02\n"
        "last_read: 2022-05-03\ndate_read: 2022-05-03\n---\n",
        {"saved": "2022-05-01"},
    ),
    (
        "a template that nobody filled in",
        "---\ntitle: The wall\nauthor: '{{byline}}'\ndate: '{{date}}'\nsource: '{{url}}'\ntags: ['{{tags}}']\n"
        "lang: '{{lang}}'\n---\n",
        {},
    ),
    (
        "values that are something else",
        "---\ntitle: The wall\nauthor: https://www.facebook.com/jane\npublished: true\ndate: yesterday\nurl: /a/b\n"
        "language: javascript\nlocale: css\n---\n",
        {},
    ),
    ("a line before", "\n---\ntitle: The wall\nauthor: Jane Doe\n---\n", {"authors": JANE}),
]


@pytest.mark.parametrize(("source", "known"), [row[1:] for row in HEADERS], ids=[row[0] for row in HEADERS])
def test_a_header_gives_what_it_says_and_the_text_begins_behind_it(source: str, known: dict[str, object]) -> None:
    found = extract(source + TEXT, "", "a.md")
    expected = {"title": "The wall", "authors": (), "published": None, "saved": None, "url": None, "tags": ()}
    expected |= {"lang": None, **known}
    assert {name: getattr(found.meta, name) for name in expected} == expected
    assert (source + TEXT)[found.body :].strip() == TEXT.strip()


@pytest.mark.parametrize(
    "text",
    [
        "Note: this is a text\nand goes on.\n",
        "Link: no address\nTopic: walls\n\nText.\n",
        "std::vector<int> a;\n\nb\n",
        "Title of a text: not this\n\nText.\n", "{% include a.html %}\n\nText.\n",
        '{"a": 1}\n\nText.\n', "<!-- a: b -->\n\nText\n",
        "Dear all: hello\nDate: soon\n\nText.\n", "---\n\nA rule: yes.\n\n---\n", ".. a comment\n\nText.\n",
        "By: the way\nSource: unknown\n\nText.\n", "- item:: one\n- two\n", "[#] a heading\n", "+++\nno\n",
    ],
)  # fmt: skip
def test_a_text_that_looks_like_a_header_is_text(text: str) -> None:
    found = extract(text, "", "a.md")
    assert (found.body, found.taken) == (0, ())
    assert (found.meta.authors, found.meta.published, found.meta.url, found.meta.tags) == ((), None, None, ())


def test_a_translation_has_its_own_title() -> None:
    header = f'[#]: subject: "The wall"\n[#]: via: "{PAGE}"\n\n'
    assert extract(f"{header}Die Mauer\n======\n\n{TEXT}").meta.title == "Die Mauer"
    assert extract(f"{header}# Die Mauer\n\n{TEXT}").meta.title == "Die Mauer"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "<div align=center>\n  <img src='logo.svg'>\n  <h1 align='center'>\n  The <b>wall</b></h1>\n</div>",
            "The wall",
        ),
        ("<h1><img src='logo.svg' alt='Wall'></h1>", "News"),
        ("```html\n<h1>Shown</h1>\n```", "News"),
        ("<h1>never closed", "News"),
        ("# wall [![CI](c.svg)](https://e.org/ci) ![stones][s]", "wall"),
        ("Text.\n\n# The [wall](u) ![x](y.png)", "The wall"),
        ("# [![The wall](logo.png)](u)", "The wall"),
    ],
)
def test_a_heading_of_html_may_be_the_title(head: str, title: str) -> None:
    assert extract(f"{head}\n\n# News\n\n{TEXT}", "", "a.md").meta.title == title


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("EN", "en"), ("en_us", "en-US"), ("pt_BR.UTF-8", "pt-BR"), ("zh-hans-cn", "zh-Hans-CN"), ("eng", "en"),
        ("pcm", "pcm"), ("Deutsch", "de"), ("日本語", "ja"), ("js", None), ("css", None), ("python", None), ("x", None),
        ("en, fr", None), ("[en]", "en"),
    ],
)  # fmt: skip
def test_a_language_is_one_of_people(written: str, tag: str | None) -> None:
    assert extract(f"---\ntitle: T\nlang: {written}\n---\n\nText.\n").meta.lang == tag


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Η λέξη είναι εδώ και μένει", "el"), ("これは日本語の文章です", "ja"), ("한국어 문장입니다", "ko"),
        ("这是中文句子", "zh"),
        ("ข้อความภาษาไทย", "th"), ("טקסט בעברית כאן", "he"), ("ენა ქართული არის", "ka"), ("Русский текст здесь", None),
        ("Texte français ici, élève", None), ("نص عربي هنا", None), ("हिन्दी पाठ यहाँ", None), ("ភាសាខ្មែរនៅទីនេះ", "km"),
    ],
)  # fmt: skip
def test_a_script_decides_where_one_language_has_it(text: str, tag: str | None) -> None:
    assert extract(f"# {text}\n\n{text}\n").meta.lang == tag


def test_code_says_nothing_of_the_language() -> None:
    code = "```python\n" + "print(value)\n" * 60 + "```\n"
    assert extract(f"# 墙\n\n这是中文句子。\n\n{code}").meta.lang == "zh"


@pytest.mark.parametrize(
    "value, known",
    [
        ("[[logseq]], sea", ["logseq", "sea"]), ("a, [[b|c]], d e", ["a", "c", "d e"]), ("[[a]] [[b]]", ["a", "b"]),
        ("#[[two words]] #c", ["two words", "c"]), ("[[a, b]], , c", ["a, b", "c"]), ("see [[a]]", ["a"]),
    ],
)  # fmt: skip
def test_tags_that_are_links_stand_beside_plain_ones(value: str, known: list[str]) -> None:
    assert fields.tags(value) == known
