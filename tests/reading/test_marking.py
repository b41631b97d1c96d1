"""Marks: made, removed, told where they stand; kept when the list cannot be told."""

import shutil
from pathlib import Path

import pytest

from reader.document import Document, open_document
from reader.document.anchor import readable
from reader.errors import ReaderError, StorageError, UnreadableError
from reader.reading import MarkKind, Session, Status


def unit_of(document: Document, words: str) -> int:
    return next(index for index in range(len(document)) if words in document.content(index))


def test_a_passage_is_marked_and_shown(session: Session, folder: Path) -> None:
    opened = session.open(folder / "wall.md")
    unit = unit_of(opened.document, "Tuesdays")
    selector = session.selector(opened, unit, 0, 35)
    mark = session.mark(opened, selector, note="a note")
    (placed,) = session.marks_of(opened)
    assert (placed.mark, placed.status, placed.unit, placed.start, placed.end) == (mark, Status.EXACT, unit, 0, 35)
    (row,) = session.mark_rows()
    assert row.quote == "The council met on Tuesdays, when t"
    assert (row.heading, row.note, row.title) == ("Money", "a note", "The harbour wall")
    text = (folder / "wall.md").read_text().split("\n")
    assert row.line is not None and text[row.line - 1].startswith("The council")
    listed = session.library.by_path(folder / "wall.md")
    assert listed is not None and listed.marks == 1
    session.remove_marks([mark.id])
    assert session.marks_of(opened) == [] and session.mark_rows() == []
    session.restore_marks([mark.id])
    assert len(session.marks_of(opened)) == 1


def test_there_must_be_words(session: Session, folder: Path) -> None:
    opened = session.open(folder / "wall.md")
    with pytest.raises(ReaderError, match="no words"):
        session.selector(opened, 1, 5, 5)
    standard = session.open_text("words")
    with pytest.raises(ReaderError, match="no file"):
        session.mark(standard, session.selector(standard, 1, 0, 5))


def test_by_quote(session: Session, folder: Path) -> None:
    quoted = session.mark_quote(folder / "wall.md", "council   met\non Tuesdays", "n")
    assert (quoted.places, quoted.mark.selector.quote, quoted.mark.note) == (1, "council met on Tuesdays", "n")
    assert session.mark_quote(folder / "wall.md", "NOBODY had the money everybody").places == 1
    over = session.mark_quote(folder / "wall.md", "a plan. Money The council")
    assert over.mark.selector.quote == "a plan.\nMoney\nThe council"
    assert session.mark_quote(folder / "wall.md", "the").places > 1
    with pytest.raises(ReaderError, match=r"“not there” is not in The harbour wall"):
        session.mark_quote(folder / "wall.md", "not there")
    with pytest.raises(ReaderError):
        session.mark_quote(folder / "wall.md", " ")
    with pytest.raises(UnreadableError):
        session.mark_quote(folder / "gone.md", "x")
    assert [row.status for row in session.mark_rows()] == [Status.EXACT] * 4


def test_exact_moved_orphaned_missing(session: Session, folder: Path) -> None:
    path = folder / "wall.md"
    exact = session.mark_quote(path, "everybody had a plan").mark
    moved = session.mark_quote(path, "The stones came by sea from the north, four ships in a week").mark
    lost = session.mark_quote(path, "The council met on Tuesdays, when the fish had been sold").mark
    gone = session.mark_quote(folder / "railway.md", "it was not enough").mark
    text = path.read_text()
    text = text.replace("# The harbour wall\n", "# The harbour wall\n\nA paragraph that was not there before.\n", 1)
    text = text.replace("came by sea from the north, four ships", "came by the sea from the far north, five ships")
    begin, end = text.index("The council"), text.index("## Stones")
    path.write_text(text[:begin] + text[end:])
    (folder / "railway.md").unlink()
    rows = {row.id: row for row in session.mark_rows()}
    assert {ident: row.status for ident, row in rows.items()} == {
        exact.id: Status.EXACT, moved.id: Status.MOVED, lost.id: Status.ORPHANED, gone.id: Status.MISSING,
    }  # fmt: skip
    assert rows[lost.id].quote.startswith("The council") and rows[lost.id].line is None
    stored = session.userdata.find_mark(moved.id)
    assert stored is not None and stored.selector == moved.selector, "what the person marked is not rewritten"
    opened = session.open(path)
    placed = {one.mark.id: one for one in session.marks_of(opened)}
    there = placed[moved.id]
    assert readable(opened.document, there.unit)[there.start : there.end].startswith("The stones came by the sea")
    assert placed[lost.id].unit == -1


