"""What lists show and in which order; what user data says of files."""

import os
import random
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.article import State
from reader.errors import UsageError
from reader.fold import fold
from reader.library import SORTS, VIEWS, Library, ListQuery, Projection
from reader.library.grouping import GROUPS
from reader.library.title_order import title_key

Open = Callable[..., Library]

FILES = {
    "a.md": ("---\ntitle: Été à Paris\nauthor: Zoë Ångström\npublished: 2020-05-01\nsaved: 2023-01-01\n"
             "source: https://www.example.com/ete\ntags: [Voyage]\n---\n" + "mot " * 5000, "2019-01-01"),
    "b.md": ("# banana\n\nBy Adam Smith\n\nMarch 9, 2021\n\nwords\n", "2022-01-01"),
    "c.md": ("# Cherry\n\n" + "word " * 1000, "2024-01-01"),
    "sub/d.md": ("no title at all", "2021-01-01"),
}  # fmt: skip


@pytest.fixture
def library(folder: Path, open_library: Open) -> Library:
    for name, (text, day) in FILES.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        seconds = (int(day[:4]) - 1970) * 31_557_600
        os.utime(path, (seconds, seconds))
    library = open_library(folder)
    library.scan()
    return library


def names(library: Library, **query: object) -> str:
    articles = library.rows(library.ids(ListQuery(**query)))  # type: ignore[arg-type]
    return "".join(article.path.stem for article in articles)


@pytest.mark.parametrize(
    "sort, order, turned",
    [
        ("newest", "cabd", "dbac"), ("published", "bacd", "abdc"), ("title", "bcda", "adcb"),
        ("author", "bacd", "abdc"), ("site", "acbd", "adbc"), ("shortest", "bdca", "acdb"),
        ("longest", "acbd", "dbca"), ("path", "abcd", "dcba"),
    ],
)  # fmt: skip
def test_orders_and_what_is_not_known_is_last_in_each(library: Library, sort: str, order: str, turned: str) -> None:
    assert names(library, sort=sort) == order
    assert names(library, sort=sort, turned=True) == turned
    for number in range(1, 5):
        query = ListQuery(sort=sort, turned=True)
        assert library.ids(query, number) == library.ids(query)[:number]


def test_what_was_never_read_is_last_when_the_oldest_reading_is_first(library: Library, folder: Path) -> None:
    project(library, folder)
    read = [article.path.stem for article in library.rows(library.ids(ListQuery())) if article.last_read]
    assert 0 < len(read) < 4
    assert set(names(library, sort="last read", turned=True)[: len(read)]) == set(read)


@pytest.mark.parametrize(
    ("group", "sort", "order", "sizes"),
    [
        ("folder", "title", "bca d", [3, 1]),
        ("site", "title", "a bcd", [1, 3]),
        ("tag", "title", "a bcd", [1, 3]),
        ("month", "newest", "c b d a", [1, 1, 1, 1]),  # of publication, else when they came in
    ],
)
def test_groups_stand_together_in_the_order_of_the_list(
    library: Library, group: str, sort: str, order: str, sizes: list[int]
) -> None:
    assert names(library, group=group, sort=sort) == order.replace(" ", "")
    assert list(library.grouped(ListQuery(group=group, sort=sort)).sizes) == sizes
    assert list(library.grouped(ListQuery("banana", group=group, sort=sort)).sizes) == [1], "of what the filter leaves"


def test_groups_that_are_not_there_are_told(library: Library) -> None:
    with pytest.raises(UsageError, match="folder, site, tag, month"):
        library.ids(ListQuery(group="colour"))


