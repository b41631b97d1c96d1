"""Opening at a place, state, identity after a move, going on after leaving, other instances."""

import os
from pathlib import Path

import pytest

from reader.article import State
from reader.errors import UnreadableError
from reader.library import ListQuery
from reader.reading import Session, Step
from reader.userdata import ArticleRecord


def test_opening_writes_nothing(session: Session, folder: Path) -> None:
    counter = session.userdata.counter
    opened = session.open(folder / "wall.md")
    assert opened.article.title == "The harbour wall" and opened.whole and opened.place is None
    assert opened.document.meta.title == "The harbour wall"
    assert session.userdata.counter == counter
    with pytest.raises(UnreadableError):
        session.open(folder / "nothing.md")


def test_the_id_is_the_same_before_and_after(session: Session, folder: Path) -> None:
    opened = session.open(folder / "wall.md")
    record = session.started(opened.article)
    assert record.id == opened.article.id
    listed = session.library.by_path(folder / "wall.md")
    assert listed is not None and listed.id == record.id


def test_a_place_is_kept_and_found(session: Session, folder: Path) -> None:
    opened = session.open(folder / "wall.md")
    unit = next(i for i in range(len(opened.document)) if "Tuesdays" in opened.document.content(i))
    place = session.place_at(opened, unit, 12, 0.4)
    assert session.save_place(opened, place) is State.READING
    again = session.open(folder / "wall.md")
    assert again.place == place and again.sure
    assert again.article.state is State.READING and again.article.progress == 0.4
    listed = session.library.by_path(folder / "wall.md")
    assert listed is not None and (listed.state, listed.progress) == (State.READING, 0.4)
    continued = session.to_continue()
    assert continued is not None and continued.id == again.article.id


def test_a_place_in_a_changed_file_is_at_its_words(session: Session, folder: Path) -> None:
    path = folder / "wall.md"
    opened = session.open(path)
    unit = next(i for i in range(len(opened.document)) if "Tuesdays" in opened.document.content(i))
    session.save_place(opened, session.place_at(opened, unit, 12, 0.4))
    path.write_text(path.read_text().replace("## Money", "## A new section\n\nWith a new paragraph.\n\n## Money"))
    again = session.open(path)
    assert again.place is not None
    unit = again.document.index_at(again.place.offset)
    assert again.document.content(unit)[again.place.text_offset :].startswith("met on Tuesdays")


def test_finished_stays_finished(session: Session, folder: Path) -> None:
    opened = session.open(folder / "wall.md")
    assert session.save_place(opened, session.place_at(opened, 1, 0, 1.0)) is State.FINISHED
    assert session.save_place(opened, session.place_at(opened, 1, 0, 0.2)) is State.FINISHED
    assert session.to_continue() is None
    session.set_state(opened.article, State.UNREAD, 0.0)
    assert session.open(folder / "wall.md").article.state is State.UNREAD


def test_states_reach_the_list(session: Session, folder: Path) -> None:
    article = session.open(folder / "wall.md").article
    session.set_starred(article, True)
    session.set_archived(article, True)
    (row,) = session.library.rows(session.library.ids(ListQuery(view="archive")))
    assert row.path == folder / "wall.md" and row.starred and row.archived
    session.set_archived(article, False)
    assert len(session.library.ids(ListQuery())) == 2


@pytest.mark.parametrize("scanned", [True, False], ids=["scanned", "index lost"])
def test_a_renamed_file_keeps_what_is_remembered(session: Session, folder: Path, tmp_path: Path, scanned: bool) -> None:
    article = session.open(folder / "railway.md").article
    session.set_starred(article, True)
    session.mark_quote(folder / "railway.md", "it was not enough")
    (folder / "deep").mkdir()
    moved = folder / "deep" / "line.md"
    (folder / "railway.md").rename(moved)
    if not scanned:
        session.close()
        for file in (tmp_path / "cache").iterdir():
            file.unlink()
        session = Session.of([folder], tmp_path / "cache" / "index.db", tmp_path / "data" / "state.db")
    session.scan()
    opened = session.open(moved)
    assert opened.article.id == article.id and opened.article.starred and opened.article.marks == 1
    session.started(opened.article)
    (row,) = session.mark_rows()
    assert row.path == moved and row.status == "exact"
    listed = session.library.by_path(moved)
    assert listed is not None and listed.id == article.id and listed.starred
    session.close()


def test_a_clipped_again_file_is_found_by_its_address(session: Session, folder: Path) -> None:
    article = session.open(folder / "wall.md").article
    session.set_starred(article, True)
    text = (folder / "wall.md").read_text()
    (folder / "wall.md").unlink()
    (folder / "wall 2.md").write_text(text.replace("?utm_source=x", "#top").replace("Tuesdays", "Wednesdays"))
    session.scan()
    assert session.open(folder / "wall 2.md").article.id == article.id


def test_a_copy_is_another_article(session: Session, folder: Path) -> None:
    session.set_starred(session.open(folder / "railway.md").article, True)
    (folder / "copy.md").write_text((folder / "railway.md").read_text())
    session.scan()
    assert not session.open(folder / "copy.md").article.starred


def test_a_deleted_index_is_told_again(session: Session, folder: Path, tmp_path: Path) -> None:
    session.set_starred(session.open(folder / "wall.md").article, True)
    session.close()
    for file in (tmp_path / "cache").iterdir():
        file.unlink()
    again = Session.of([folder], tmp_path / "cache" / "index.db", tmp_path / "data" / "state.db")
    again.scan()
    (row,) = again.library.rows(again.library.ids(ListQuery(view="starred")))
    assert row.path == folder / "wall.md"
    again.close()