def test_an_unchanged_file_is_not_read_again(session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "wall.md"
    session.mark_quote(path, "everybody had a plan")
    path.write_text(path.read_text() + "\nMore at the end.\n")
    assert session.mark_rows()[0].status is Status.EXACT
    monkeypatch.setattr(session, "_whole", None)
    assert session.mark_rows()[0].status is Status.EXACT


def test_marks_of_a_document_not_parsed_that_far(session: Session, folder: Path) -> None:
    path = folder / "big.md"
    path.write_text("# Big\n\n" + "A paragraph of some words.\n\n" * 20_000 + "the very end of it\n")
    session.mark_quote(path, "the very end")
    opened = session.open(path)
    (placed,) = session.marks_of(opened)
    assert placed.unit == -1
    opened.parser.complete(session.rest(opened))
    while not opened.parser.done:
        opened.document.extend(opened.parser.step())
    assert "the very end" in opened.document.content(placed.unit)


def test_marks_of_another_library_are_listed(session: Session, folder: Path, tmp_path: Path) -> None:
    session.mark_quote(folder / "wall.md", "everybody had a plan")
    other = tmp_path / "other"
    other.mkdir()
    elsewhere = Session.of([other], tmp_path / "cache" / "index.db", tmp_path / "data" / "state.db")
    (row,) = elsewhere.mark_rows()
    assert row.status is Status.EXACT
    shutil.rmtree(folder)
    assert elsewhere.mark_rows()[0].status is Status.MISSING
    elsewhere.close()


def test_a_mark_that_is_kept_is_said_to_be(session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*, whole: bool) -> None:
        raise StorageError("the disk is full")

    opened = session.open(folder / "wall.md")
    session.started(opened.article)
    monkeypatch.setattr(session, "refresh", full)
    mark = session.mark(opened, session.selector(opened, 1, 0, 10), MarkKind.HIGHLIGHT, color="2")
    assert session.userdata.find_mark(mark.id) == mark


def test_ids_by_their_beginning(session: Session, folder: Path) -> None:
    mark = session.mark_quote(folder / "wall.md", "everybody had a plan").mark
    assert session.find_mark(mark.id[:8]) == mark
    for wrong in ("", "zz", mark.id + "0"):
        with pytest.raises(ReaderError):
            session.find_mark(wrong)


def test_marking_costs_the_same_in_a_partly_parsed_document() -> None:
    document, _ = open_document("# A\n\n" + "Some words of a paragraph.\n\n" * 50_000)
    before = len(document)
    assert before < 1000
    from reader.document.anchor import make_selector

    selector = make_selector(document, 3, 0, 10)
    assert selector.quote == "Some words" and len(document) == before


def test_a_moved_mark_can_be_confirmed_and_that_undone(session: Session, folder: Path) -> None:
    path = folder / "wall.md"
    mark = session.mark_quote(path, "The stones came by sea from the north, four ships in a week").mark
    path.write_text(path.read_text().replace("four ships in a week", "five ships in a week"))
    (row,) = session.mark_rows()
    assert row.status is Status.MOVED
    before = session.confirm_mark(mark.id)
    assert before == mark.selector
    (row,) = session.mark_rows()
    assert row.status is Status.EXACT and row.quote.endswith("five ships in a week")
    session.retie_mark(mark.id, before)
    (row,) = session.mark_rows()
    assert row.status is Status.MOVED and row.quote == mark.selector.quote
    path.write_text("# Quite another text\n\nWith nothing of what was there.\n")
    with pytest.raises(ReaderError, match="not found"):
        session.confirm_mark(mark.id)
    kept = session.userdata.find_mark(mark.id)
    assert kept is not None and kept.selector == mark.selector
