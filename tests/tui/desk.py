"""A library in a folder of its own, the program on it without a terminal, and waits instead of sleeps.

    async with Desk(tmp_path, articles()) as desk:
        await desk.read("The harbour wall")
        await desk.press("tab", "enter")
        await desk.sees("Kerning")

Threads load what is shown, so nothing here sleeps blindly: every wait polls with a deadline, and what
comes too late fails with the screen in the message.
"""

from __future__ import annotations

import asyncio
import os
import re
import time
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.message import Message
from textual.pilot import Pilot
from textual.widget import Widget

from reader.article import Article
from reader.errors import ReaderError
from reader.reading import Launch, Outside, Session
from reader.reading.config import Config
from reader.tui.app import USUAL, ReaderApp
from reader.tui.page import Page
from reader.tui.picker import Picker
from reader.tui.status import StatusLine

PATIENCE = 30.0  # seconds until a wait fails; two cores may be busy with much else
EPOCH = 1_600_000_000  # modification times of the files, so that no order and no picture depends on the day
YEAR = 2026
NAMED = {"enter": "\r", "tab": "\t", "space": " ", "escape": "\x1b"}

FILLING = (
    "The council met on Tuesdays, when the fish had been sold and the hall had been swept of scales. "
    "Nobody had the money and everybody had a plan, and the plans were read aloud until the lamps were lit. "
)


def article(
    title: str, *, meta: str = "", sections: int = 8, paragraphs: int = 4, links: dict[str, str] | None = None
) -> str:
    """A long article in which each paragraph begins with words of its own, as `Passage 3.2`.

    `links` puts Markdown at the end of a paragraph, by its number as in `{"3.2": "[text](href)"}`.
    """
    links = links or {}
    parts = [f"---\ntitle: {title}\n{meta}---\n"]
    for section in range(1, sections + 1):
        parts.append(f"## Section {section}\n")
        for paragraph in range(1, 5):
            number = f"{section}.{paragraph}"
            parts.append(f"Passage {number} begins here. {FILLING}{links.get(number, '')}".strip() + "\n")
    return "\n".join(parts)


