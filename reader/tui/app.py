"""The Textual application: themes, the egress filter, signals, start and end. No keys' meanings here."""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from types import FrameType
from typing import ClassVar

from textual.actions import ActionParseResult
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.driver import Driver
from textual.filter import ANSIToTruecolor, LineFilter, Monochrome, NoColor
from textual.screen import ModalScreen
from textual.theme import Theme

from reader.document import signs as document_signs
from reader.document.repertoire import repertoire_of
from reader.errors import ReaderError
from reader.reading import Launch, Session
from reader.reading.config import Config
from reader.reading.launch import GROUND
from reader.tui import terminal_parser
from reader.tui.background import Background
from reader.tui.brush import brush_for
from reader.tui.commands import normal_keys, rebind
from reader.tui.desk import Desk
from reader.tui.egress import EgressFilter
from reader.tui.frame import whole_frames
from reader.tui.keyed import KeyedApp
from reader.tui.keys import STUCK
from reader.tui.lent import Lent
from reader.tui.main import MainScreen
from reader.tui.palette import in_sixteen, palette
from reader.tui.picker import Picker
from reader.tui.signs import Fitting, signs_for
from reader.tui.theme import DEFAULT_DARK, DEFAULT_LIGHT, NATIVE_DARK, NATIVE_LIGHT, NIGHT, PAPER, Styles

USUAL = Config({})
SWITCH = 0.0002  # seconds that a thread at work keeps others waiting: a key is handed on by three
FAREWELL = 1.5  # seconds that Textual has to leave a terminal that hung up


