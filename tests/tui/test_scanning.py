"""The folder as it changes: rescanning, watching, and the progress of indexing."""

import asyncio
import threading
import time
from pathlib import Path

import pytest

from reader.library import ScanProgress, scan
from tests.tui.desk import PATIENCE, Desk, articles
from tests.tui.test_list import LONG


async def test_a_rescan_finds_new_changed_and_deleted_files(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.press("r")
        await desk.says("Nothing changed in 5 articles")
        desk.path("new.md").write_text("# Just arrived\n\nHello.\n")
        desk.path("tea.md").unlink()
        desk.path("railway.md").write_text("# The tramway\n")
        await desk.press("r")
        await desk.says("1 new, 1 changed, 1 gone")
        await desk.sees("Just arrived")
        await desk.sees("The tramway")
        assert "pots" not in desk.text()


async def test_a_rescan_after_the_index_was_deleted_calls_nothing_new(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        for path in tmp_path.glob("index.db*"):
            path.unlink()
        await desk.press("r")
        await desk.says("5 indexed")
        await desk.sees("The harbour wall")
        assert "●" not in desk.text()
        desk.path("new.md").write_text("# Just arrived\n\nHello.\n")
        await desk.press("r")
        await desk.says("1 new")


async def test_a_rescan_during_the_first_scan_answers_too(tmp_path: Path) -> None:
    go_on = threading.Event()
    desk = Desk(tmp_path, articles(), wait=False)
    scan = desk.session.scan
    desk.session.scan = lambda *arguments: go_on.wait(5) and scan(*arguments)  # type: ignore[method-assign,return-value]
    async with desk:
        while not desk.asked:
            await asyncio.sleep(0.01)
        await desk.pilot.press("r")
        go_on.set()
        await desk.says("Nothing changed in 5 articles")


async def test_changes_since_the_last_time_are_noticed_at_the_start(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()):
        pass
    (tmp_path / "library" / "new.md").write_text("# Just arrived\n\nHello.\n")
    async with Desk(tmp_path, scan=False) as desk:
        await desk.sees("Just arrived")
        row = next(line for line in desk.lines() if "Just arrived" in line)
        assert "●" in row, "what arrived since the last session has a sign"
        assert "●" not in next(line for line in desk.lines() if "railway" in line)


async def test_the_first_index_shows_nothing_as_new(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles(), scan=False) as desk:
        await desk.sees("The railway")
        assert "●" not in desk.text()


async def test_the_list_is_there_before_the_words_of_long_files_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting, go_on = threading.Event(), threading.Event()
    count = scan.count_whole
    monkeypatch.setattr(scan, "count_whole", lambda source: (counting.set(), go_on.wait(5), count(source))[2])
    files = {**articles(), "book.md": "# A book\n\n" + "Many words.\n\n" * 9000}
    async with Desk(tmp_path, files, scan=False, wait=False) as desk:
        await desk.until(counting.is_set)
        await desk.sees("A book")
        assert desk.desk._scanning
        go_on.set()


async def news(desk: Desk) -> None:
    """The time has come to look at the folders."""
    desk.desk.look_at_folders()
    await desk.rest()


async def test_what_changes_in_the_folder_shows_up_by_itself(tmp_path: Path) -> None:
    async with Desk(tmp_path, LONG) as desk:
        await news(desk)
        assert "changed" not in desk.status
        desk.path("new.md").write_text("# Just arrived\n\nHello.\n")
        desk.path("05.md").write_text("# Another text\n")
        await news(desk)
        await desk.says("1 new, 1 changed")
        assert ["Just arrived" in desk.text(), desk.current.title] == [True, "Article 00"]


async def test_what_is_new_is_said_once_it_is_listed(tmp_path: Path) -> None:
    asked, go_on = threading.Event(), threading.Event()
    async with Desk(tmp_path, LONG) as desk:
        rows = desk.desk.query_rows
        desk.desk.query_rows = lambda *arguments: (asked.set(), go_on.wait(5), rows(*arguments))[2]
        desk.path("new.md").write_text("# Just arrived\n\nHello.\n")
        desk.send("r")
        await desk.until(asked.is_set)
        assert "1 new" not in desk.status
        go_on.set()
        await desk.says("1 new")
        assert "Just arrived" in desk.text()


async def test_cursor_and_view_stay_on_their_articles_when_others_come(tmp_path: Path) -> None:
    async with Desk(tmp_path, LONG) as desk:
        await desk.press("space", "space", "k", "k")
        title, shown = desk.current.title, desk.lines()[1:-1]
        for number in range(3):
            desk.path(f"new{number}.md").write_text("# Just arrived\n\nHello.\n")
        await news(desk)
        await desk.says("3 new")
        assert desk.current.title == title and desk.lines()[1:-1] == shown
        assert desk.lines()[0].endswith("46 of 63")


async def test_watching_can_be_switched_off(tmp_path: Path) -> None:
    desk = Desk(tmp_path, articles())
    desk.desk.config = desk.desk.config._replace(watch=False)
    async with desk:
        desk.path("new.md").write_text("# Just arrived\n\nHello.\n")
        await news(desk)
        assert "Just arrived" not in desk.text()


async def test_the_folder_is_looked_at_again_and_again(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        desk.desk._watch.rest = 0.01
        desk.desk._look_later(changed=False)
        desk.path("new.md").write_text("# Just arrived\n\nHello.\n")
        await desk.sees("Just arrived")


async def test_progress_is_a_bar_with_number_and_rate_and_goes_when_the_work_is_done(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        screen = desk.desk
        screen._indexing, screen._progress = True, None
        screen._scan_progress(ScanProgress("text", 1000, 4000), 100.0)
        screen._scan_progress(ScanProgress("text", 2000, 4000), 102.0)
        await desk.rest()
        assert "Indexing texts ━━━━━━────── 2,000 of 4,000 · 500 a second" in desk.status
        await desk.press("s")
        assert "Starred" in desk.status, "a message goes before it"
        screen.status.hush()
        await desk.read("The railway")
        assert "Indexing" not in desk.status and "The railway" in desk.status
        await desk.press("h")
        assert "2,000 of 4,000" in desk.status
        screen._indexing = False
        screen._index_texts()
        await desk.rest()
        assert "Indexing" not in desk.status
        screen._scan_progress(ScanProgress("text", 3000, 4000), 103.0)
        assert "Indexing" not in desk.status, "it came late"


async def test_what_is_found_while_texts_are_indexed_is_indexed_too(tmp_path: Path) -> None:
    go_on = threading.Event()
    async with Desk(tmp_path, articles()) as desk:
        real = desk.session.index_texts
        desk.session.index_texts = lambda *rest: (real(*rest), go_on.wait(5))[0]  # type: ignore[method-assign]
        desk.desk._index_texts()
        desk.path("new.md").write_text("# Just arrived\n\nHello.\n")
        await asyncio.to_thread(desk.session.scan)
        desk.desk._index_texts()
        go_on.set()
        await desk.rest()
        assert not desk.session.library.unindexed


async def test_words_are_not_counted_while_an_article_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "library" / "long.md"
    path.parent.mkdir()
    path.write_text(f"# Long\n\n{'The harbour was empty. ' * 5000}\n")
    desk = Desk(tmp_path, scan=False, wait=False)
    rested: list[bool] = []

    def rest() -> bool:
        rested.append(desk.desk._scanning)
        return False

    desk.desk._rest_or_stop = rest
    async with desk:
        await desk.until(lambda: bool(desk.answered) and not desk.desk._scanning)
        assert True in rested, "between what is read and what is counted"
        await desk.rest()


def signed(desk: Desk) -> list[str]:
    """The files of the articles that the list shows with the sign of marks."""
    drawn = desk.drawn(desk.desk.list)
    names = {article.title: article.path.name for article in map(desk.stored, articles())}
    return [name for line in drawn if "◆" in line for title, name in names.items() if title in line]


async def test_the_sign_of_marks_goes_with_the_words_when_files_swap_names(tmp_path: Path) -> None:
    def swap() -> None:
        (folder / "tea.md").rename(folder / "away")
        (folder / "railway.md").rename(folder / "tea.md")
        (folder / "away").rename(folder / "railway.md")

    folder = tmp_path / "library"
    async with Desk(tmp_path, articles()) as desk:
        await desk.read("The railway")
        await desk.press("m", "h")
        assert signed(desk) == ["railway.md"]
        await news(desk)
        swap()
        deadline = time.monotonic() + PATIENCE
        while signed(desk) != ["tea.md"]:  # it rests after a look, the longer the busier the machine is
            assert time.monotonic() < deadline, desk.picture()
            await news(desk)
            await asyncio.sleep(0.01)
        assert desk.stored("tea.md").title == "The railway"
    swap()
    async with Desk(tmp_path, scan=False) as desk:
        await desk.until(lambda: signed(desk) == ["railway.md"])
        await desk.press("B")
        assert "The railway" in desk.text() and "orphaned" not in desk.text()