def test_an_article_stands_in_the_group_of_each_of_its_tags(folder: Path, open_library: Open) -> None:
    for name, tags in {"a": "[Rust, tools]", "b": "[tools]", "c": "[rust, '#RUST']", "d": "[]"}.items():
        (folder / f"{name}.md").write_text(f"---\ntitle: {name}\ntags: {tags}\n---\nText\n")
    library = open_library(folder)
    library.scan()
    found = library.grouped(ListQuery(group="tag", sort="title"))
    assert "".join(article.path.stem for article in library.rows(found.ids)) == "acabd"
    assert list(found.sizes) == [2, 2, 1] and found.names == ("rust", "tools", "")


QUERIES = st.builds(
    ListQuery,
    group=st.sampled_from(sorted(GROUPS)),
    sort=st.sampled_from(sorted(SORTS)),
    view=st.sampled_from(sorted(VIEWS)),
    turned=st.booleans(),
    seed=st.integers(0, 99),
)


@given(QUERIES)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_groups_are_of_all_articles_of_the_list(library: Library, query: ListQuery) -> None:
    found = library.grouped(query)
    assert set(found.ids) == set(library.ids(query._replace(group="")))
    assert sum(found.sizes) == len(found.ids) and 0 not in found.sizes and len(found.names) == len(found.sizes)
    assert found.ids == library.ids(query)
    if query.group != "tag":
        assert len(found.ids) == library.count(query), "each once"


@pytest.mark.parametrize("sort", ["newest", "title", "random"])
@pytest.mark.parametrize("group", sorted(GROUPS))
@pytest.mark.parametrize("folders", [[""], ["Ä", "x"]], ids=["one folder", "two folders"])
def test_the_first_rows_of_groups_are_the_first_of_all(
    folder: Path, open_library: Open, group: str, sort: str, folders: list[str]
) -> None:
    """They are found group by group, and not by putting all articles in order."""
    numbers = random.Random(3)
    for number in range(60):
        path = folder / numbers.choice(["", "x/", "x/y/", "Ä/", "Ä/y/"]) / f"{number:02}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [f"title: T{numbers.randrange(20)}"]
        if numbers.random() < 0.6:
            lines.append(f"date: {numbers.choice(['2020', '2020-02', '2020-02-11', '2021-12-01', '1999-01-05'])}")
        if numbers.random() < 0.7:
            lines.append(f"source: https://{numbers.choice('abc')}.example/{number}")
        lines.append(f"tags: [{', '.join(numbers.sample(['sea', 'Tea', 'über', 'x/y'], numbers.randrange(4)))}]")
        path.write_text("\n".join(["---", *lines, "---", "Text"]))
        os.utime(path, (number * 1_000_000 * 3600 % 1_700_000_000,) * 2)
    open_library(folder).scan()  # what others have in the index does not matter
    library = open_library(*(folder / name for name in folders))
    library.scan()
    archived = [
        Projection(article.path, article.id, archived=True) for article in library.rows(library.ids(ListQuery())[3::7])
    ]
    library.project(archived, 1)
    for view in ("library", "all"):
        query = ListQuery(view=view, group=group, sort=sort, seed=5)
        whole = library.grouped(query)
        for limit in (1, 2, 7, 30, 1000):
            found = library.grouped(query, limit)
            count = len(found.sizes)
            assert found.ids == whole.ids[:limit]
            assert (found.sizes, found.names) == (whole.sizes[:count], whole.names[:count])
            assert sum(found.sizes) >= len(found.ids) > sum(found.sizes[:-1]), "no group without a row"


def test_a_random_order_is_the_same_until_another_is_asked_for(folder: Path, open_library: Open) -> None:
    for number in range(40):
        (folder / f"{number:02}.md").write_text(f"# T{number}\n")
    library = open_library(folder)
    library.scan()
    one, other = (names(library, sort="random", seed=seed) for seed in (1, 2))
    assert len({one, other, names(library, sort="title")}) == 3
    assert one == names(library, sort="random", seed=1)
    (folder / "05.md").unlink()
    library.scan()
    assert one.replace("05", "") == names(library, sort="random", seed=1), "what goes moves nothing else"


