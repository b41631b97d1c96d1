"""Articles, marks, places, history and settings as records."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader import paths
from reader.article import Fingerprint, Seed, State
from reader.document.selector import Selector
from reader.errors import StorageError
from reader.userdata import Place, Standing, Step, UserData
from reader.userdata.articles import Resettled, before_replaced, replaced
from reader.userdata.record import MarkKind, Status
from reader.userdata.trail import new_id

ROOT = Path("/library")


def test_the_id_is_that_of_the_place_where_the_file_was_first_seen(userdata: UserData) -> None:
    record = userdata.article(ROOT, ROOT / "a" / "b.md", title="B")
    assert record.id == paths.article_id(ROOT, b"a/b.md")
    moved = userdata.relocate(record.id, ROOT, ROOT / "c.md")
    assert (moved.id, moved.path, moved.title) == (record.id, ROOT / "c.md", "B")
    assert userdata.find_article(ROOT / "a" / "b.md") is None
    fresh = userdata.article(ROOT, ROOT / "a" / "b.md")
    assert fresh.id != record.id, "another file where the first one was is another article"
    assert userdata.find_article(ROOT / "a" / "b.md") == fresh


def test_an_article_is_found_below_any_root(userdata: UserData) -> None:
    record = userdata.article(ROOT / "a", ROOT / "a" / "b.md")
    assert userdata.article(ROOT, ROOT / "a" / "b.md").id == record.id
    assert userdata.article(Path("/"), ROOT / "a" / "b.md").id == record.id
    assert userdata.find_article(Path("/other/a/b.md")) is None
    assert userdata.find_article(Path("b.md")) is None


def test_names_that_are_no_text_stay_apart(userdata: UserData) -> None:
    names = ["a\udcff.md", "a\udcfe.md", "e\u0301.md", "\u00e9.md", "A.md", "a.md", "x\n.md", "\x1b.md"]
    made = {userdata.article(ROOT, ROOT / name).id for name in names}
    assert len(made) == len(names)
    assert {record.path.name for record in userdata.records()} == set(names)


def test_what_is_known_is_refreshed_and_nothing_is_written_in_vain(userdata: UserData) -> None:
    first = userdata.article(ROOT, ROOT / "a.md", url="https://a/b", content=b"1")
    counter = userdata.counter
    assert userdata.article(ROOT, ROOT / "a.md", url="https://a/b").content == b"1"
    assert userdata.counter == counter
    assert userdata.article(ROOT, ROOT / "a.md", content=b"2").url == "https://a/b"
    assert userdata.counter == counter + 1
    other = userdata.article(ROOT, ROOT / "b.md", url="https://a/b", content=b"3")
    assert [record.id for record in userdata.candidates(b"2", "https://a/b")] == [first.id, other.id]


def test_states_are_set_and_set_back(userdata: UserData) -> None:
    ids = [userdata.article(ROOT, ROOT / name).id for name in ("a.md", "b.md")]
    before = userdata.records()
    userdata.set_state(ids, State.FINISHED, 1.0)
    userdata.set_starred(ids[:1], True)
    userdata.set_archived(ids, True)
    records = userdata.records()
    assert [(r.state, r.progress, r.starred, r.archived) for r in records] == [
        (State.FINISHED, 1.0, True, True), (State.FINISHED, 1.0, False, True),
    ]  # fmt: skip
    userdata.set_state(ids, State.UNREAD, 0.0)
    userdata.set_starred(ids, False)
    userdata.set_archived(ids, False)
    assert [r._replace(counter=0) for r in userdata.records()] == [r._replace(counter=0) for r in before]
    with pytest.raises(StorageError):
        userdata.set_starred(["nothing"], True)


def test_front_matter_seeds_once(userdata: UserData) -> None:
    record = userdata.article(ROOT, ROOT / "a.md", seed=Seed(State.READING, 0.5, starred=True))
    assert (record.seeded, record.state, record.progress, record.starred) == (True, State.READING, 0.5, True)
    assert userdata.article(ROOT, ROOT / "a.md", seed=Seed(), title="x") == record._replace(
        title="x", counter=record.counter + 1
    )


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@settings(max_examples=30, deadline=None)
@given(
    st.builds(
        Selector,
        texts,
        texts,
        texts,
        st.lists(texts, max_size=4).map(tuple),
        st.integers(0, 2**40),
        st.just(0),
        st.just(3),
        st.just(1),
    ),
    texts,
)
def test_a_mark_comes_back_as_it_went_in(
    tmp_path_factory: pytest.TempPathFactory, selector: Selector, note: str
) -> None:
    userdata = UserData.open(tmp_path_factory.getbasetemp() / "shared-state.db")
    article = userdata.article(ROOT, ROOT / "a.md").id
    mark = userdata.add_mark(article, MarkKind.HIGHLIGHT, selector, note=note, color="2")
    assert userdata.find_mark(mark.id) == mark
    assert userdata.marks(article)[-1].selector == selector
    userdata.remove_marks([mark.id])
    userdata.close()


def test_a_deleted_mark_comes_back(userdata: UserData) -> None:
    article = userdata.article(ROOT, ROOT / "a.md").id
    print_ = Fingerprint(1, 2**62, 2**64 - 1)
    standing = Standing(Status.MOVED, 81.5, 10, 2, 7, 3, 1, print_)
    one = userdata.add_mark(article, MarkKind.BOOKMARK, Selector("one", offset=50), standing=standing)
    two = userdata.add_mark(article, MarkKind.BOOKMARK, Selector("two", offset=20))
    assert [mark.id for mark in userdata.marks(article)] == [one.id, two.id], "where they stand, not where they were"
    assert userdata.records()[0].marks == 2
    userdata.remove_marks([one.id])
    assert [mark.id for mark in userdata.marks()] == [two.id]
    assert userdata.records()[0].marks == 1
    userdata.restore_marks([one.id])
    back = userdata.find_mark(one.id)
    assert back is not None and back.standing == standing and back.counter > two.counter
    userdata.set_note(one.id, "a note")
    userdata.set_standings([(two.id, standing)])
    assert [mark.standing for mark in userdata.marks()] == [standing, standing]
    userdata.set_selector(two.id, Selector("new words"))
    found = userdata.find_mark(two.id)
    assert found is not None and found.standing is None and found.selector.quote == "new words"
    with pytest.raises(StorageError):
        userdata.remove_marks([two.id, "nothing"])
    assert len(userdata.marks()) == 2


def test_a_mark_needs_its_article(userdata: UserData) -> None:
    with pytest.raises(StorageError):
        userdata.add_mark("nothing", MarkKind.BOOKMARK, Selector("x"))
    assert userdata.marks() == []


def test_places(userdata: UserData) -> None:
    one, two = (userdata.article(ROOT, ROOT / name).id for name in ("a.md", "b.md"))
    assert userdata.place(one) is None and userdata.last_article() is None
    place = Place(100, 5, Fingerprint(1, 2, 2**63 + 3), 0.25, "the words there")
    userdata.save_place(one, place, State.READING)
    userdata.save_place(two, Place(0, 0))
    assert userdata.place(one) == place
    assert userdata.last_article() == two
    userdata.save_place(one, place._replace(offset=200, progress=0.5))
    assert userdata.last_article() == one
    record = userdata.record(one)
    assert record is not None and (record.state, record.progress) == (State.READING, 0.5)
    assert record.last_read is not None
    assert userdata.rows("SELECT count(*) FROM place") == [(2,)]


def test_settings(userdata: UserData) -> None:
    userdata.set("theme", "dark")
    counter = userdata.counter
    userdata.set("theme", "dark")
    assert userdata.counter == counter
    userdata.set("theme", None)
    userdata.set("width", "72")
    assert userdata.settings() == {"width": "72"}
    assert userdata.get("theme") is None


def test_a_trail_is_a_way_through_a_tree(userdata: UserData) -> None:
    def step(name: str) -> Step:
        return Step(ROOT / name, id=new_id())

    assert userdata.last_trail().steps == ()
    one, two = new_id(), new_id()
    a, b, c, d, e = (step(name) for name in "abcde")
    userdata.save_trail(one, [(a, None)], a.id, a.id)
    userdata.save_trail(one, [(a._replace(offset=7, link=2, link_offset=5), None), (b, a.id), (c, b.id)], c.id, c.id)
    found = userdata.last_trail()
    assert [(s.path.name, s.offset, s.link, s.link_offset) for s in found.steps] == [
        ("a", 7, 2, 5), ("b", 0, -1, 0), ("c", 0, -1, 0),
    ]  # fmt: skip
    assert found.at == 2
    userdata.save_trail(one, [], c.id, a.id)
    assert userdata.last_trail().at == 0
    userdata.save_trail(two, [(d, a.id)], d.id, d.id)
    assert [s.path.name for s in userdata.last_trail().steps] == ["a", "d"]
    userdata.save_trail(one, [(e, c.id)], e.id, e.id)
    assert [s.path.name for s in userdata.last_trail().steps] == ["a", "b", "c", "e"]
    assert [s.path.name for s in userdata.visits()] == ["e", "d", "c", "b", "a"]


def test_what_changed_since(userdata: UserData) -> None:
    one, two = (userdata.article(ROOT, ROOT / name).id for name in ("a.md", "b.md"))
    counter = userdata.counter
    assert userdata.changed_since(counter) == []
    mark = userdata.add_mark(two, MarkKind.BOOKMARK, Selector("x"))
    assert [record.id for record in userdata.changed_since(counter)] == [two]
    counter = userdata.counter
    userdata.remove_marks([mark.id])
    assert [(record.id, record.marks) for record in userdata.changed_since(counter)] == [(two, 0)]
    userdata.set_starred([one], True)
    assert [record.id for record in userdata.changed_since(counter)] == [one, two]


def test_articles_change_places_all_at_once(userdata: UserData) -> None:
    one, two, three = (userdata.article(ROOT, ROOT / name) for name in ("1.md", "2.md", "3.md"))
    swap = [Resettled(one.id, one.path, ROOT, two.path), Resettled(two.id, two.path, ROOT, one.path)]
    assert userdata.resettle(swap) == 2
    assert [userdata.find_article(ROOT / name) for name in ("1.md", "2.md")] == list(
        map(userdata.record, (two.id, one.id))
    )
    assert userdata.resettle(swap) == 0, "they are not there any more"
    chain = [Resettled(one.id, two.path, ROOT, three.path), Resettled(two.id, one.path, ROOT, two.path)]
    assert userdata.resettle(chain) == 0, "the last place is another's, and so is the one before it"
    assert userdata.resettle([*chain, Resettled(three.id, three.path, ROOT, None)]) == 3
    record = userdata.record(three.id)
    assert record is not None and record.path == replaced(three.path, three.id)
    assert before_replaced(record.path) == three.path and before_replaced(three.path) is None
