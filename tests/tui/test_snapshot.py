"""Pictures of the screen: what no assertion about text proves, colours, columns and space.

Each docstring says what its picture proves. Everything that moves is fixed: times of files, the year,
the theme, the dates of marks. Look at a picture before it replaces another (`--snapshot-update`).
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from reader.article import State
from reader.reading import MarkRow
from tests.tui.desk import Desk

Compare = Callable[..., bool]

PACT = """---
title: "Planetary Pact: Two Powers Plan a Station on the Moon"
author: A. Clerk
date: 2026-03-09
source: https://www.times.example/2026/03/09/planetary-pact
---

Two space agencies signed a paper on *Tuesday* that says what each will bring to **a station on the
Moon**, and when. It is to stand near the south pole, where there is ice, and to be [run from the
ground](#who-runs-it) for its first ten years.

One of the two has [been lagging behind](fonts.md) in the exploration of the Moon, a trend it seeks
to reverse; the other has [money](https://www.example.org/money) and [a dead link](gone.md).

## Who runs it

> Nobody lives there. That is the point of it.

1. A lander brings the power.
2. A second one brings `cables`, and plugs them in.
   - [x] the plug
   - [ ] the socket

| Part | Mass | Year |
| --- | ---: | :-: |
| Lander | 3,800 kg | 2030 |
| Rover 月 | 240 kg | 2031 |

```python
def arrive(at: str) -> bool:
    return at == "pole"  # the south one
```

## What it costs

Nothing that anybody would put his name to was said about that, and nobody asked. The ministers
shook hands, and the paper was put into a folder.
"""


def short(title: str, meta: str, text: str) -> str:
    return f"---\ntitle: {title}\n{meta}\n---\n\n{text}\n"


TEA = "一服のお茶を二つの言葉で — a bowl of tea in two languages and one very long title"
FILES: dict[str, str | bytes] = {
    "pact.md": PACT,
    "wall.md": short(
        "How the harbour wall was paid for", "author: Jane Doe\ndate: 2026-02-01", "Stones, money. " * 900
    ),
    "fonts.md": short("A field guide to terminal fonts", "date: 2021-01-03", "Letters in cells. " * 500),
    "tea.md": short(TEA, "author: 森\ndate: 2020-11-11", "茶。"),
    "old.md": short("Something finished", "source: https://blog.example/a\ndate: 2019-05-05", "Read. " * 300),
    "notes/plain.txt": "Plain notes\n\nWithout a date.\n",
}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The program on a library in which everything is fixed: states, a star, marks, a place."""
    for name in ("COLORFGBG", "NO_COLOR", "LC_ALL", "LC_CTYPE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    made = Desk(tmp_path, FILES)
    session = made.session
    session.set_starred(made.stored("wall.md"), True)
    session.set_state(made.stored("old.md"), State.FINISHED, 1.0)
    session.mark_quote(made.path("pact.md"), "One of the two has been lagging behind")
    session.mark_quote(made.path("pact.md"), "Nobody lives there", note="who says that?")
    opened = session.open(made.path("pact.md"))
    session.save_place(opened, session.place_at(opened, 0, 0, 0.34))
    rows = session.mark_rows

    def dated(article: str | None = None) -> list[MarkRow]:
        return [row._replace(created="2026-03-10T12:00:00+00:00") for row in rows(article)]

    session.mark_rows = dated  # type: ignore[method-assign]
    yield made
    made.app.background.close()
    session.close()


def keys(desk: Desk, *pressed: str, until: str, theme: str = "night") -> Callable[[Pilot[int]], Any]:
    """What is done before the picture: keys, and a wait for words."""

    async def run(pilot: Pilot[int]) -> None:
        desk.pilot = pilot
        await desk.until(lambda: desk.answered and not desk.desk._scanning)
        await desk.rest()
        desk.app.theme = theme
        await desk.press(*pressed)
        await desk.until(lambda: until in desk.text())
        await desk.rest()
        desk.desk.status.hush()
        await desk.rest()

    return run


def test_list_and_page_side_by_side(desk: Desk, snap_compare: Compare) -> None:
    """Two panes with one thin rule; two lines a row; the solid cursor is the list's; the preview has a masthead,
    marks in its margin, and every kind of block in its own style; the rule over the status line meets the divider."""
    assert snap_compare(desk.app, terminal_size=(120, 40), run_before=keys(desk, "j", until="What it costs"))


def test_list_on_a_small_screen(desk: Desk, snap_compare: Compare) -> None:
    """One line a row in columns: cursor, state, star, marks, title, source, minutes, date; the row to continue
    first; wide characters keep the columns; secondary text is legible on the cursor's row too."""
    assert snap_compare(desk.app, terminal_size=(80, 24), run_before=keys(desk, "j", "j", until="harbour"))


def test_article_on_a_small_light_screen(desk: Desk, snap_compare: Compare) -> None:
    """The page in the light theme with a selected link: its target stands in the status line with a sign, the
    margin has a mark, the measure stands in the middle."""
    done = keys(desk, "enter", "tab", "tab", until="→", theme="paper")
    assert snap_compare(desk.app, terminal_size=(80, 24), run_before=done)


def test_marks_in_a_dialog(desk: Desk, snap_compare: Compare) -> None:
    """All bookmarks: the quote first, then title, heading, date and note in the second line; the keys at the foot."""
    assert snap_compare(desk.app, terminal_size=(80, 24), run_before=keys(desk, "B", until="Nobody lives there"))
