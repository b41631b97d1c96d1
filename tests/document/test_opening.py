"""What stands in the text before and after an article: what it tells is known, and what it may tell is not."""

import pytest

from reader.document.metadata import extract

PAGE = "https://news.example.com/a"
TITLE = "# The wall\n\n"
TEXT = "\nThe wall was finished in 1847, and nobody asked who had paid for it.\n"
JANE = ("Jane Doe",)
DAY = "2021-03-09"

OPENINGS: list[tuple[str, dict[str, object]]] = [
    (f"{TITLE}By Jane Doe\n\nMarch 9, 2021\n", {"authors": JANE, "published": DAY}),
    (f"{TITLE}March 9, 2021\n\nBy Jane Doe\n", {"authors": JANE, "published": DAY}),
    (f"{TITLE}*By Jane Doe*\n", {"authors": JANE}),
    (f"{TITLE}**By Jane Doe and Ann Roe**\n", {"authors": ("Jane Doe", "Ann Roe")}),
    (f"{TITLE}By **Jane Doe**\n", {"authors": JANE}),
    (f"{TITLE}By [Jane Doe](https://e.org/jane), [Ann Roe](https://e.org/ann)\n", {"authors": ("Jane Doe", "Ann Roe")}),
    (f"{TITLE}By Jane Doe, March 9, 2021\n", {"authors": JANE, "published": DAY}),
    (f"{TITLE}By Jane Doe on March 9, 2021\n", {"authors": JANE, "published": DAY}),
    (f"{TITLE}By Jane Doe | 9 March 2021 | 5 min read\n", {"authors": JANE, "published": DAY}),
    (f"{TITLE}Written by Jane Doe\n", {"authors": JANE}),
    (f"{TITLE}By Jane Doe, Staff Writer\n", {"authors": JANE}),
    (f"{TITLE}Publié par Jane Doe le 9 mars 2021\n", {"authors": JANE, "published": DAY}),
    (f"{TITLE}Von Jane Doe | 9. März 2021 | 7 Min. Lesezeit\n", {"authors": JANE, "published": DAY}),
    (f"{TITLE}di Jane Doe - 9 marzo 2021\n", {"authors": JANE, "published": DAY}),
    (f"{TITLE}Door Jane Doe op 9 maart 2021\n", {"authors": JANE, "published": DAY}),
    (f"{TITLE}2021年3月9日 · 阅读约 7 分钟\n", {"published": DAY}),
    (f"{TITLE}홍길동 기자\n\n입력 2021.03.09 10:30\n", {"authors": ("홍길동",), "published": DAY}),
    (f"{TITLE}홍길동 특파원 2021. 3. 9.\n", {"authors": ("홍길동",), "published": DAY}),
    (f"{TITLE}Posted by Jane Doe on March 9, 2021 in [News](https://e.org/n)\n", {"authors": JANE, "published": DAY}),
    (f"{TITLE}Posted by [Jane Doe](/jane) on Mar 9, 2021 | 3 Comments\n", {"authors": JANE, "published": DAY}),
    (f"{TITLE}Posted on March 9, 2021 in News\n", {"published": DAY}),
    (f"{TITLE}Jane Doe · Mar 9, 2021 · 7 min read\n", {"published": DAY}),
    (f"{TITLE}王小明 · 2021年3月9日\n", {"published": DAY}),
    (f"{TITLE}*Jane van Doe — 9 March 2021*\n", {"published": DAY}),
    (f"{TITLE}Breaking News · March 9, 2021\n", {"published": DAY}),
    (f"{TITLE}Posted on March 9, 2021 by Jane Doe\n", {"authors": JANE, "published": DAY}),
    (f"{TITLE}March 9, 2021 · By Jane Doe\n", {"authors": JANE, "published": DAY}),
    (f"{TITLE}By Jane Doe\nMarch 9, 2021\n", {"authors": JANE, "published": DAY}),
    (f"{TITLE}March 9, 2021 · 5 min read\n", {"published": DAY}),
    (f"{TITLE}Tuesday, 9 March 2021 10.30 GMT\n", {"published": DAY}),
    (f"{TITLE}Von Jane Doe\n\n9. März 2021, 10:30 Uhr\n", {"authors": JANE, "published": DAY}),
    (f"{TITLE}Par Jane Doe\n\nPublié le 9 mars 2021 à 10h30\n", {"authors": JANE, "published": DAY}),
    (f"{TITLE}Por Jane Doe\n\n9 de marzo de 2021\n", {"authors": JANE, "published": DAY}),
    (f"{TITLE}Автор: Jane Doe\n\n9 марта 2021 г.\n", {"authors": JANE, "published": DAY}),
    (f"{TITLE}作者：Jane Doe\n\n2021年3月9日\n", {"authors": JANE, "published": DAY}),
    (f"{TITLE}文／Jane Doe\n\n2021年3月9日（火）\n", {"authors": JANE, "published": DAY}),
    (f"{TITLE}글: Jane Doe\n\n2021년 3월 9일\n", {"authors": JANE, "published": DAY}),
    (
        f"{TITLE}Author: Jane Doe\nPublished: 9 March 2021\nURL: {PAGE}\n",
        {"authors": JANE, "published": DAY, "url": PAGE},
    ),
    (
        f"{TITLE}**Author:** [[Jane Doe]]  \n**Date**: March 9, 2021  \n**Source:** <{PAGE}>\n",
        {"authors": JANE, "published": DAY, "url": PAGE},
    ),
    (f"{TITLE}- **Author**: Jane Doe\n- **Tags**: #a, #b\n", {"authors": JANE, "tags": ("a", "b")}),
    (f"{TITLE}> 作者：Jane Doe\n> 原文链接：{PAGE}\n", {"authors": JANE, "url": PAGE}),
    (
        f"{TITLE}Status: Read\nType: Article\nCreated: March 9, 2021 10:00 AM\nURL: {PAGE}\n",
        {"saved": DAY, "url": PAGE},
    ),
    (f"{TITLE}作者：王小明 2021年3月9日\n", {"authors": ("王小明",), "published": DAY}),
    (f"{TITLE}Author: Jane Doe, 2021-03-09\n", {"authors": JANE}),
    (f"{TITLE}Von Jane Doe, Hamburg\n", {"authors": JANE}),
    (f"{TITLE}By Jane Doe, III\n", {"authors": ("Jane Doe, III",)}),
    (f"{TITLE}Publié le 9 mars 2021 à 10h30, mis à jour le 2 avril 2021\n", {"published": DAY}),
    (f"{TITLE}Published March 9, 2021 (updated April 2, 2021)\n", {"published": DAY}),
    (f"{TITLE}5 min read · Mar 9, 2021\n", {"published": DAY}),
    (f"{TITLE}[Jane Doe](https://e.org/@jane)\n\nMar 9, 2021 · 7 min read\n", {"authors": JANE, "published": DAY}),
    (
        f"{TITLE}## And who paid\n\n[![Jane Doe](https://e.org/j.png)](https://e.org/@jane)\n\n"
        "[Jane Doe](https://e.org/@jane?s=x)\n\n·\n\n[Follow](https://e.org)\n\n7 min read\n\n·\n\nMar 9, 2021\n",
        {"authors": JANE, "published": DAY},
    ),
    (
        f"{TITLE}[Jane Doe](https://e.org/author/jane) · [Ann Roe](https://e.org/author/ann) | 9 March 2021\n",
        {"authors": ("Jane Doe", "Ann Roe"), "published": DAY},
    ),
    (f"Source: {PAGE}\n\n{TITLE}", {"url": PAGE}),
    (
        f"## Metadata\n* Title: [[The wall]]\n* URL: [{PAGE}]({PAGE})\n* Author: [[Jane Doe]]\n* Publisher: [[E]]\n",
        {"authors": JANE, "url": PAGE},
    ),
    (f"Original URL: {PAGE}\n\n{TITLE}By Jane Doe\n", {"authors": JANE, "url": PAGE}),
    (f"> 原文链接：{PAGE}\n\n{TITLE}", {"url": PAGE}),
    (f"{TITLE}[View original]({PAGE})\n", {"url": PAGE}),
    (
        f"*Originally published at [news.example.com]({PAGE}) on March 9, 2021.*\n\n{TITLE}",
        {"url": PAGE, "published": DAY},
    ),
]
CLOSINGS: list[tuple[str, dict[str, object]]] = [
    (f"Original url: <{PAGE}>\n", {"url": PAGE}),
    (f"**Original URL:** [{PAGE}]({PAGE})\n", {"url": PAGE}),
    (f"*Originally published at [news.example.com]({PAGE}) on March 9, 2021.*\n", {"url": PAGE, "published": DAY}),
    (f"This article was originally published at [Example]({PAGE}).\n", {"url": PAGE}),
    (f"This article first appeared on [Example]({PAGE}).\n", {"url": PAGE}),
    (f"“Words” —\n\nThis post first appeared at [Example]({PAGE}).\n", {"url": PAGE}),
    (f"原文链接：{PAGE}\n", {"url": PAGE}),
    (f"元記事：{PAGE}\n", {"url": PAGE}),
]
FIELDS = {"title": "The wall", "authors": (), "published": None, "saved": None, "url": None, "tags": ()}