@pytest.mark.parametrize(
    "titles",
    [
        ["Alpha", "\u201cBeta\u201d", "été", "The Fathom", "A Gale", "[Heron]", "🚢 Isle"],
        ["Part 2", "Part 10", "part 11: on", "Part 100"],
        ["1984", "2001", "20,000 leagues", "Abc"],
        ["The", "The Theory"],
        ["日本", "東京", "!!!"],
        ["Amsel", "Der Bär", "Cäsar"],
    ],
)
def test_titles_stand_as_people_look_for_them(titles: list[str]) -> None:
    lang = "de" if "Amsel" in titles else None
    keys = [title_key(title, lang) for title in titles]
    assert all(one < other for one, other in pairwise(keys)), keys


def test_a_title_is_found_by_what_it_sorts_without(folder: Path, open_library: Open) -> None:
    (folder / "a.md").write_text("# The 7 walls\n")
    library = open_library(folder)
    library.scan()
    for text in ("title:the", "title:7", 'title:"the 7"', "title:walls"):
        assert names(library, filter=text) == "a", text


@pytest.mark.parametrize(
    "text, found",
    [
        ("ete", "a"), ("ÉTÉ", "a"), ("angstrom", "a"), ("voyage", "a"), ("example.com", "a"), ("smith", "b"),
        ("sub/", "d"), ("CHERRY", "c"), ("nothing", ""), ("%", ""), ("'\"", ""), (" ch ", "c"), ("", "abcd"),
        ("-ete", "bcd"), ("banana OR cherry", "bc"), ("smith banana", "b"), ("banana smith", "b"),
        ('"smith banana"', ""), ('"', "abcd"), ("-sub/ -voyage", "bc"), ("tag:voyage -paris", ""), ("-is:odd", "abcd"),
    ],
)  # fmt: skip
def test_filter(library: Library, text: str, found: str) -> None:
    assert names(library, filter=text, sort="path") == found
    assert library.count(ListQuery(filter=text)) == len(found)


def test_the_fields_of_an_article(library: Library, folder: Path) -> None:
    article = library.by_path(folder / "a.md")
    assert article
    assert article[1:13] == (
        article.id, folder, folder / "a.md", "Été à Paris", ("Zoë Ångström",), "2020-05-01", "2023-01-01",
        article.added, "https://www.example.com/ete", ("Voyage",), None, 5000,
    )  # fmt: skip
    assert article.minutes == 22 and article.added and article.added.endswith("Z")
    assert library.by_url("http://example.com/ete/?utm_source=x#y") == article
    assert library.by_url("http://example.com/other") is None and library.by_url("x") is None
    assert library.by_path(folder / "none.md") is None and library.by_path(Path("/etc/passwd")) is None
    assert library.rows([article.row, 999_999, article.row]) == [article, article]


def project(library: Library, folder: Path) -> None:
    library.project(
        [
            Projection(
                folder / "a.md", "id-a", State.READING, 0.5, starred=True, marks=3, last_read="2026-01-02T00:00:00Z"
            ),
            Projection(folder / "b.md", "id-b", State.FINISHED, 1.0, archived=True, last_read="2026-01-01T00:00:00Z"),
            Projection(folder / "later.md", "id-later", starred=True),
        ],
        7,
    )


def test_projection(library: Library, folder: Path) -> None:
    assert library.projected == -1
    project(library, folder)
    assert library.projected == 7
    found = {view: names(library, view=view, sort="path") for view in VIEWS}
    assert found == {
        "library": "acd", "unread": "cd", "reading": "a", "finished": "", "starred": "a", "marked": "a", "short": "cd",
        "archive": "b", "all": "abcd",
    }  # fmt: skip
    assert library.view_counts() == {view: len(shown) for view, shown in found.items()}
    assert library.view_counts("ete")["all"] == library.view_counts("is:archived")["archive"] == 1
    assert names(library, view="all", sort="last read")[:2] == "ab"
    article = library.by_id("id-a")
    assert article and (article.state, article.progress, article.starred, article.marks) == (
        State.READING,
        0.5,
        True,
        3,
    )
    assert article.last_read == "2026-01-02T00:00:00Z"
    (folder / "later.md").write_text("x")
    library.scan()
    assert names(library, view="starred", sort="path") == "alater"


