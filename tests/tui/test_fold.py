"""Folds: Tab stops at the summary, Enter opens and closes, and whatever leads into one opens it."""

from pathlib import Path

from reader.reading import Launch
from tests.tui.desk import Desk, articles

FOLDS = """---
title: Folds
---

Before them.

<details>
<summary>The long list</summary>

- first thing, [tea](tea.md)
- second thing

### Hidden heading

<details><summary>Deeper</summary>

The deepest words.

</details>

</details>

Between them.

<details open><summary>Shown at once</summary>
Plain words in it.
</details>

After them.

<details><summary>Never ends</summary>

The last words.
"""


def shown(desk: Desk) -> str:
    return "\n".join(line.strip() for line in desk.drawn(desk.page))


async def test_enter_on_a_summary_unfolds_and_folds(tmp_path: Path) -> None:
    async with Desk(tmp_path, {**articles(), "folds.md": FOLDS}) as desk:
        await desk.read("Folds")
        assert "▸\xa0The long list" in shown(desk) and "first thing" not in shown(desk)
        assert "▾\xa0Shown at once" in shown(desk) and "Plain words in it." in shown(desk)
        assert "The last words." in shown(desk), "what never ends is no fold"
        await desk.press("tab")
        await desk.says("Enter unfolds it")
        await desk.press("enter")
        await desk.says("Enter folds it up")
        assert "▾\xa0The long list" in shown(desk) and "first thing" in shown(desk)
        assert "▸\xa0Deeper" in shown(desk) and "deepest" not in shown(desk)
        await desk.press("enter")
        assert "▸\xa0The long list" in shown(desk) and "first thing" not in shown(desk)
        await desk.press("tab")
        await desk.says("Enter folds it up")
        await desk.press("enter")
        assert "▸\xa0Shown at once" in shown(desk) and "Plain words" not in shown(desk)


async def test_tab_goes_past_links_that_are_folded_up_and_stops_at_those_that_are_not(tmp_path: Path) -> None:
    async with Desk(tmp_path, {**articles(), "folds.md": FOLDS}) as desk:
        await desk.read("Folds")
        await desk.press("tab", "tab")
        assert desk.desk.selected_link.link.text == "Shown at once"
        await desk.press("shift+tab", "enter", "tab")
        assert desk.desk.selected_link.link.text == "tea"
        await desk.press("tab")
        assert desk.desk.selected_link.link.text == "Deeper"


async def test_find_and_outline_unfold_where_they_lead(tmp_path: Path) -> None:
    async with Desk(tmp_path, {**articles(), "folds.md": FOLDS}) as desk:
        await desk.read("Folds")
        await desk.press("/")
        await desk.type("deepest")
        await desk.press("enter")
        assert "The deepest words." in shown(desk)
    async with Desk(tmp_path) as desk:
        await desk.read("Folds")
        await desk.press("t", "/")
        await desk.type("Hidden")
        await desk.press("enter")
        assert "Hidden heading" in shown(desk) and "deepest" not in shown(desk)


async def test_a_click_on_the_summary_unfolds(tmp_path: Path) -> None:
    async with Desk(tmp_path, {**articles(), "folds.md": FOLDS}) as desk:
        await desk.read("Folds")
        y = desk.row_of("The long list")
        await desk.pilot.click(desk.page, offset=(desk.page.margin + 6, y))
        await desk.sees("first thing")


async def test_the_end_is_said_behind_a_closed_fold_too(tmp_path: Path) -> None:
    text = "# One\n\nSeen.\n\n<details><summary>More</summary>\n\nFolded up.\n\n</details>\n"
    file = tmp_path / "library" / "one.md"
    async with Desk(tmp_path, {"one.md": text}, launch=Launch((file,), file=file)) as desk:
        await desk.sees("More")
        assert "Finished · q leaves" in desk.text() and "100 %" in desk.status