@pytest.mark.parametrize(
    ("text", "known"), [(source + TEXT, known) for source, known in OPENINGS]
    + [(TITLE + TEXT + "\n" + source, known) for source, known in CLOSINGS],
)  # fmt: skip
def test_what_it_tells_is_known_and_the_text_stays(text: str, known: dict[str, object]) -> None:
    found = extract(text, "", "a.md")
    assert {name: getattr(found.meta, name) for name in FIELDS} == FIELDS | known
    left = "".join(char for at, char in enumerate(text) if not any(start <= at < end for start, end in found.taken))
    assert TEXT.strip() in left


@pytest.mark.parametrize(
    "source",
    [
        "By the way, Jane Doe was there", "By Monday", "By 2021 it was over", "By Jane Doe. It was late.",
        "Von der Mauer",
        "By March 9, 2021 it was over", "Jane Doe", "Jane Doe | Example", "Par exemple", "Por favor lea esto",
        "March 9, 2021 was cold", "March 2021", "03/09/2021", "Updated March 9, 2021", "Last modified on 9 March 2021",
        "Built on the [original](https://e.org/wall) of 1847", "[The wall](https://e.org)", "See also: https://e.org/a",
        "Originally published on [Medium](https://medium.com).", "Original thinking: <https://e.org/a> is rare",
        "Note: this\nWarning: that", "Jane: Hello\nAnn: Goodbye", "#1 in its class, and #2 too", "> Jane Doe",
        "[Jane Doe](https://e.org/@jane)", "[Jane Doe](https://e.org/@jane)\n\nShe wrote on March 9, 2021",
        "[Machine Learning](https://e.org/tag/machine-learning)\n\nMarch 9, 2021",
        "The wall fell — March 9, 2021", "Jane Doe · March 9, 2021 was cold", "홍길동 기자가 말했다",
        "文：山田太郎　写真：鈴木花子", "文/张三 图/李四",
        "Deadline — March 9, 2021", "Deadline · March 9, 2021",
        "Work began on March 9, 2021 in Paris", "Jane Doe, March 9, 2021",
        "March 9, 2021, updated prices for all",
        "[the wall](https://e.org/@jane)\n\nMarch 9, 2021",
    ],
)  # fmt: skip
def test_what_it_may_tell_is_not_known_and_stays(source: str) -> None:
    text = f"{TITLE}{source}\n{TEXT}"
    found = extract(text, "", "a.md")
    assert {name: getattr(found.meta, name) for name in FIELDS} == FIELDS
    assert [text[start:end] for start, end in found.taken] == ["# The wall"]