def test_facets_count_what_a_list_can_be_narrowed_to(library: Library, folder: Path) -> None:
    (folder / "e.md").write_text("---\ntags: [voyage, New York]\nauthor: [Adam Smith, Eve]\n---\nwords\n")
    library.scan()
    found = {name: library.facets(name, ListQuery(view="all")) for name in ("tag", "author", "site", "in")}
    assert {name: {facet.value: facet.number for facet in facets} for name, facets in found.items()} == {
        "tag": {"voyage": 2, "new york": 1}, "author": {"adam smith": 2, "eve": 1, "zoe angstrom": 1},
        "site": {"example.com": 1}, "in": {"sub": 1},
    }  # fmt: skip
    assert found["tag"][0].value == "voyage" and found["author"][0].number == 2
    for facet in (facet for facets in found.values() for facet in facets):
        assert library.count(ListQuery(facet.term, "all")) == facet.number
    assert [facet.value for facet in library.facets("tag", ListQuery("eve"), 1)] == ["new york"]
    with pytest.raises(UsageError):
        library.facets("mood")


def test_a_whole_projection_takes_back_what_is_not_in_it(library: Library, folder: Path) -> None:
    before = library.by_path(folder / "a.md")
    project(library, folder)
    library.project([Projection(folder / "c.md", "id-c", starred=True)], 8, whole=True)
    assert library.by_path(folder / "a.md") == before
    assert names(library, view="starred") == "c" and library.by_id("id-later") is None


def test_state_survives_a_change_and_a_move(library: Library, folder: Path) -> None:
    project(library, folder)
    (folder / "a.md").write_text("# Another title\n")
    library.scan()
    os.rename(folder / "a.md", folder / "z.md")
    library.scan()
    article = library.by_id("id-a")
    assert article and (article.path.name, article.title, article.starred) == ("z.md", "Another title", True)


def test_limit_and_wrong_words(library: Library) -> None:
    assert list(library.ids(ListQuery(), 2)) == list(library.ids(ListQuery()))[:2]
    for query in (ListQuery(view="x"), ListQuery(sort="x; DROP TABLE article")):
        with pytest.raises(UsageError):
            library.ids(query)
        with pytest.raises(UsageError):
            library.count(query)


def test_every_view_in_every_order(library: Library, folder: Path) -> None:
    project(library, folder)
    for view in VIEWS:
        for sort in SORTS:
            for turned in (True, False):
                query = ListQuery("a", view, sort, turned)
                assert len(library.ids(query)) == library.count(query)


@given(st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_folding_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_an_empty_library(folder: Path, open_library: Open) -> None:
    library = open_library(folder)
    assert library.scan().total == 0
    assert library.scanned and list(library.ids(ListQuery())) == [] and library.rows([]) == []
    assert open_library().count(ListQuery()) == 0


def test_a_library_without_folders_has_an_empty_answer_to_everything(library: Library, open_library: Open) -> None:
    nothing = open_library()
    assert nothing.scan().total == nothing.unindexed == nothing.index_texts() == 0
    assert not nothing.search("words").rows and not nothing.facets("tag")
    for view in VIEWS:
        for sort in SORTS:
            assert not nothing.ids(ListQuery("is:unread words", view, sort))
    assert set(nothing.view_counts().values()) == {0}
    assert library.unindexed == 4


def test_a_field_may_go_on_while_it_is_typed(library: Library) -> None:
    assert names(library, filter="tag:voy") == "" and names(library, filter="tag:voy", live=True) == "a"
    assert names(library, filter="tag:voy -x", live=True) == ""
