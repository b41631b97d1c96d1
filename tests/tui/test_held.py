"""Keys that are held down in 10 MB: each does a little work, once, and nothing goes on when they are let go."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reader.document import Document
from reader.document.layout import Layout
from reader.tui.view import Row
from tests.tui.desk import Desk

TIMES = 200
PARAGRAPH = f"{'The council met on Tuesdays, when the fish had been sold and the hall was swept. ' * 4}\n\n"


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("held")
    (folder / "library").mkdir()
    (folder / "library" / "long.md").write_text("# Long\n\n" + PARAGRAPH * (10_000_000 // len(PARAGRAPH)))
    return folder


class Laid:
    """Counts the lines that are laid out."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.lines = 0
        layout = Document.layout

        def counted(document: Document, index: int, *arguments: Any, **options: Any) -> Layout:
            made = layout(document, index, *arguments, **options)
            self.lines += len(made.lines)
            return made

        monkeypatch.setattr(Document, "layout", counted)


async def test_keys_held_down_stop_where_they_are_let_go(long: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with Desk(long, wait=False) as desk:
        desk.send("enter")
        await desk.until(lambda: desk.title == "Long" and len(desk.page.document or ()) > 6000)
        desk.desk.keys.quiet_until = float("inf")  # parsing stays where it is
        try:
            await _hold_down(desk, monkeypatch)
        finally:
            desk.desk.leaving = True  # threads end


async def _hold_down(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    page, height, document = desk.page, desk.page.room.height, desk.page.document
    assert document is not None and not document.complete
    laid, moved, painted = Laid(monkeypatch), list[Row](), list[Row]()
    go, render = page.go, page.render_lines
    monkeypatch.setattr(page, "go", lambda row, **how: (go(row, **how), moved.append(page.top)))
    monkeypatch.setattr(page, "render_lines", lambda crop: (painted.append(page.top), render(crop))[1])
    for key, lines in (("j", 1), ("space", height - 1)):
        start, moved[:], painted[:], laid.lines = page.top, [], [], 0
        for _ in range(TIMES):
            desk.send(key)
        await desk.until(lambda: not desk.desk.keys.waiting and len(moved) == TIMES)
        # what it moves over, what it shows, and what it draws ahead of the next
        assert laid.lines <= TIMES * lines * 1.5 + 6 * height
        assert len(painted) <= TIMES + 2
        assert page.top == moved[-1] == page.step(start, TIMES * lines)
    for _ in range(10):
        await desk.pilot.pause()
    assert len(moved) == TIMES and page.top == moved[-1], "nothing goes on"