@pytest.mark.parametrize(
    "line",
    [
        "Jane Doe · Mar 9, 2021 · 7 min read", "Posted by Jane Doe on March 9, 2021 in News",
        "Posted on March 9, 2021 | 3 Comments",
    ],
)  # fmt: skip
def test_a_line_that_says_more_than_the_masthead_stays(line: str) -> None:
    text = f"{TITLE}{line}\n{TEXT}"
    assert [text[start:end] for start, end in extract(text, "", "a.md").taken] == ["# The wall"]


def test_a_name_and_a_date_without_a_title_above_may_be_a_caption() -> None:
    assert extract(f"Jane Doe · March 9, 2021\n{TEXT}", "", "a.md").meta.published is None


NUMBER = "0123456789abcdef" * 2
PROPERTIES = (
    f"id: {NUMBER}\nparent_id: {NUMBER}\ncreated_time: 2022-05-01T10:00:00.000Z\nauthor: Jane Doe\n"
    f"source_url: {PAGE}\nis_todo: 0\nsource: joplin-desktop\napplication_data: \n"
    "user_created_time: 2021-03-09T10:00:00.000Z\ntype_: 1"
)


@pytest.mark.parametrize("long", [False, True])
def test_a_raw_note_of_joplin(long: bool) -> None:
    text = f"The wall\n\n{TEXT.strip() * (900 if long else 1)}\n\n{PROPERTIES}"
    found = extract(text[:4000], text[-2000:], "a.md") if long else extract(text, "", f"{NUMBER}.md")
    known = {"title": "The wall", "authors": JANE, "saved": DAY, "url": PAGE}
    assert {name: getattr(found.meta, name) for name in FIELDS} == FIELDS | known
    assert [text[start:end] for start, end in found.taken] == ["The wall"]


@pytest.mark.parametrize(
    "end", [PROPERTIES.replace("type_: 1", "type_: 4"), PROPERTIES + "\nWords.", PROPERTIES.replace("id:", "it:", 1)]
)
def test_a_text_with_properties_inside_is_no_note_of_joplin(end: str) -> None:
    found = extract(f"The wall\n\n{TEXT}\n{end}\n", "", "a.md")
    assert (found.meta.title, found.meta.url, found.meta.authors, found.taken) == ("a", None, (), ())
