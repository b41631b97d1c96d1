"""A dialog of one thing that is looked at, above a line that says what keys do. The page below does not move."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen

from reader.tui.commands import COMMANDS, Where
from reader.tui.lines import Lines
from reader.tui.rows import bindings
from reader.tui.status import StatusLine
from reader.tui.theme import Styles

T = TypeVar("T")


class SheetDialog(ModalScreen[T], inherit_bindings=False):
    """Lines that have the focus, and the status line; Esc closes it without a result."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(b for b in bindings(COMMANDS, Where.ANYWHERE) if getattr(b, "id", "") in {"escape", "redraw", "suspend"}),
    ]
    DEFAULT_CSS = """
    SheetDialog { background: $background; }
    SheetDialog #sheet { height: 1fr; }
    SheetDialog #status { height: 1; }
    """

    def __init__(self, sheet: Lines, styles: Styles) -> None:
        super().__init__()
        self.lines = sheet
        self.status = StatusLine(styles)
        self.status.right = ""

    def compose(self) -> ComposeResult:
        yield self.lines
        yield self.status

    def on_mount(self) -> None:
        self.set_focus(self.lines)
        self.tell()

    def tell(self) -> None:
        """Say what keys do."""
        self.status.tell("Esc closes")

    def action_escape(self) -> None:
        self.dismiss(None)

    def action_redraw(self) -> None:
        self.refresh(layout=True)
