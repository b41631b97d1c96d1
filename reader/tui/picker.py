"""A dialog that is a list: outline, marks, links, history, sorting, themes, commands, help.

One rule for every list: letters act, `/` types; while typing the arrows move, Enter chooses, Esc
stops typing and keeps the filter, Esc again clears it, and only then it closes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from reader.sanitise import sanitise_line
from reader.tui.commands import COMMANDS, Where
from reader.tui.fit import cut, strip_of
from reader.tui.item import Item, Offer, PickerRows
from reader.tui.rows import Rows, bindings
from reader.tui.signs import Signs
from reader.tui.status import Prompt, StatusLine
from reader.tui.theme import Styles


class Picker(ModalScreen[object], inherit_bindings=False):
    """A list over the screen; the result is the chosen item's value, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            b
            for b in bindings(COMMANDS, Where.ANYWHERE)
            if getattr(b, "id", "") in {"escape", "undo", "redo", "redraw", "suspend"}
        ),
    ]
    CSS = """
    Picker { align: center top; background: transparent; }
    Picker #dialog { width: 100%; height: 100%; background: $background; }
    Picker.side { align: right top; }
    Picker.side #dialog { width: 46; max-width: 100%; border-left: solid $border; }
    Picker #title { height: 2; }
    Picker #rows { height: 1fr; }
    Picker #foot { height: 1; }
    Picker #prompt { display: none; background: $background; border: none; height: 1; padding: 0 1; }
    Picker #status { height: 1; }
    Picker.typing #prompt { display: block; }
    Picker.typing #status { display: none; }
    """

    rows_type: ClassVar[type[PickerRows]] = PickerRows

    def __init__(
        self,
        title: str,
        items: Sequence[Item],
        styles: Styles,
        signs: Signs,
        *,
        empty: str = "Nothing here.",
        side: bool = False,
        height: int = 1,
        cursor: int = 0,
        typing: bool = False,
        offer: Offer | None = None,
        hint: str = "Esc closes · Enter opens · / filters",
    ) -> None:
        super().__init__(classes="side" if side else "")
        self.heading = sanitise_line(title)
        self.all_items = list(items)
        self.styles_of = styles
        self.rows = self.rows_type(styles, signs, height, empty)
        self.status = StatusLine(styles)
        self.status.right = ""
        self.hint = hint
        self.start = cursor
        self.typing_first = typing
        self.offer = offer or Offer()
        self.filter_text = ""
        self.letters: dict[str, Item] = {}  # a menu of one key: the letter chooses
        self.asking: Callable[[str], None] | None = None

    def compose(self) -> ComposeResult:
        with Container(id="dialog"):
            yield TitleLine(self)
            yield self.rows
            with Container(id="foot"):
                yield self.status
                yield Prompt()

    def on_mount(self) -> None:
        self.rows.items = self.all_items
        self.rows.reset(len(self.all_items), self.start)
        self.status.tell(self.hint)
        self.set_focus(self.rows)
        if self.typing_first:
            self.action_filter()
        self.begin()

    def begin(self) -> None:
        """What a kind of dialog does when it is there; Textual calls the handlers of all its classes, not this."""

    @property
    def current(self) -> Item | None:
        """The item of the cursor."""
        items = self.rows.items
        return items[self.rows.cursor] if 0 <= self.rows.cursor < len(items) else None

    # typing

    def action_filter(self) -> None:
        self.add_class("typing")
        prompt = self.query_one(Prompt)
        prompt.value = self.filter_text
        self.set_focus(prompt)  # at once: the next key is meant for it

    def on_input_changed(self, event: Input.Changed) -> None:
        if self.asking is not None or not self.has_class("typing"):
            return
        self.filter_text = event.value
        self.apply_filter()

    def apply_filter(self) -> None:
        """Show the items that have every typed word in them; those that begin with it first."""
        words = self.filter_text.casefold().split()
        found = [
            i for i in self.all_items if all(word in f"{i.title} {i.facts} {i.search}".casefold() for word in words)
        ]
        if words:
            first = words[0]
            found.sort(key=lambda i: (not i.search.startswith(first), not i.title.casefold().startswith(first)))
        self.rows.items = found
        self.rows.reset(len(found), 0)
        self._highlighted()
        self.tell_title()

    def count_text(self) -> str:
        """How many items are shown, for the title line."""
        shown, total = len(self.rows.items), len(self.all_items)
        return f"{shown} of {total}" if shown != total else str(total)

    def tell_title(self) -> None:
        """Draw the title line anew."""
        self.query_one(TitleLine).refresh()

    def on_prompt_moved(self, message: Prompt.Moved) -> None:
        self.rows.action_move(message.delta)

    def on_prompt_left(self) -> None:
        self.stop_typing()

    def stop_typing(self) -> None:
        """Escape while typing."""
        self._end_typing()
        if self.typing_first:
            self.dismiss(None)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        asking = self.asking
        self._end_typing()
        if asking is not None:
            asking(event.value)
        else:
            self.action_choose()

    def ask(self, placeholder: str, value: str, then: Callable[[str], None]) -> None:
        """Let the person type a line that is no filter."""
        self.asking = then
        self.add_class("typing")
        prompt = self.query_one(Prompt)
        prompt.placeholder = placeholder
        prompt.value = value
        self.set_focus(prompt)  # at once: the next key is meant for it

    def _end_typing(self) -> None:
        self.asking = None
        self.query_one(Prompt).placeholder = ""
        self.remove_class("typing")
        self.set_focus(self.rows)

    def restyle(self, styles: Styles) -> None:
        """Other colours: the theme is being chosen, perhaps in this very list."""
        self.styles_of = self.rows.styles_of = self.status.styles_of = styles
        self.rows.refresh()
        self.status.refresh()
        self.query_one(TitleLine).refresh()

    def on_key(self, event: events.Key) -> None:
        item = self.letters.get(event.key)
        if item is not None and not self.has_class("typing"):
            event.stop()
            event.prevent_default()
            self.dismiss(item.value)

    # acting

    def on_rows_moved(self, message: Rows.Moved) -> None:
        self._highlighted()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        self.action_choose()

    def _highlighted(self) -> None:
        if self.offer.highlight is not None and self.current is not None:
            self.offer.highlight(self.current)

    def action_choose(self) -> None:
        item = self.current
        if item is not None:
            self.dismiss(item.value)

    def action_escape(self) -> None:
        if self.filter_text:
            self.filter_text = ""
            self.apply_filter()
        else:
            self.dismiss(None)

    def action_delete(self) -> None:
        item = self.current
        if self.offer.delete is not None and item is not None:
            self.offer.delete(item)

    def action_note(self) -> None:
        item = self.current
        if self.offer.note is not None and item is not None:
            self.offer.note(item)

    def action_confirm(self) -> None:
        item = self.current
        if self.offer.confirm is not None and item is not None:
            self.offer.confirm(item)

    def action_outside(self) -> None:
        item = self.current
        if self.offer.outside is not None and item is not None:
            self.offer.outside(item)

    def action_copy(self) -> None:
        item = self.current
        text = self.offer.copy(item) if self.offer.copy is not None and item is not None else None
        if text:
            self.app.copy_to_clipboard(text)
            self.status.say("Copied")

    def action_undo(self) -> None:
        if self.offer.undo is not None:
            self.offer.undo()

    def action_redo(self) -> None:
        if self.offer.redo is not None:
            self.offer.redo()

    def action_redraw(self) -> None:
        self.refresh(layout=True)

    def replace(self, items: Sequence[Item]) -> None:
        """Other items; the cursor stays where it can."""
        cursor = self.rows.cursor
        self.all_items = list(items)
        self.apply_filter()
        self.rows.reset(len(self.rows.items), cursor)


class TitleLine(Widget):
    """The dialog's title and how many items it shows."""

    def __init__(self, picker: Picker) -> None:
        super().__init__(id="title")
        self.picker = picker

    def render_line(self, y: int) -> Strip:
        picker = self.picker
        styles = picker.styles_of
        if y:
            return strip_of([("─" * self.size.width, styles.rule)], self.size.width, styles.base)
        number = picker.count_text()
        number = f" / {picker.filter_text} · {number} " if picker.filter_text else f" {number} "
        room = self.size.width - cell_len(number) - 2
        title = cut(picker.heading, room)
        gap = " " * max(1, self.size.width - 2 - cell_len(title) - cell_len(number))
        return strip_of(
            [
                ("  ", styles.base),
                (title, styles.base + Style(bold=True)),
                (gap, styles.base),
                (number, styles.secondary),
            ],
            self.size.width,
            styles.base,
        )