class ReaderApp(KeyedApp, inherit_bindings=False):
    """One library on the screen."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "interrupt", show=False, priority=True)]
    CSS = Desk.CSS  # the first screen's own is not loaded: it is never pushed

    def __init__(self, session: Session, launch: Launch, config: Config = USUAL) -> None:
        super().__init__()
        # checked here, because set_keymap drops keys that clash in silence
        commands = rebind(config.keys)
        self.set_keymap({name: ",".join(normal_keys(keys)) for name, keys in config.keys.items()})
        self.session = session
        self.launch = launch
        self.background = Background(self)
        self._lent = Lent(self._write_aside)
        self._egress = EgressFilter(self._lent)
        # Textual answers NO_COLOR with greys; it means no colours at all
        self._plain = [NoColor()] if self.no_color else []
        self._interrupted = float("-inf")
        for theme in (NIGHT, PAPER):
            self.register_theme(theme)
        self.theme = self._first_theme()
        repertoire = repertoire_of(os.environ)
        if config.ascii:
            repertoire = repertoire._replace(ascii=True)
        self._fitting = [Fitting(repertoire)] if repertoire.ascii else []
        signs = signs_for(repertoire)
        session.signs = document_signs.ASCII if repertoire.ascii else document_signs.UNICODE
        self.desk = MainScreen(
            session,
            self.background,
            launch,
            commands,
            self._styles(self.current_theme),
            signs,
        )
        self.desk.config = config
        self.desk.brush = brush_for(
            config.images, os.environ, self._lent, system=self.console.color_system, plain=repertoire.ascii
        )
        self._keys = self.desk.keys
        self._keys.released = lambda: self.call_later(self._next_key)

    def get_line_filters(self) -> Sequence[LineFilter]:
        # Colours of the terminal's own palette are never used, so that nothing has to be turned into true
        # colours: doing so for each segment takes a third of the time of drawing a page.
        usual = [one for one in super().get_line_filters() if not isinstance(one, ANSIToTruecolor | Monochrome)]
        return [*usual, *self._plain, *self._fitting, self._egress]

    def get_driver_class(self) -> type[Driver]:
        return whole_frames(super().get_driver_class(), lambda: self._lent.take_all())

    def _write_aside(self, data: str) -> None:
        """Write what is no frame, between two of them."""
        if self._driver is not None:
            self._driver.write(data)

    def get_default_screen(self) -> MainScreen:
        return self.desk

    def on_mount(self) -> None:
        sys.setswitchinterval(SWITCH)
        self.set_interval(STUCK, self._unstick)
        self.set_interval(1.0, self._look_at_terminal)
        self.theme_changed_signal.subscribe(self, self._restyle)
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, self._ended_from_outside)
        # not through the loop, which may stand still on a write to the terminal that is gone
        signal.signal(signal.SIGHUP, self._terminal_gone)

    def _first_theme(self) -> str:
        remembered = self.session.remembered()
        theme = remembered.get("theme", "")
        if theme in self.available_themes:
            return theme
        light = self.launch.light
        if light is None:
            # COLORFGBG is "foreground;background" where a terminal sets it: 7 and 15 are light grounds
            said = os.environ.get("COLORFGBG", "").rpartition(";")[2]
            light = said in {"7", "15"} if said else remembered.get(GROUND) == "light"
        if self._has_sixteen:
            return NATIVE_LIGHT if light else NATIVE_DARK
        return DEFAULT_LIGHT if light else DEFAULT_DARK

    @property
    def _has_sixteen(self) -> bool:
        """The terminal has 16 colours, or 8: what is between them is not to be had."""
        return self.console.color_system == "standard"

    def _styles(self, theme: Theme) -> Styles:
        colors = palette(theme)
        return Styles(in_sixteen(colors) if self._has_sixteen else colors, plain=self.no_color)

    def _restyle(self, theme: Theme) -> None:
        styles = self._styles(theme)
        for screen in self.screen_stack:
            if isinstance(screen, MainScreen | Picker):
                screen.restyle(styles)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """As Textual's; what a key cannot do because of a file or a database is told, and the program goes on."""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except ReaderError as error:
            self.desk.failed(error)
            return True

    # ends

    def _fatal_error(self) -> None:
        # Textual would print a page of code and local values; `run` raises, and the shell's side says one line
        self._close_messages_no_wait()

    def action_interrupt(self) -> None:
        """Ctrl+C copies a selection, else cancels; twice within a second quits."""
        selected = self.screen.get_selected_text()
        now = time.monotonic()
        if selected:
            self.copy_to_clipboard(selected)
            self.screen.clear_selection()
            self.desk.say("Copied the selection")
        elif now - self._interrupted < 1.0:
            self.desk.action_quit()
        else:
            self._interrupted = now
            if isinstance(self.screen, ModalScreen):
                self.screen.dismiss(None)
            else:
                self.desk.action_escape()
                self.desk.say("Ctrl+C again quits")

    def action_suspend_process(self) -> None:
        """Stop in the shell's job control; `fg` draws everything again."""
        if os.getpgrp() == os.getsid(0):
            self.desk.say("There is no shell here to suspend to")  # stopped, nothing could wake it
        else:
            super().action_suspend_process()

    def _ended_from_outside(self) -> None:
        """SIGTERM: what was being read is where the next start begins."""
        self.desk.action_quit_and_resume()

    def _terminal_gone(self, number: int, frame: FrameType | None) -> None:
        """SIGHUP: as SIGTERM, and an end in any case.

        Textual's writer waits for ever on a terminal that takes nothing more, and its farewells to the
        terminal with it. Only starts what does the work: a handler may have interrupted who holds a lock.
        """
        threading.Thread(target=self._end_anyway, daemon=True).start()
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._ended_from_outside)

    def _look_at_terminal(self) -> None:
        """A terminal that went without a signal, because it was not the one that controls this process.

        Textual reads its end over and over then, as fast as it can.
        """
        if self.is_headless or sys.__stdin__ is None:
            return
        poll = select.poll()
        poll.register(sys.__stdin__.fileno(), select.POLLIN)
        if any(state & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, state in poll.poll(0)):
            self._terminal_gone(signal.SIGHUP, None)

    def _end_anyway(self) -> None:
        time.sleep(FAREWELL)
        backstop = threading.Timer(FAREWELL, os._exit, [128 + signal.SIGHUP])
        backstop.daemon = True
        backstop.start()
        if not self.desk.leaving:  # the event loop stands still on a write
            with contextlib.suppress(ReaderError):
                self.session.leave(self.desk.step_here())
        self.background.close()
        os._exit(128 + signal.SIGHUP)


def run(launch: Launch, session: Session, config: Config = USUAL) -> int:
    """Show the library until the person leaves; the exit status. Raises UsageError for keys that clash."""
    if not os.environ.get("NO_COLOR"):
        os.environ.pop("NO_COLOR", None)  # an empty one means nothing, though Textual takes it for a yes
    terminal_parser.install(launch.typed)
    app = ReaderApp(session, launch, config)
    try:
        result = app.run()
    finally:
        app.desk.leaving = True
        if app.background.close():
            session.close()
    if app._exception is not None:
        raise app._exception
    return result if result is not None else app.return_code or 0
