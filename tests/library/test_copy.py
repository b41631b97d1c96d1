"""Articles that are there more than once: which one is shown, and that nothing is lost from sight."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import State
from reader.library import Library, ListQuery, Projection
from reader.library.copy import copies

Open = Callable[..., Library]
SAVED = "---\ntitle: Stones\nsource: https://www.example.com/stones?utm_source=x\n---\n\n"
SAME = "# Same\n\n" + "The same words, over and over. " * 20
BEGUN = "# Meeting\n\n## Who was there\n\n## What was said\n"
FILES = {
    "one.md": SAME,
    "below/one again.md": SAME,
    "stones.md": SAVED + "As it was.\n",
    "stones-1.md": SAVED + "As it was saved later, with more.\n",
    "notes on stones.md": SAVED.replace("Stones", "My notes") + "From the same source, and another article.\n",
    "begun.md": BEGUN,
    "begun too.md": BEGUN,
}
THIRD = {"below/third.md": SAME, "below/deeper/fourth.md": SAME}


@pytest.fixture
def library(folder: Path, open_library: Open) -> Library:
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    library = open_library(folder)
    library.scan()
    return library


def shown(library: Library, view: str = "library", filtered: str = "") -> list[str]:
    return sorted(article.path.name for article in library.rows(library.ids(ListQuery(filtered, view))))


def test_one_of_each_is_shown_and_tells_the_others(library: Library, folder: Path) -> None:
    found = shown(library)
    assert len(found) == 5 and {"begun.md", "begun too.md", "notes on stones.md"} < set(found)
    assert library.count(ListQuery()) == library.view_counts()["library"] == 5
    assert library.view_counts()["all"] == len(shown(library, "all")) == 7
    same = {"one.md", "one again.md"}
    for path in (folder / "one.md", folder / "below/one again.md"):
        assert [article.path.name for article in library.copies(path)] == [*(same - {path.name})]
    assert library.copies(folder / "begun.md") == library.copies(folder / "notes on stones.md") == []
    assert library.copies(folder / "not there.md") == []


def test_who_looks_for_a_file_finds_it(library: Library) -> None:
    """A copy that alone fits a filter is shown; of several that fit one is."""
    assert shown(library, filtered="in:below") == ["one again.md"]
    assert library.count(ListQuery("in:below")) == library.view_counts("in:below")["library"] == 1
    for filtered, names in {
        "same": {"one.md", "one again.md"},
        "title:stones site:example.com -tag:x": {"stones.md", "stones-1.md"},
    }.items():
        found = shown(library, filtered=filtered)
        assert len(found) == 1 and set(found) < names
        counts = library.view_counts(filtered)
        assert library.count(ListQuery(filtered)) == counts["library"] == counts["unread"] == 1
        assert set(shown(library, "all", filtered)) == names and counts["all"] == 2


@pytest.mark.parametrize(
    "filtered",
    ["", "same", "stones", "in:below", "-in:below", "min:<10", "is:unread", "title:one", "again -in:below", "zzz"],
)
def test_what_fits_and_is_not_shown_is_a_copy_of_what_is(library: Library, folder: Path, filtered: str) -> None:
    for name, text in THIRD.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    library.scan()
    fit = library.rows(library.ids(ListQuery(filtered, "all")))
    seen = {article.path for article in library.rows(library.ids(ListQuery(filtered)))}
    assert seen <= {article.path for article in fit}
    for article in fit:
        assert (article.path in seen) != bool(seen & {copy.path for copy in library.copies(article.path)})


@pytest.mark.parametrize("group", ["folder", "site", "tag", "month"])
def test_groups_of_what_fits_have_it_once(library: Library, group: str) -> None:
    query = ListQuery("stones", group=group)
    rows = library.ids(query)
    assert len(rows) == library.count(query) == 2
    assert [*library.ids(query, 1)] == [*rows[:1]]


def test_a_copy_takes_the_place_of_one_that_went_or_changed(library: Library, folder: Path) -> None:
    (folder / "one.md").unlink()
    (folder / "stones.md").write_text("# Another\n\nText.\n")
    library.scan()
    assert {"one again.md", "stones.md", "stones-1.md"} < set(shown(library))
    assert library.copies(folder / "below/one again.md") == []


def test_what_a_person_said_something_of_is_shown(library: Library, folder: Path) -> None:
    hidden = next(
        path for path in (folder / "one.md", folder / "below/one again.md") if path.name not in shown(library)
    )
    library.project([Projection(hidden, "1", starred=True)], 1)
    assert hidden.name in shown(library)
    library.project([Projection(hidden, "1", State.READING)], 2)
    assert hidden.name in shown(library)
    library.project([Projection(hidden, "1", marks=1)], 3)
    (folder / "new.md").write_text("# New\n")
    library.scan()
    assert hidden.name in shown(library) and len(shown(library)) == 6, "and the other is a copy of it"


def test_files_that_were_named_are_all_shown(library: Library, folder: Path, open_library: Open) -> None:
    named = open_library(folder / "stones.md", folder / "stones-1.md")
    named.scan()
    assert shown(named) == ["stones-1.md", "stones.md"]


def test_folders_that_are_open_together_show_one_of_both(tmp_path: Path, open_library: Open) -> None:
    one, two = tmp_path / "library", tmp_path / "other"
    for folder, names in ((one, ["one.md", "stones.md"]), (two, ["one again.md", "stones-1.md", "begun.md"])):
        folder.mkdir(exist_ok=True)
        for name in names:
            (folder / name).write_text(SAME if name[:3] == "one" else SAVED + name if "stones" in name else BEGUN)
    both, second = open_library(one, two), open_library(two)
    both.scan()
    assert shown(both) == ["begun.md", "one.md", "stones.md"]
    assert [article.path for article in both.copies(one / "one.md")] == [two / "one again.md"]
    second.scan()
    assert shown(second) == ["begun.md", "one again.md", "stones-1.md"]
    assert second.copies(two / "one again.md") == []
    (one / "one.md").unlink()
    both.scan()
    assert shown(both) == ["begun.md", "one again.md", "stones.md"]
    (two / "one again.md").unlink()
    second.scan()
    assert both.scan().total == 3 and shown(both) == ["begun.md", "stones.md"]


def test_a_scan_that_finds_nothing_new_leaves_them(library: Library) -> None:
    before = shown(library)
    library.scan()
    assert shown(library) == before


@pytest.mark.parametrize(
    ("title", "same"),
    [
        ("stones | example", True), ("example – stones", True), ("stones_", True), ("“stones”", True),
        ("stones | my notes", False), ("stones - highlights", False), ("stones (2)", False), ("example", False),
    ],
)  # fmt: skip
def test_a_title_with_the_name_of_its_site_is_the_same(title: str, same: bool) -> None:
    source = "example.com/stones-of-the-wall"
    assert copies([(1, None, source, "stones", 0), (2, None, source, title, 0)]) == ({2: 1} if same else {})
    assert not copies([(1, None, source, "stones", 0), (2, None, source + "/2", title, 0)])


ROWS = st.tuples(
    st.sampled_from([b"a", b"b", None]), st.sampled_from([None, "x", "y"]), st.sampled_from("tu"), st.integers(0, 1)
)


@given(st.lists(ROWS, max_size=12))
def test_each_copy_has_one_that_is_shown(found: list[tuple[bytes | None, str | None, str, int]]) -> None:
    rows = [(number, *row) for number, row in enumerate(found)]
    hidden = copies(rows)
    assert not set(hidden) & set(hidden.values()), "what is shown is no copy itself"
    assert not any(touched and number in hidden for number, _, _, _, touched in rows)
    for content in {row[0] for row in found} - {None}:
        same = [number for number, own, *_ in rows if own == content]
        untouched = [number for number in same if not rows[number][4]]
        assert len(set(untouched) - set(hidden)) <= 1, "of the same content one at most, but for what was touched"
