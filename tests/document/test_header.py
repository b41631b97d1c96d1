"""Headers before the text that are rarer than YAML: what each tells, and where the text begins."""

import pytest

from reader.document.metadata import extract

PAGE = "https://news.example.com/a"
TEXT = "\nThe wall was finished in 1847, and nobody asked who had paid for it.\n"
JANE = ("Jane Doe",)
BOTH = ("Jane Doe", "Ann Roe")
DAY = "2021-03-09"
TITLE = "The wall"
META = '<meta name="author" content="Jane Doe">\n<meta property=\'og:url\' content=\'' + PAGE + "'>"

HEADERS: list[tuple[str, dict[str, object]]] = [
    (
        "#+TITLE: The wall\n#+AUTHOR: Jane Doe\n#+DATE: <2021-03-09 Tue>\n#+FILETAGS: :a:b:\n",
        {"authors": JANE, "published": DAY, "tags": ("a", "b")},
    ),
    (
        "#+options: toc:nil\n#+date: [2021-03-09 Tue 10:00]\n#+author: Jane Doe\n#+author: Ann Roe\n#+title: The\n"
        "#+title: wall\n#+language: de\n",
        {"authors": BOTH, "published": DAY, "lang": "de"},
    ),
    (
        f":PROPERTIES:\n:ID:       0b6ad1ac\n:ROAM_REFS: {PAGE}\n:END:\n\n#+title: The wall\n#+filetags: :a:\n",
        {"url": PAGE, "tags": ("a",)},
    ),
    ("---yaml\ntitle: The wall\ndate: 2021-03-09\n---\n", {"published": DAY}),
    ('---toml\ntitle = "The wall"\ndate = 2021-03-09T23:00:00-05:00\n---\n', {"published": DAY}),
    ('---json\n{"title": "The wall", "date": "2021-03-09", "tags": ["a"]}\n---\n', {"published": DAY, "tags": ("a",)}),
    (f"<!--\n{META}\n-->\n# The wall\n", {"authors": JANE, "url": PAGE}),
    (
        f"<!--\n Page saved with SingleFile \n url: {PAGE} \n saved date: Tue Mar 09 2021 09:00 GMT+0100 (CET)\n-->\n"
        "# The wall\n",
        {"url": PAGE, "saved": DAY},
    ),
    ("Title: The wall\nAuthor: Jane Doe\n    Ann Roe\n", {"authors": BOTH}),
    ("Title: The wall\nAuthor: Jane Doe,\n    Ann Roe\n", {"authors": BOTH}),
    (f"# The wall\n\n:Author: Jane Doe\n:Date: 2021-03-09\n:Source: {PAGE}\n", {"authors": JANE, "published": DAY,
     "url": PAGE}),
    (f"# The wall\n\nauthor:: Jane Doe\npublished:: 2021-03-09\n**source**:: {PAGE}\n", {"authors": JANE,
     "published": DAY, "url": PAGE}),
    (
        f"---\ntitel: The wall\nauteur: Jane Doe\ngepubliceerd op: 9 maart 2021\nbron: {PAGE}\ntaal: nl\n"
        "trefwoorden: [a]\n---\n",
        {"authors": JANE, "published": DAY, "url": PAGE, "lang": "nl", "tags": ("a",)},
    ),
    (
        f"---\ntytuł: The wall\nautor: Jane Doe\nopublikowano: 9 marca 2021\nźródło: {PAGE}\ntagi: [a]\n---\n",
        {"authors": JANE, "published": DAY, "url": PAGE, "tags": ("a",)},
    ),
    (
        "---\ntitolo: The wall\nautore: Jane Doe\npubblicato il: martedì 9 marzo 2021\nparole chiave: a, b\n---\n",
        {"authors": JANE, "published": DAY, "tags": ("a", "b")},
    ),
    (
        f"---\nrubrik: The wall\nförfattare: Jane Doe\npublicerad: 9 mars 2021\nkälla: {PAGE}\n---\n",
        {"authors": JANE, "published": DAY, "url": PAGE},
    ),
    (f"---\ntitle: The wall\nurl: {PAGE}\nbookmarked: 2021-03-09 09:00\n---\n", {"url": PAGE, "saved": DAY}),
]  # fmt: skip
FIELDS = {"title": TITLE, "authors": (), "published": None, "saved": None, "url": None, "tags": (), "lang": None}


@pytest.mark.parametrize(("header", "known"), HEADERS)
def test_what_a_header_says_is_known(header: str, known: dict[str, object]) -> None:
    found = extract(header + TEXT, "", "a.md")
    assert {name: getattr(found.meta, name) for name in FIELDS} == FIELDS | known
    assert (header + TEXT)[found.body :].endswith(TEXT.lstrip())
    assert "#+" not in (header + TEXT)[found.body :]


@pytest.mark.parametrize(
    "text",
    [
        "#+begin_quote\nA: b\n", "#+options: toc:nil\n", ":PROPERTIES:\n:ID: 1\n", "---toml\ntitle: wall\n---\n",
        "---json\n[1]\n---\n", '<!-- <meta name="author"> -->\n',
    ],
)  # fmt: skip
def test_what_is_no_header_stays(text: str) -> None:
    found = extract(text + TEXT, "", "a.md")
    assert found.body == 0
    assert {name: getattr(found.meta, name) for name in FIELDS} == FIELDS | {"title": "a"}
