"""Files that swap their names, or take that of another: what is remembered goes with the words."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.article import State
from reader.library import ListQuery
from reader.reading import Session

NAMES = ("a.md", "b.md", "c.md")


def text(name: str, more: str = "") -> str:
    return (
        f"---\ntitle: The {name} one\nurl: https://example.org/{name}\n---\n\n"
        f"The council of {name} met on Tuesdays, when the fish of {name} had been sold.\n\n{more}\n"
    )


def plain(name: str) -> str:
    return f"Nothing here is a title, and {name} is only a word in it.\n\nThe fish of {name} had been sold.\n"


def log(name: str) -> str:
    return f"# Log\n\nAll of them have one title.\n\nThe fish of {name} had been sold.\n"


def headed(name: str) -> str:
    return text(name).replace("---\ntitle: ", "# ").replace(f"url: https://example.org/{name}\n---\n", "")


def sample(folder: Path, make: object = text) -> None:
    for number, name in enumerate(NAMES):
        (folder / name).write_text(make(name[0]))  # type: ignore[operator]
        os.utime(folder / name, (1_600_000_000 + number,) * 2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "library"
    made.mkdir()
    sample(made)
    return made


def swap(folder: Path, *names: str) -> None:
    """The first gets the name of the second, and so on; the last that of the first."""
    for name in names:
        (folder / name).rename(folder / f"{name}.away")
    for name, other in zip(names, (*names[1:], names[0]), strict=True):
        (folder / f"{name}.away").rename(folder / other)


def write_over(folder: Path, *names: str) -> None:
    """As `swap`, but the texts are written and no file is renamed."""
    texts = [(folder / name).read_text() for name in names]
    for text, other in zip(texts, (*names[1:], names[0]), strict=True):
        (folder / other).unlink()
        (folder / f"{other}.new").write_text(text)
        (folder / f"{other}.new").rename(folder / other)


def listed(session: Session) -> dict[str, int]:
    """The marks of each article, as the list shows them."""
    session.refresh()
    articles = session.library.rows(session.library.ids(ListQuery(sort="path")))
    assert len({article.id for article in articles}) == len(articles)
    return {article.path.name: article.marks for article in articles}


def marked(session: Session) -> dict[str, str]:
    """Where the marks are, by the words at their end."""
    return {row.path.name: row.status for row in session.mark_rows()}


@pytest.mark.parametrize("how", [swap, write_over])
@pytest.mark.parametrize("make", [text, plain, log])
@pytest.mark.parametrize("names", [("a.md", "b.md"), ("b.md", "a.md"), NAMES])
def test_what_is_remembered_goes_with_the_words(
    session: Session, folder: Path, names: tuple[str, ...], how: object, make: object
) -> None:
    sample(folder, make)
    session.scan()
    first, second = session.open(folder / names[0]), session.open(folder / names[1])
    session.mark_quote(folder / names[0], f"fish of {names[0][0]}")
    session.save_place(first, session.place_at(first, 1, 3, 0.4))
    session.set_starred(second.article, True)
    how(folder, *names)  # type: ignore[operator]
    report = session.scan()
    assert (report.renamed, report.added, report.changed, report.removed) == (len(names), 0, 0, 0)
    assert listed(session) == {name: int(name == names[1]) for name in NAMES}
    assert marked(session) == {names[1]: "exact"}
    now = session.open(folder / names[1])
    assert (now.article.id, now.article.state, now.article.marks) == (first.article.id, State.READING, 1)
    assert now.place is not None and now.place.text_offset == 3
    assert [now.article.starred for now in map(session.open, map(folder.joinpath, names))].index(True) == 2 % len(names)
    assert session.scan()[:4] == (0, 0, 0, 0), "once is enough"
    assert listed(session)[names[1]] == 1


def test_a_swapped_article_that_was_edited_as_well(session: Session, folder: Path) -> None:
    session.mark_quote(folder / "a.md", "council of a")
    write_over(folder, "a.md", "b.md")
    (folder / "b.md").write_text(text("a", "Here is more of it.").replace("The a one", "That of A"))
    assert session.scan().renamed == 2
    assert (listed(session)["a.md"], listed(session)["b.md"], marked(session)) == (0, 1, {"b.md": "exact"})


def test_an_edited_file_keeps_what_is_remembered(session: Session, folder: Path) -> None:
    for name in NAMES:
        session.mark_quote(folder / name, f"council of {name[0]}")
    ids = {name: session.open(folder / name).article.id for name in NAMES}
    (folder / "copy.md").write_text((folder / "a.md").read_text())  # it was copied before
    (folder / "b.md").write_text((folder / "b.md").read_text().replace("Tuesdays", "Mondays"))
    (folder / "a.md").write_text(text("a", "More."))
    report = session.scan()
    assert (report.changed, report.added, report.renamed) == (2, 1, 0)
    assert {name: session.open(folder / name).article.id for name in NAMES} == ids
    assert listed(session) == {"a.md": 1, "b.md": 1, "c.md": 1}  # of copies one is listed


@pytest.mark.parametrize("make", [text, log])
def test_a_new_version_of_an_article_from_another_file(session: Session, folder: Path, make: object) -> None:
    """As of a conflict between two machines, settled in favour of the other."""
    sample(folder, make)
    session.scan()
    session.mark_quote(folder / "a.md", "fish of a")
    (folder / "a (conflict).md").write_text((folder / "a.md").read_text() + "More.\n")
    session.scan()
    (folder / "a (conflict).md").rename(folder / "a.md")
    session.scan()
    assert marked(session) == {"a.md": "exact"} and listed(session)["a.md"] == 1


def test_a_copy_of_a_file_that_was_only_touched(session: Session, folder: Path) -> None:
    sample(folder, plain)
    session.scan()
    session.mark_quote(folder / "a.md", "fish of a")
    (folder / "b.md").write_text((folder / "a.md").read_text())
    (folder / "a.md").touch()
    session.scan()
    assert marked(session) == {"a.md": "exact"} and session.open(folder / "b.md").article.marks == 0


@pytest.mark.parametrize("renamed", [True, False], ids=["renamed", "written"])
@pytest.mark.parametrize("was_there", [True, False], ids=["over another", "under a new name"])
def test_a_renamed_article_whose_name_another_takes(
    session: Session, folder: Path, was_there: bool, renamed: bool
) -> None:
    make = text if renamed else headed
    sample(folder, make)
    session.scan()
    session.mark_quote(folder / "a.md", "council of a")
    session.mark_quote(folder / "b.md", "council of b")
    new = "b.md" if was_there else "z.md"
    if not renamed:
        (folder / "away").write_text((folder / "a.md").read_text())
        (folder / "a.md").unlink()
    (folder / ("a.md" if renamed else "away")).rename(folder / new)
    (folder / "a.md").write_text(make("q"))
    report = session.scan()
    assert (report.renamed, report.added, report.removed) == (1, 1, int(was_there))
    assert listed(session) == {"a.md": 0, "b.md": 1, "c.md": 0} | ({} if was_there else {new: 1})
    rows = {row.quote: (row.path.name, row.status) for row in session.mark_rows()}
    assert rows.pop("council of a") == (new, "exact")
    ((name, status),) = rows.values()
    if not was_there:
        assert (name, status) == ("b.md", "exact")
        return
    assert name.startswith("b.md.replaced-") and status == "missing", "kept, and not given to the other article"
    (folder / new).rename(folder / "a.md")  # all as it was
    (folder / "b.md").write_text(make("b"))
    session.scan()
    assert marked(session) == {"a.md": "exact", "b.md": "exact"}
    assert listed(session) == {"a.md": 1, "b.md": 1, "c.md": 0}


def test_the_same_texts_stay_where_they_are(session: Session, folder: Path) -> None:
    for name in ("a.md", "b.md"):
        (folder / name).write_text(text("a"))
    session.scan()
    session.mark_quote(folder / "a.md", "council of a")
    for _ in range(3):
        swap(folder, "a.md", "b.md")
        session.scan()
        assert marked(session) == {"a.md": "exact"} and listed(session)["a.md"] == 1
        assert session.open(folder / "a.md").article.marks == 1
    swap(folder, "b.md", "c.md")  # one of the two is another now
    session.scan()
    assert marked(session) == {"a.md": "exact"}
    write_over(folder, "a.md", "b.md")  # and here the other
    session.scan()
    assert marked(session) == {"b.md": "exact"} and session.open(folder / "b.md").article.marks == 1


def test_nothing_is_lost_when_it_ends_between_the_index_and_the_user_data(
    session: Session, folder: Path, tmp_path: Path
) -> None:
    session.mark_quote(folder / "a.md", "council of a")
    swap(folder, *NAMES)
    session.library.scan()
    swap(folder, "b.md", "c.md")
    session.library.scan()
    again = Session.of([folder], tmp_path / "cache" / "index.db", tmp_path / "data" / "state.db")
    again.scan()
    assert marked(again) == {"c.md": "exact"} and listed(again) == {"a.md": 0, "b.md": 0, "c.md": 1}
    again.close()


def test_two_programs_tell_it_once(session: Session, folder: Path, tmp_path: Path) -> None:
    """Each with an index of its own, that of the second for a folder above."""
    other = Session.of([tmp_path], tmp_path / "other.db", tmp_path / "data" / "state.db")
    other.scan()
    session.mark_quote(folder / "a.md", "council of a")
    session.mark_quote(folder / "b.md", "council of b")
    other.refresh()
    swap(folder, "a.md", "b.md")
    session.scan()
    other.refresh()  # it knows whose marks these are now, and sees the files only then
    other.scan()
    session.scan()
    assert {row.quote: row.path.name for row in session.mark_rows()} == {"council of a": "b.md", "council of b": "a.md"}
    other.close()


@given(st.lists(st.permutations(NAMES), min_size=1, max_size=4), st.booleans(), st.booleans())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_of_names(
    tmp_path_factory: pytest.TempPathFactory, orders: list[list[str]], renamed: bool, titled: bool
) -> None:
    place = tmp_path_factory.mktemp("swap")
    folder = place / "library"
    folder.mkdir()
    sample(folder, text if titled else plain)
    session = Session.of([folder], place / "index.db", place / "state.db")
    session.scan()
    ids = {}
    for name in NAMES[:2]:
        session.mark_quote(folder / name, f"sh of {name[0]}")
        ids[name] = session.open(folder / name).article.id
    for order in orders:
        before = {name: (folder / name).read_text() for name in NAMES}
        for name in NAMES:
            (folder / name).rename(folder / f"{name}.old")
        for name, other in zip(order, NAMES, strict=True):
            if renamed:
                (folder / f"{name}.old").rename(folder / other)
            else:
                (folder / other).write_text(before[name])
        session.scan()
        for row in session.mark_rows():
            source = row.path.read_text()
            assert row.status == "exact" and row.quote in source
            assert session.open(row.path).article.id == row.article_id
        assert {row.article_id for row in session.mark_rows()} == set(ids.values())
        assert sorted(listed(session).values()) == [0, 1, 1]
        assert all(listed(session)[row.path.name] == 1 for row in session.mark_rows())
    session.close()
