"""The main screen: the list, the page and the status line, laid out by the size of the terminal.

Holds what the parts of the program share: the session, the styles, what is open. What keys do stands
in the mixins beside this file, one a subject.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.reactive import Reactive

from reader import document as parsed  # its names load the parser only when they are used
from reader.article import Article
from reader.errors import ReaderError
from reader.library import ListQuery
from reader.reading import Opened, Session
from reader.tui import facts
from reader.tui.article_list import ArticleList
from reader.tui.background import Background
from reader.tui.commands import COMMANDS, Where
from reader.tui.contents import Contents
from reader.tui.item import Item, Offer
from reader.tui.keys import Hold, KeyQueue
from reader.tui.measure import MEASURE
from reader.tui.page import Page
from reader.tui.picker import Picker
from reader.tui.rows import bindings
from reader.tui.sheet_dialog import SheetDialog
from reader.tui.signs import Signs
from reader.tui.status import Prompt, StatusLine
from reader.tui.theme import Styles
from reader.tui.trim import Divider, HeadLine, Sill
from reader.tui.undo import Deed, UndoStack
from reader.tui.working import Working

TWO_PANES = 110  # columns from which list and page stand side by side
WIDE = 150  # columns from which the outline stands beside the page
WAITING = "Getting it … Esc stops"
TALL = 40  # rows from which a list row has two lines


class Desk(Working, inherit_bindings=False):
    """List, page and status line; base of the mixins that give the keys their meaning."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMANDS, Where.ANYWHERE)
    AUTO_FOCUS = None
    focused = Reactive(None, repaint=False)  # panes that look otherwise with the focus draw themselves anew
    CSS = """
    Desk { background: $background; overflow: hidden; }
    #panes { height: 1fr; }
    #left { width: 100%; height: 100%; }
    #head { height: 1; }
    #articles { height: 1fr; }
    #divider { width: 1; height: 100%; }
    #page { width: 1fr; height: 100%; display: none; }
    #contents { width: 36; height: 100%; display: none; }
    #sill { height: 1; }
    #foot { height: 1; }
    #status { height: 1; }
    #prompt { display: none; background: $background; color: $foreground; border: none; height: 1; padding: 0 1; }
    """

    def __init__(self, session: Session, background: Background, styles: Styles, signs: Signs) -> None:
        super().__init__()
        self.session = session
        self.background = background
        self.styles_of = styles
        self.signs = signs
        self.keys = KeyQueue()
        self._unlaid = []
        self.undo_stack = UndoStack()
        self.listing = ListQuery()
        self.list = ArticleList(session.library.rows, styles, signs, date.today().year)
        self.page = Page(styles, signs)
        self.contents = Contents(styles, signs)
        self.left = Vertical(id="left")
        self.divider = Divider(lambda: self.styles_of, signs)
        self.sill = Sill(lambda: self.styles_of, signs, self.divider)
        self.zoomed = False  # the list is hidden while an article is read
        self._left_width: int | str = "100%"
        self.status = StatusLine(styles)
        self.head = HeadLine(lambda: self.styles_of)
        self.opened: Opened | None = None  # what the page shows
        self.previewing = True  # the page shows a preview, or nothing
        self.request = 0  # of the document on the page; late results carry another
        self.single = False  # started on one file: `q` quits at once
        self.starting = False  # an article is being opened before anything was shown
        self.leaving = False  # the program ends: long work in threads stops
        self.typing: Callable[[str], None] | None = None
        self.typed: Callable[[str], None] | None = None

    def compose(self) -> ComposeResult:
        with Horizontal(id="panes"):
            with self.left:
                yield self.head
                yield self.list
            yield self.divider
            yield self.page
            yield self.contents
        yield self.sill
        with Container(id="foot"):
            yield self.status
            yield Prompt()

    # layout

    @property
    def two_panes(self) -> bool:
        """List and page stand side by side."""
        return self.size.width >= TWO_PANES

    @property
    def is_reading(self) -> bool:
        """An article is being read, not only previewed."""
        return self.opened is not None and not self.previewing

    def on_resize(self, event: events.Resize) -> None:
        self.set_up_panes()

    def set_up_panes(self) -> None:
        """Show the panes that the size and the doing ask for.

        Styles are set here and not by classes: a class that changes matches all rules against all
        widgets again, which takes longer than laying out and painting an article.
        """
        two, tall, reading = self.two_panes, self.size.height >= TALL, self.is_reading or self.starting
        zoomed = self.zoomed and reading
        shown = {
            self.left: (two and not zoomed) or not reading,
            self.divider: two and not zoomed,
            self.page: two or reading,
            self.contents: reading and self.size.width >= WIDE,
            self.sill: two and tall,
        }
        for widget, display in shown.items():
            if widget.display != display:
                widget.display = display
        self.list.row_height = 2 if two and tall else 1
        width = min(48, max(34, self.size.width - MEASURE - 5)) if two else "100%"
        if width != self._left_width:
            self._left_width = width
            self.left.styles.width = width
        self.list.show_cursor()
        self.list.refresh()

    @property
    def shown(self) -> parsed.Document | None:
        return self.page.document

    @property
    def is_laid_out(self) -> bool:
        return not self.is_reading or bool(self.page.size)

    # saying and asking

    @property
    def seen_status(self) -> StatusLine:
        """The status line that can be seen: that of the dialog, if one is open."""
        screen = self.app.screen
        return screen.status if isinstance(screen, Picker | SheetDialog) else self.status

    def say(self, text: str) -> None:
        """A message in the status line that can be seen, for four seconds."""
        self.seen_status.say(text)

    def tell_waiting(self, hold: Hold) -> None:
        if not hold.over and not hold.told:
            hold.told = True
            self.say(WAITING)

    def hush_waiting(self, hold: Hold) -> None:
        if hold.told and self.status.message == WAITING:
            self.status.hush()

    def failed(self, error: ReaderError) -> None:
        """Tell what went wrong in one line, which is still there when a dialog is closed."""
        for status in {self.status, self.seen_status}:
            status.say(str(error), 8.0)

    def did(self, name: str, undo: Callable[[], None], redo: Callable[[], None]) -> None:
        """Remember a deed that `U` undoes."""
        self.undo_stack.push(Deed(name, undo, redo))

    def pick(
        self,
        title: str,
        items: list[Item],
        then: Callable[[object], None],
        *,
        empty: str = "Nothing here.",
        side: bool = False,
        height: int = 1,
        cursor: int = 0,
        typing: bool = False,
        offer: Offer | None = None,
        hint: str | None = None,
    ) -> Picker:
        """Show a list to choose from; `then` gets the value chosen, or None when it was closed."""
        offer = (offer or Offer())._replace(undo=self.action_undo, redo=self.action_redo)
        picker = Picker(
            title,
            items,
            self.styles_of,
            self.signs,
            empty=empty,
            side=side,
            height=height,
            cursor=cursor,
            typing=typing,
            offer=offer,
            hint=hint if hint is not None else "Esc closes · Enter opens · / filters",
        )
        self.app.push_screen(picker, then)
        return picker

    def action_undo(self) -> None:
        deed = self.undo_stack.undo()
        self.say(f"Undone: {deed.name} · Ctrl+R redoes" if deed else "Nothing to undo")

    def action_redo(self) -> None:
        deed = self.undo_stack.redo()
        self.say(f"Done again: {deed.name}" if deed else "Nothing to redo")

    def action_redraw(self) -> None:
        self.app.refresh(layout=True)

    # typing in the status line

    def ask(self, placeholder: str, value: str, typing: Callable[[str], None], typed: Callable[[str], None]) -> None:
        """Let the person type a line; `typing` gets each change, `typed` the line at Enter."""
        self.typing, self.typed = typing, typed
        prompt = self.query_one(Prompt)
        prompt.placeholder = placeholder
        prompt.value = value
        prompt.cursor_position = len(value)
        self._show_prompt(True)
        self.set_focus(prompt)  # at once: the next key is meant for it

    def _show_prompt(self, shown: bool) -> None:
        self.query_one(Prompt).display = shown
        self.status.display = not shown

    @property
    def is_typing(self) -> bool:
        """The person types into the status line."""
        return self.typed is not None

    def end_typing(self) -> None:
        """Give the status line back; the pane that asked has the focus again."""
        self.typing = self.typed = None
        self._show_prompt(False)
        self.set_focus(self.page if self.is_reading else self.list)

    def on_input_changed(self, event: Prompt.Changed) -> None:
        if self.typing is not None:
            self.typing(event.value)

    def on_input_submitted(self, event: Prompt.Submitted) -> None:
        typed = self.typed
        self.end_typing()
        if typed is not None:
            typed(event.value)

    def on_prompt_left(self) -> None:
        self.end_typing()

    def on_prompt_moved(self, message: Prompt.Moved) -> None:
        if not self.is_reading:
            self.list.action_move(message.delta)

    # styles

    def restyle(self, styles: Styles) -> None:
        """Other colours for all that is drawn by lines."""
        self.styles_of = styles
        self.list.styles_of = self.page.styles_of = self.status.styles_of = self.contents.styles_of = styles
        self.page.forget()
        for widget in self.query("#articles, #status, #head, #divider, #sill, #contents"):
            widget.refresh()

    # facts

    def minutes_left(self, article: Article | None, progress: float) -> int | None:
        """Minutes that are still to read, one at least; None where the text was not counted yet."""
        return None if article is None else facts.minutes_left(article, progress)