def articles() -> dict[str, str]:
    """Five articles that link to each other; by title: fonts, wall, notes, railway, tea."""
    wall = {
        "1.1": "See [the railway](railway.md), [kerning](fonts.md#kerning) and [money](#section-5).",
        "1.2": "Dead are [the hash](#) and [the file](gone.md).",
        "1.3": "Outside is [the quarry](https://example.org/stones?a=1&b=2).",
        "6.2": "Far down is [the deep link](tea.md).",
    }
    return {
        "wall.md": article(
            "The harbour wall",
            meta="author: Jane Doe\ndate: 2021-02-01\nsource: https://harbour.example/wall\ntags: [stone]\n",
            links=wall,
        ),
        "railway.md": article(
            "The railway", meta="author: Ada Low\ndate: 2021-03-09\ntags: [iron]\n", links={"1.1": "[Back](wall.md)."}
        ),
        "fonts.md": "---\ntitle: A field guide to terminal fonts\ndate: 2021-01-03\n---\n\n"
        + "Letters stand in cells.\n\n" * 30
        + "## Kerning\n\nThere is none in a terminal.\n\n"
        + "Nothing else is said of it.\n\n" * 40,
        "tea.md": "---\ntitle: Two pots of tea\ndate: 2020-11-11\n---\n\nTea is short.\n",
        "notes/plain.txt": "Plain notes\n\nThey are *not* Markdown.\n",
    }


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder, each with a time of its own."""
    for number, (name, text) in enumerate(files.items()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        os.utime(path, (EPOCH - number * 86_400,) * 2)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class Recorder:
    """Stands in for the start of programs outside."""

    def __init__(self) -> None:
        self.started: list[Outside] = []
        self.error: ReaderError | None = None

    def __call__(self, program: Outside) -> None:
        if self.error is not None:
            raise self.error
        self.started.append(program)

    @property
    def argv(self) -> list[tuple[str, ...]]:
        """The argument lists of what was started."""
        return [program.argv for program in self.started]


class Desk:
    """The program on a library; a context manager. A second one on the same `tmp_path` shares the data."""

    def __init__(
        self,
        tmp_path: Path,
        files: Mapping[str, str | bytes] | None = None,
        *,
        size: tuple[int, int] = (80, 24),
        launch: Launch | None = None,
        scan: bool = True,
        wait: bool = True,
        state: str = "state.db",
        index: str = "index.db",
        config: Config = USUAL,
    ) -> None:
        self.folder = tmp_path / "library"
        if files is not None:
            write(self.folder, files)
        self.state = tmp_path / state
        self.outside = Recorder()
        roots = launch.roots if launch is not None and launch.roots else (self.folder,)
        self.session = Session.of(roots if launch is None or launch.text is None else (), tmp_path / index, self.state)
        self.session.launcher = self.outside
        if scan:
            self.session.scan()
        self.app = ReaderApp(self.session, launch or Launch((self.folder,)), config)
        self.desk.list.year = YEAR
        self.size = size
        self.wait = wait
        self.asked = self.answered = self.messages = 0
        self._watch()

    def _watch(self) -> None:
        """Count the work that is asked of threads and done, so that `rest` knows when nothing is under way."""
        background: Any = self.app.background
        run = background._run

        def counted(submit: Callable[..., object]) -> Callable[..., object]:
            def call(*arguments: object) -> object:
                self.asked += 1
                return submit(*arguments)

            return call

        def ran(*arguments: object) -> None:
            try:
                run(*arguments)
            finally:
                self.answered += 1

        background.read, background.write = counted(background.read), counted(background.write)
        background._run = ran

    def _heard(self, message: Message) -> None:
        if not isinstance(message, events.Callback):  # the waits themselves call back
            self.messages += 1

    async def __aenter__(self) -> Desk:
        self._stack = AsyncExitStack()
        running = self.app.run_test(size=self.size, message_hook=self._heard)
        self.pilot: Pilot[int] = await self._stack.enter_async_context(running)
        if not self.wait:
            return self
        await self.until(lambda: self.answered and not self.desk._scanning, "the scan of the start does not end")
        await self.rest()
        return self

    async def __aexit__(self, *error: Any) -> None:
        try:
            await self._stack.__aexit__(*error)
        finally:
            await asyncio.to_thread(self.app.background.close)
            self.session.close()

    # what there is

    @property
    def desk(self) -> Any:
        """The main screen."""
        return self.app.desk

    @property
    def page(self) -> Page:
        return self.app.desk.page

    @property
    def dialog(self) -> Picker:
        """The dialog that is open."""
        screen = self.app.screen
        assert isinstance(screen, Picker), f"no dialog is open\n{self.picture()}"
        return screen

    @property
    def has_dialog(self) -> bool:
        return isinstance(self.app.screen, Picker)

    @property
    def left(self) -> bool:
        """The program has ended, or is about to."""
        return self.app._exit

    @property
    def current(self) -> Article:
        """The article of the list's cursor."""
        article = self.app.desk.list.current
        assert article is not None
        return article

    @property
    def title(self) -> str | None:
        """The title of the article that is read, None while the list is read."""
        return self.app.desk.opened.article.title if self.app.desk.is_reading else None

    def path(self, name: str) -> Path:
        return self.folder / name

    def stored(self, name: str) -> Article:
        """What the library says of an article now."""
        found = self.session.library.by_path(self.path(name))
        assert found is not None
        return found

    # what can be seen

    def lines(self) -> list[str]:
        """The rows of the whole screen, as they leave the program."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    def text(self) -> str:
        return "\n".join(self.lines())

    def picture(self) -> str:
        return "\n".join(["-" * self.app.size.width, *self.lines(), "-" * self.app.size.width])

    def drawn(self, widget: Widget) -> list[str]:
        """The rows a widget draws, before any filter behind it."""
        return ["".join(segment.text for segment in widget.render_line(y)) for y in range(widget.size.height)]

    @property
    def status(self) -> str:
        """The last row of the screen, or all rows of a message that takes several."""
        status = next(iter(self.app.screen.query(StatusLine)), None)
        rows = status.size.height if status is not None and status.display else 1
        return " ".join(line.strip() for line in self.lines()[-max(1, rows) :]).strip()

    def top_words(self) -> str:
        """The first words of text at the top of the page."""
        for line in self.drawn(self.page):
            if line.strip():
                return line.strip().removeprefix("◆ ")
        return ""

    def passage(self) -> str:
        """The number of the first passage that begins on the screen, as `3.2`."""
        found = re.search(r"Passage (\d+\.\d+)", "\n".join(self.drawn(self.page)))
        assert found, self.picture()
        return found[1]

    def row_of(self, text: str, widget: Widget | None = None) -> int:
        """The row of a widget (the page) in which a text stands."""
        for y, line in enumerate(self.drawn(widget or self.page)):
            if text in line:
                return y
        raise AssertionError(f"{text!r} is not there\n{self.picture()}")

    # doing

    async def press(self, *keys: str) -> None:
        """Press keys, each once all that the one before asked for is done."""
        for key in keys:
            self.send(key)
            await self.rest()

    async def hurry(self, *keys: str) -> None:
        """Press keys as fast as they come, and only then wait."""
        for key in keys:
            self.send(key)
        await self.rest()

    def send(self, key: str) -> None:
        """Press a key and wait for nothing."""
        character = key if len(key) == 1 else NAMED.get(key)
        event = events.Key(_character_to_key(key) if len(key) == 1 and not key.isalnum() else key, character)
        event.set_sender(self.app)
        self.app.post_message(event)

    async def type(self, text: str) -> None:
        """Type text into a prompt."""
        await self.hurry(*text)

    async def rest(self) -> None:
        """Wait until no thread works for the program, and all it was told of that is shown."""
        still = 2 if self.left else 0
        deadline = time.monotonic() + PATIENCE
        while still < 2:
            before = self.messages
            await self._through_the_queue()
            await self.pilot._wait_for_screen()
            # what waits for the next paint may ask for more
            under_way = self.asked != self.answered or any(screen._callbacks for screen in self.app.screen_stack)
            # what goes on by slices has no thread
            under_way = under_way or self.desk.keys.held is not None or bool(self.desk.leisurely)
            if under_way:
                await asyncio.sleep(0.002)
            still = still + 1 if self.messages == before and not under_way else 0
            if self.left:
                return
            if time.monotonic() > deadline:
                raise AssertionError(f"it does not come to rest\n{self.picture()}")
        if not self.left:
            self.app.screen._on_timer_update()  # what is waiting to be painted is

    async def _through_the_queue(self) -> None:
        """Wait until the app has done what threads and keys have asked it to call so far: its queue keeps the order."""
        done = asyncio.Event()
        deadline = time.monotonic() + PATIENCE
        if self.app.call_later(done.set):
            while not done.is_set() and not self.left:
                if time.monotonic() > deadline:
                    raise AssertionError(f"the app does not answer\n{self.picture()}")
                await asyncio.sleep(0)

    async def until(self, condition: Callable[[], object], what: str = "it did not happen") -> None:
        """Poll until a condition holds."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > deadline:
                raise AssertionError(f"{what}\n{self.picture()}")
            await asyncio.sleep(0.01)
            await self.pilot._wait_for_screen()

    async def sees(self, text: str) -> None:
        """Wait until a text is on the screen."""
        await self.until(lambda: text in self.text(), f"{text!r} did not come")

    async def misses(self, text: str) -> None:
        """Wait until a text is not on the screen."""
        await self.until(lambda: text not in self.text(), f"{text!r} did not go")

    async def says(self, text: str) -> None:
        """Wait until the status line says it."""
        await self.until(lambda: text in self.status, f"the status line does not say {text!r}")

    async def put_cursor(self, title: str) -> None:
        """Put the list's cursor on an article, by keys."""
        await self.press("g")
        for _ in range(self.app.desk.list.count):
            if self.current.title == title:
                break
            await self.press("j")
        assert self.current.title == title
        if self.app.desk.two_panes:
            await self.until(lambda: self.app.desk.opened is not None and self.app.desk.opened.article.title == title)
            await self.rest()

    async def read(self, title: str) -> None:
        """Read an article of the list."""
        await self.put_cursor(title)
        await self.press("enter")
        await self.until(lambda: self.title == title and self.page.document is not None, f"{title} did not open")
        await self.until(lambda: self.page.document is None or self.page.document.complete)
        await self.rest()

    async def scroll_to(self, passage: str) -> None:
        """Scroll down until a passage begins on the top row."""
        for _ in range(50):
            if self.top_words().startswith(f"Passage {passage} "):
                return
            rows = [y for y, line in enumerate(self.drawn(self.page)) if f"Passage {passage} " in line]
            await (self.hurry(*"j" * rows[0]) if rows else self.press("d"))
        raise AssertionError(f"passage {passage} was not reached\n{self.picture()}")

    async def wheel(self, down: bool, x: int = 20, y: int = 5) -> None:
        """Turn the wheel over a cell of the page."""
        page = self.page
        kind = events.MouseScrollDown if down else events.MouseScrollUp
        page.post_message(
            kind(
                page, x, y, 0, 1 if down else -1, 0, False, False, False,
                page.region.x + x, page.region.y + y, None,
            )
        )  # fmt: skip
        await self.rest()
