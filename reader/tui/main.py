"""The main screen put together: start, leaving, Esc, and keys that are caught while something is chosen."""

from __future__ import annotations

import gc

from textual import events

from reader.errors import ReaderError
from reader.reading import Launch, Session, Step
from reader.reading.launch import GROUND
from reader.tui.background import Background
from reader.tui.chrome import Chrome
from reader.tui.commands import Command
from reader.tui.jumping import At
from reader.tui.signs import Signs
from reader.tui.theme import Styles

PATIENCE = 0.05  # seconds that the first paint waits for the article that is opened first


class MainScreen(Chrome):
    """List, page and status line with all their keys."""

    def __init__(
        self,
        session: Session,
        background: Background,
        launch: Launch,
        commands: tuple[Command, ...],
        styles: Styles,
        signs: Signs,
    ) -> None:
        super().__init__(session, background, styles, signs)
        self.launch = launch
        self.commands = commands
        self.placed = []
        self._coming_up = self.keys.hold()  # what is typed before there is anything to act on
        self._noticed: str | None = None
        self.page.overlay_sources = [self.mark_overlays, self.hit_overlays, self.selection_overlays]
        self.page.jump = self.jump
        self.page.moved = self.page_moved
        self.list.when_moved = self.list_moved
        self.page.gutter_source = self.mark_gutters

    def on_mount(self) -> None:
        # the terminal was another's meanwhile, and Textual draws only what changed
        self.app.app_resume_signal.subscribe(self, lambda _: self.action_redraw())
        self.restore_settings()
        self.set_up_pictures()
        resumed = self.told(self.session.to_resume) if self.launch.resume else None
        self.starting = resumed is not None or self.launch.file is not None or self.launch.text is not None
        self.set_up_panes()
        self.told(self.first_rows)
        self.set_focus(self.list)
        start = self.launch
        self.single = start.single
        self.patience = PATIENCE
        if start.text is not None:
            self.open_text(start.text)
        elif start.file is not None:
            at = At(fragment=start.fragment, line=start.line) if start.fragment or start.line else None
            self.open_path(start.file, at)
        elif resumed is not None:
            self.keep(lambda: self.session.leave(None))  # used up: a kill from here on resumes at its own place
            self.open_path(resumed.path, At(step=resumed), step=False)
        self.patience = 0.0
        self._tell(self.session.notice or start.notice)
        self.call_after_refresh(self.after_first_paint)

    def after_first_paint(self) -> None:
        """What need not be done before something is on the screen."""
        self.keys.release(self._coming_up)
        if not gc.isenabled():  # as the shell's side starts the program
            gc.freeze()  # or a search for garbage would go through all modules, and a key wait for it
            gc.enable()
        if self.config.watch:
            self.watch_folders()
        if self.launch.asked:
            light = self.launch.light
            self.keep(lambda: self.session.remember(GROUND, "" if light is None else "light" if light else "dark"))
        self.scan(quiet=True)
        self.set_interval(1.0, self.look_at_others)

    def restore_settings(self) -> None:
        """Width, density and order as they were left."""
        remembered = self.session.remembered()
        width = remembered.get("width", "")
        if width.isdigit():
            self.page.measure = int(width)
        self.page.compact = remembered.get("density") == "compact"
        self.restore_order(remembered)

    # other instances, other programs

    def look_at_others(self) -> None:
        """Once a second: did another instance write, or another program change the open file?"""
        self.read(self.session.others_wrote, self._others_wrote)
        if self.session.notice != self._noticed:
            self._tell(self.session.notice)
        self.look_at_file()
        self.learn_minutes()

    def _tell(self, notice: str | None) -> None:
        """What happened to the user data, for as long as a person may look away."""
        self._noticed = self.session.notice
        if notice:
            self.status.say(notice, 30.0)
            self.not_kept = True  # or what the reading writes would speak over it

    def _others_wrote(self, wrote: bool) -> None:
        if wrote:
            self.marks_changed()
            self.refresh_list()

    def failed(self, error: ReaderError) -> None:
        self._no_start()
        super().failed(error)

    def stopped_waiting(self) -> None:
        self._no_start()
        super().stopped_waiting()

    def _no_start(self) -> None:
        if self.starting:  # what was to be opened first cannot be: there is a list instead
            self.starting = False
            self.set_up_panes()

    # Esc, leaving

    def on_key(self, event: events.Key) -> None:
        if self.app.screen is not self or self.is_typing:
            return
        if not self.typed_hint(event):
            self.typed_selection(event)

    @property
    def is_resting(self) -> bool:
        """No key means anything but what its binding says."""
        return not self.is_typing and self._hints is None and self.chosen is None

    def action_escape(self) -> None:
        if self.page.selected is not None and self.is_reading:
            self.select_link(None)
        elif self.clear_find() or self.page.pan_by(-(1 << 20)):
            pass
        elif self.is_reading or not self.clear_list():
            self.status.hush()

    def action_leave(self) -> None:
        if self.is_reading and not self.single:
            self.to_list()
        else:
            self.action_quit()

    def action_quit(self) -> None:
        self._end(None)

    def action_quit_and_resume(self) -> None:
        self._end(self.step_here())

    def _end(self, step: Step | None) -> None:
        """Write what is to be kept, then end; a disk that takes nothing more does not keep anybody here."""
        self.leaving = True
        self.save_place()
        self.background.write(
            lambda: self.session.leave(step),
            lambda _: self.app.exit(0),
            lambda error: self.app.exit(0, message=str(error)),
        )

    def action_to_list(self) -> None:
        self.to_list()
