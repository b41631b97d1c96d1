"""Keys in any order, at any size, while files change: the program answers, and nothing ends it but leaving.

A few hundred keys are pressed in the test run, 20,000 by `python -m tests.faults keys`.
"""

from __future__ import annotations

import asyncio
import random
import shutil
import traceback
from pathlib import Path

from reader.tui.commands import COMMANDS
from tests.tui.desk import Desk, article, articles

LEAVING = {"q", "Q", "ctrl+c", "ctrl+z", "o", "e"}  # these, and programs outside
KEYS = sorted({key for command in COMMANDS for key in command.keys} - LEAVING)
TYPED = "abcdefhjkmnprsvxyz0159-:(\"'"  # without the letters of `quit`
SIZES = [(40, 8), (60, 15), (40, 12), (80, 24), (110, 30), (200, 60), (30, 3)]
KINDS = """
| a | b |
| --- | --- |
| [one](tea.md) | a cell that is as wide as the page, and a few words wider than that, so that it does not fit |

> [!note]- A fold
> with ==words== in it[^1] and `code`

```python
print("a line of code that is wider than any measure that a page could have at this width of terminal")
```

![A picture](none.png)

[^1]: A note, [with a link](wall.md#section-3).
"""


async def press_any(folder: Path, seed: int, count: int) -> None:
    """Press `count` keys that `seed` decides, among them sizes and changed files; an error has them as its note."""
    chance = random.Random(seed)
    files = {
        **articles(),
        "kinds.md": article("All kinds of things that articles hold, " * 4) + KINDS,
        "日本.md": "# 日本語の記事\n\n" + "漢字かな。" * 90,
    }
    pressed: list[str] = []
    try:
        async with Desk(folder, files, size=chance.choice(SIZES)) as desk:
            for _ in range(count):
                step = chance.random()
                if step < 0.05:
                    size = chance.choice(SIZES)
                    pressed.append(f"{size[0]}x{size[1]}")
                    await desk.pilot.resize_terminal(*size)
                elif step < 0.08:
                    name = chance.choice(sorted(files))
                    pressed.append(f"change {name}")
                    text = f"# Another title, and a long one for {name} {chance.random()}\n\n{KINDS}"
                    desk.path(name).write_text(text)
                else:
                    key = chance.choice(KEYS) if step < 0.8 else chance.choice(TYPED)
                    pressed.append(key)
                    desk.send(key)
                    if chance.random() < 0.4:
                        await desk.rest()
                assert not desk.left
            await desk.rest()
            assert len(desk.lines()) == desk.app.size.height
    except BaseException as error:  # whatever ends the program: what was pressed belongs to it
        error.add_note(" ".join(pressed))
        raise


def keys(folder: Path, count: int) -> list[str]:
    """`count` libraries, 400 keys on each: what ended the program."""
    bad = []
    for seed in range(count):
        try:
            asyncio.run(press_any(folder, seed, 400))
        except (Exception, asyncio.CancelledError):
            bad.append(f"seed {seed}: {traceback.format_exc().rstrip()}")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    return bad
