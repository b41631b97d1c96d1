"""What a file says of how far it is read: where its article begins, until the person does something with it."""

from pathlib import Path

import pytest

from reader.article import Article, State
from reader.library import ListQuery
from reader.reading import Session

TEXT = "---\ntitle: The light\n{}\n---\n\nA flame needs fuel.\n"
ARCHIVED = "archived: true\nstarred: true\nprogress: 40%"


def write(path: Path, header: str) -> None:
    path.write_text(TEXT.format(header) if header else "# The light\n\nA flame needs fuel.\n")


def state(article: Article | None) -> tuple[State, float, bool, bool]:
    assert article is not None
    return article.state, article.progress, article.starred, article.archived


SEEDED = (State.READING, 0.4, True, True)
UNTOUCHED = (State.UNREAD, 0.0, False, False)


@pytest.fixture
def light(folder: Path, session: Session) -> Path:
    path = folder / "light.md"
    write(path, ARCHIVED)
    session.scan()
    return path


def test_a_file_begins_with_what_it_says_and_nothing_is_kept_for_it(session: Session, light: Path) -> None:
    assert state(session.library.by_path(light)) == SEEDED
    assert session.library.count(ListQuery("is:archived is:starred is:reading", "all")) == 1
    assert session.library.count(ListQuery(view="archive")) == 1
    assert session.userdata.records() == []
    assert state(session.open(light).article) == SEEDED


def test_what_the_person_does_wins_for_good(session: Session, light: Path, tmp_path: Path) -> None:
    article = session.library.by_path(light)
    assert article is not None
    session.set_archived(article, False)
    expected = (State.READING, 0.4, True, False)
    assert state(session.library.by_path(light)) == expected
    (record,) = session.userdata.records()
    assert record.seeded and record.starred
    for header in (ARCHIVED + "\nread: true", "archived: 1", ""):
        write(light, header)
        session.scan()
        assert state(session.library.by_path(light)) == expected
    session.close()
    with_new_index = Session.of([light.parent], tmp_path / "other" / "index.db", tmp_path / "data" / "state.db")
    with_new_index.scan()
    assert state(with_new_index.library.by_path(light)) == expected
    with_new_index.close()


@pytest.mark.parametrize("how", ["open", "place", "mark"])
def test_what_else_makes_a_record_takes_the_seed_over(session: Session, light: Path, how: str) -> None:
    opened = session.open(light)
    if how == "open":
        session.started(opened.article)
    elif how == "place":
        session.save_place(opened, session.place_at(opened, 0, 0, 0.5))
    else:
        session.mark_quote(light, "needs fuel")
    article = session.library.by_path(light)
    assert state(article) == (State.READING, 0.5 if how == "place" else 0.4, True, True)


def test_undo_goes_back_to_the_seed(session: Session, light: Path) -> None:
    article = session.library.by_path(light)
    assert article is not None
    session.set_state(article, State.FINISHED, 1.0)
    session.set_state(article, article.state, article.progress)
    assert state(session.library.by_path(light)) == SEEDED


def test_a_file_that_nobody_touched_says_what_it_says_now(session: Session, light: Path) -> None:
    for header, expected in (
        ("read: true", (State.FINISHED, 1.0, False, False)),
        ("", UNTOUCHED),
        ("favorite: yes", (State.UNREAD, 0.0, True, False)),
    ):
        write(light, header)
        session.scan()
        assert state(session.library.by_path(light)) == expected


def test_it_moves_with_the_file_and_goes_with_it(session: Session, light: Path) -> None:
    moved = light.rename(light.with_name("moved.md"))
    session.scan()
    assert state(session.library.by_path(moved)) == SEEDED
    moved.unlink()
    session.scan()
    write(light, "tags: a")
    session.scan()
    assert state(session.library.by_path(light)) == UNTOUCHED


def test_telling_everything_anew_leaves_what_files_say(session: Session, light: Path) -> None:
    wall = session.library.by_path(light.with_name("wall.md"))
    assert wall is not None
    session.set_starred(wall, True)
    session.library.project([], 7, whole=True)  # as where the user data is another's
    assert state(session.library.by_path(light)) == SEEDED
    assert state(session.library.by_path(wall.path)) == UNTOUCHED


def test_a_file_outside_of_the_library_begins_so_too(session: Session, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    write(other / "a.md", "read: yes")
    outside = Session.of([other], tmp_path / "x.db", tmp_path / "y" / "state.db")
    assert state(outside.open(other / "a.md").article) == (State.FINISHED, 1.0, False, False)
    outside.close()


@pytest.mark.parametrize("paragraphs", [100, 4000])
def test_what_was_begun_elsewhere_opens_about_there(session: Session, folder: Path, paragraphs: int) -> None:
    path = folder / "long.md"
    path.write_text("---\nprogress: 40%\n---\n\n" + "".join(f"Ein Fluß fließt {n}.\n\n" for n in range(paragraphs)))
    session.scan()
    opened = session.open(path)
    assert opened.whole == (paragraphs == 100)
    assert opened.place is not None and opened.place.progress == 0.4 and opened.sure
    assert opened.place.offset == pytest.approx(0.4 * len(path.read_text()), rel=0.02)


def test_what_is_read_to_its_end_elsewhere_opens_at_its_beginning(session: Session, folder: Path) -> None:
    path = folder / "read.md"
    path.write_text("---\nread: true\n---\n\n" + "A flame.\n\n" * 100)
    session.scan()
    assert session.open(path).place is None
