"""Dialogs: help, palette, themes, history, about, the copy menu; and that every list obeys one rule."""

from pathlib import Path

import pytest
from rich.color import ColorSystem

from reader.tui.commands import COMMANDS, Where, keys_of
from tests.tui.desk import Desk, articles

WALL = "The harbour wall"


async def test_help_lists_every_key_of_the_table(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles(), size=(100, 200)) as desk:
        await desk.press("?")
        shown = desk.text()
        for command in COMMANDS:
            if command.keys:
                assert any(command.title in line and keys_of(command) in line for line in shown.split("\n")), command.id
        await desk.press("?")
        await desk.press("q")
        assert not desk.has_dialog and not desk.left


async def test_a_command_can_be_run_from_help_and_from_the_palette(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.press("?", "/")
        await desk.type("outline")
        await desk.press("enter")
        await desk.until(lambda: desk.has_dialog and desk.dialog.heading == "Outline")
        await desk.press("escape", ":")
        await desk.type("bottom")
        await desk.press("enter")
        await desk.sees("Finished")
        await desk.press("ctrl+p")
        await desk.type("star or")
        await desk.press("enter")
        await desk.until(lambda: desk.stored("wall.md").starred)


@pytest.mark.parametrize("reading", [False, True])
async def test_colon_q_enter_quits(tmp_path: Path, reading: bool) -> None:
    async with Desk(tmp_path, articles()) as desk:
        if reading:
            await desk.read(WALL)
        await desk.press(":")
        await desk.type("q")
        assert not desk.left
        await desk.press("enter")
        await desk.until(lambda: desk.left)


async def test_the_palette_closes_by_escape_and_runs_nothing(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.press(":")
        await desk.type("arch")
        await desk.press("escape", "escape", "escape")
        assert not desk.has_dialog and not desk.stored("wall.md").archived and not desk.left


async def test_the_status_line_shows_the_way_to_help(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        assert desk.status.endswith("? help")
        await desk.read(WALL)
        assert desk.status.endswith("? help")


async def test_every_list_moves_the_same_and_letters_act_until_slash(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.press("?")
        rows = desk.dialog.rows
        page = rows.page_rows
        for key, before, after in [
            ("j", 5, 6), ("down", 5, 6), ("k", 5, 4), ("up", 5, 4), ("space", 5, 5 + page), ("pagedown", 5, 5 + page),
            ("ctrl+f", 5, 5 + page), ("b", 5 + page, 5), ("pageup", 5 + page, 5), ("ctrl+b", 5 + page, 5),
            ("d", 5, 5 + page // 2), ("ctrl+d", 5, 5 + page // 2), ("u", 5 + page // 2, 5),
            ("ctrl+u", 5 + page // 2, 5), ("G", 5, rows.count - 1), ("end", 5, rows.count - 1),
            ("g", 5, 0), ("home", 5, 0),
        ]:  # fmt: skip
            rows.go(before)
            await desk.press(key)
            assert rows.cursor == after, key
        await desk.press("/")
        await desk.type("q")
        assert desk.has_dialog, "while typing q is a letter"
        await desk.press("backspace")
        await desk.type("book")
        count = rows.count
        assert 0 < count < 20
        await desk.press("down")
        assert rows.cursor == 1
        await desk.press("escape")
        assert desk.has_dialog and rows.count == count, "Esc stops the typing and keeps the filter"
        await desk.press("escape")
        assert desk.has_dialog and rows.count > count, "Esc again clears it"
        await desk.press("escape")
        assert not desk.has_dialog


async def test_themes_are_previewed_kept_or_given_back(tmp_path: Path) -> None:
    def ground(desk: Desk) -> str:
        return str(desk.page.render_line(0)._segments[0].style.bgcolor.triplet.hex)  # type: ignore[union-attr]

    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        night = ground(desk)
        await desk.press("T", "j")
        await desk.until(lambda: ground(desk) != night, "the page shows the theme while one looks for one")
        await desk.press("j")
        await desk.press("escape")
        assert desk.app.theme == "night" and ground(desk) == night
        assert desk.session.remembered().get("theme") is None
        await desk.press("T", "/")
        await desk.type("gruvbox")
        await desk.press("enter")
        assert desk.app.theme == "gruvbox"
    async with Desk(tmp_path) as desk:
        assert desk.app.theme == "gruvbox"


async def test_the_history_lists_what_was_read_last_first(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.press("W")
        await desk.sees("Nothing has been read yet")
        await desk.press("escape")
        for title in (WALL, "The railway", "Two pots of tea"):
            await desk.read(title)
            await desk.press("h")
        await desk.press("W")
        shown = [item.title for item in desk.dialog.rows.items]
        assert shown == ["Two pots of tea", "The railway", WALL]
        await desk.press("j", "enter")
        await desk.until(lambda: desk.title == "The railway")


async def test_about_tells_what_is_known_and_copies_it(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles(), size=(200, 40)) as desk:
        await desk.read(WALL)
        await desk.press("i")
        shown = desk.text()
        for part in (WALL, "Jane Doe", "2021-02-01", "https://harbour.example/wall", "stone", "wall.md"):
            assert part in shown, part
        await desk.press("y")
        assert desk.app.clipboard == WALL
        await desk.press("q")
        assert not desk.has_dialog and desk.title == WALL


async def test_the_copy_menu_has_one_key_for_each(tmp_path: Path) -> None:
    files = articles()
    files["wall.md"] += "\n## Code\n\n```\nlet there = light\n```\n"
    async with Desk(tmp_path, files) as desk:
        await desk.read(WALL)
        await desk.scroll_to("6.1")
        await desk.press("tab", "y")
        for key, name in [("l", "link"), ("q", "quote"), ("s", "section"), ("a", "article"), ("u", "address")]:
            assert f"{key}  {name}" in desk.text()
        assert "c  code" not in desk.text(), "there is none on the screen"
        await desk.press("l")
        assert not desk.has_dialog and desk.app.clipboard.endswith("tea.md")
        await desk.says("Copied the link")
        await desk.press("y", "q")
        assert desk.app.clipboard.startswith("Passage 6.2 begins"), "the passage of the visible selected link"
        await desk.press("y", "s")
        assert desk.app.clipboard.startswith("Section 6") and "Passage 6.4" in desk.app.clipboard
        assert "Passage 7.1" not in desk.app.clipboard
        await desk.press("y", "u")
        assert desk.app.clipboard == "https://harbour.example/wall"
        await desk.press("y", "a")
        assert "Passage 1.1" in desk.app.clipboard and "Passage 8.4" in desk.app.clipboard
        await desk.press("G", "y", "c")
        assert desk.app.clipboard.strip() == "let there = light"
        await desk.press("y", "escape")
        assert not desk.has_dialog and not desk.left


async def test_copying_from_a_dialog_of_links(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.press("F", "/")
        await desk.type("quarry")
        await desk.press("escape", "y")
        assert desk.app.clipboard == "https://example.org/stones?a=1&b=2"


async def test_a_dialog_survives_a_resize(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.press("?")
        for size in [(40, 10), (200, 60), (20, 5), (80, 24)]:
            await desk.pilot.resize_terminal(*size)
            await desk.rest()
            assert desk.has_dialog
        await desk.press("G", "g", "escape")
        assert not desk.has_dialog


async def test_commands_in_the_wrong_place_do_no_harm(tmp_path: Path) -> None:
    """Every command from the palette of the list, on an empty library: no crash."""
    async with Desk(tmp_path, {}) as desk:
        for command in COMMANDS:
            if command.where in (Where.LIST, Where.ARTICLE, Where.ANYWHERE, Where.MOVES) and command.id not in {
                "quit", "resume", "leave", "suspend",
            }:  # fmt: skip
                desk.desk.run_command(command)
                await desk.rest()
                assert not desk.left, command.id
                for _ in range(3):
                    await desk.press("escape")
                assert not desk.has_dialog, command.id


async def test_the_theme_of_the_terminals_own_colours_is_previewed_truly(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.press("T", "j", "j")
        assert desk.app.theme == "ansi-dark"
        assert "The harbour wall" in desk.text(), "the list is to be seen beside the themes"
        ground = {s.style.bgcolor for s in desk.desk.list.render_line(0) if s.style and s.style.bgcolor}
        assert all(color.is_default for color in ground)
        await desk.press("escape")
        assert desk.app.theme == "night"
        await desk.press("T", "j", "j", "enter")
        assert desk.app.theme == "ansi-dark"
    async with Desk(tmp_path) as desk:
        assert desk.app.theme == "ansi-dark"
        assert "The harbour wall" in desk.text()


async def test_a_terminal_of_sixteen_colours_starts_with_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "linux")
    async with Desk(tmp_path, articles()) as desk:
        assert desk.app.theme == "ansi-dark"
        desk.app.theme = "night"
        await desk.rest()
        number = desk.desk.styles_of.secondary.color.downgrade(ColorSystem.STANDARD).number
        assert number != 8, "bright black is not for text"


async def test_the_row_of_the_cursor_is_bold_where_no_ground_can_tell_it(tmp_path: Path) -> None:
    def weight(desk: Desk, title: str) -> bool | None:
        rows = desk.dialog.rows
        line = rows.render_line(desk.row_of(title, rows))
        return next(part.style.bold for part in line if part.style and title in part.text)

    async with Desk(tmp_path, articles()) as desk:
        desk.app.theme = "ansi-dark"
        await desk.press("O")
        assert weight(desk, "By title") is False and weight(desk, "Newest first") is True
        await desk.press("j", "j")
        assert weight(desk, "By title") is True and weight(desk, "Newest first") is False
        await desk.press("escape")
        row = desk.desk.list.render_line(0)
        assert next(part.style.bold for part in row if part.style and "harbour" in part.text) is True