def test_another_instance_is_noticed(session: Session, folder: Path, tmp_path: Path) -> None:
    assert not session.others_wrote()
    other = Session.of([folder], tmp_path / "cache2" / "index.db", tmp_path / "data" / "state.db")
    other.scan()
    other.set_starred(other.open(folder / "wall.md").article, True)
    assert session.others_wrote()
    assert not session.others_wrote()
    listed = session.library.by_path(folder / "wall.md")
    assert listed is not None and listed.starred
    session.set_starred(listed, False)
    assert not session.others_wrote(), "what this instance wrote is known to it"
    other.set_starred(listed, True)
    session.set_starred(listed, True)
    assert session.others_wrote(), "a write of our own does not hide that of another"
    assert not session.others_wrote()
    other.close()


def test_what_another_instance_writes_before_it_is_first_asked_is_noticed(
    folder: Path, tmp_path: Path, session: Session
) -> None:
    late = Session.of([folder], tmp_path / "cache" / "index.db", tmp_path / "data" / "state.db")
    session.set_starred(session.open(folder / "wall.md").article, True)
    assert late.others_wrote()
    late.close()


def test_leaving_and_going_on(session: Session, folder: Path) -> None:
    assert session.to_resume() is None
    path = folder / os.fsdecode(b"\xff.md")
    path.write_text("# Odd\n\ntext")
    session.scan()
    session.leave(Step(path, 7, 2, 1, 5))
    step = session.to_resume()
    assert step is not None and (step.path, step.offset, step.text_offset, step.link, step.link_offset) == (
        path,
        7,
        2,
        1,
        5,
    )
    path.unlink()
    assert session.to_resume() is None
    session.leave(None)
    assert session.to_resume() is None


def test_standard_input_is_not_kept(session: Session) -> None:
    counter = session.userdata.counter
    opened = session.open_text("# From a pipe\n\ntext")
    assert opened.article.title == "From a pipe" and not opened.stored
    session.save_place(opened, session.place_at(opened, 1, 0, 0.5))
    assert session.marks_of(opened) == [] and session.userdata.counter == counter


def test_a_big_file_is_opened_by_its_head(session: Session, folder: Path) -> None:
    path = folder / "big.md"
    path.write_text("# Big\n\n" + "A paragraph of some words.\n\n" * 20_000 + "the very end of it\n")
    session.scan()
    opened = session.open(path)
    assert not opened.whole and len(opened.document.text) <= 65_536
    opened.parser.complete(session.rest(opened))
    while not opened.parser.done:
        opened.document.extend(opened.parser.step())
    assert opened.document.text.endswith("the very end of it\n")


@pytest.mark.parametrize("left", ["nothing", "an empty folder"])
@pytest.mark.parametrize("how", ["scanned", "opened"])
def test_a_library_that_is_away_keeps_its_articles(
    session: Session, folder: Path, tmp_path: Path, left: str, how: str
) -> None:
    text = (folder / "wall.md").read_text()
    article = session.open(folder / "wall.md").article
    session.set_starred(article, True)
    session.mark_quote(folder / "wall.md", "The council met on Tuesdays")
    session.close()
    folder.rename(tmp_path / "away")
    if left == "an empty folder":
        folder.mkdir()
    other = tmp_path / "other"
    other.mkdir()
    (other / "clip.md").write_text(text.replace("Tuesdays", "Wednesdays"))
    (other / "copy.md").write_text(text)
    elsewhere = Session.of([other], tmp_path / "cache" / "index.db", tmp_path / "data" / "state.db")
    elsewhere.scan()
    if how == "opened":
        for path in other.iterdir():
            opened = elsewhere.open(path).article
            assert opened.id != article.id and not opened.starred
            elsewhere.started(opened)
    assert [row.path for row in elsewhere.mark_rows()] == [folder / "wall.md"]
    elsewhere.close()
    if left == "an empty folder":
        folder.rmdir()
    (tmp_path / "away").rename(folder)
    again = Session.of([folder], tmp_path / "cache" / "index.db", tmp_path / "data" / "state.db")
    again.scan()
    back = again.open(folder / "wall.md").article
    assert back.id == article.id and back.starred and back.marks == 1
    again.close()


def test_a_renamed_library_keeps_what_is_remembered(session: Session, folder: Path, tmp_path: Path) -> None:
    article = session.open(folder / "wall.md").article
    session.set_starred(article, True)
    session.close()
    renamed = tmp_path / "articles"
    folder.rename(renamed)
    again = Session.of([renamed], tmp_path / "cache" / "index.db", tmp_path / "data" / "state.db")
    again.scan()
    opened = again.open(renamed / "wall.md").article
    assert opened.id == article.id and opened.starred
    again.close()


def test_the_index_is_not_left_with_an_older_state(
    session: Session, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wall, railway = (session.open(folder / name).article for name in ("wall.md", "railway.md"))
    session.started(wall)
    other = Session.of([folder], tmp_path / "cache" / "index.db", tmp_path / "data" / "state.db")
    changed_since = session.userdata.changed_since
    meanwhile = iter([railway])

    def read_while_another_writes(counter: int) -> list[ArticleRecord]:
        found = changed_since(counter)
        for article in meanwhile:
            other.set_starred(article, True)
        return found

    monkeypatch.setattr(session.userdata, "changed_since", read_while_another_writes)
    session.set_starred(wall, True)
    assert session.library.projected == session.userdata.counter
    other.close()
