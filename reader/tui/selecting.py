"""Selecting text by keys: sentences, words, characters; highlight, copy, note. And the copy menu."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from textual import events

from reader.document import Kind
from reader.document.segment import sentences, span_at, words
from reader.reading import MarkKind
from reader.tui.hinting import Choice
from reader.tui.item import Item
from reader.tui.mark_list import MarkLists
from reader.tui.marking import Passage
from reader.tui.overlay import Overlay

Spot = tuple[int, int]  # unit, offset in its text


class Chosen(NamedTuple):
    """A selection, of one block or of several: `anchor` stays, `head` moves."""

    anchor: Spot
    head: Spot

    def within(self, unit: int, size: int) -> tuple[int, int]:
        """The part that lies in a unit with so much text; start and end are equal where there is none."""
        first, last = sorted((self.anchor, self.head))
        if not first[0] <= unit <= last[0]:
            return 0, 0
        return (first[1] if unit == first[0] else 0), (last[1] if unit == last[0] else size)


class Selecting(MarkLists):
    """The part of the main screen that selects and copies."""

    chosen: Chosen | None = None

    def action_select(self) -> None:
        document = self.page.document
        if document is None:
            return
        choices: list[Choice] = []
        lines: dict[int, set[int]] = {}
        for row in self.page.seen_rows:
            if row.unit < len(document) and document.unit(row.unit).kind is not Kind.MASTHEAD:
                lines.setdefault(row.unit, set()).add(row.line)
        for unit, visible in lines.items():
            first, behind = (self.page.offset_of_line(unit, line) for line in (min(visible), max(visible) + 1))
            for start, end in sentences(document.content(unit)):
                # a block may have thousands, and each look for a line goes through all of its lines
                if first <= start <= behind and self.page.line_of_offset(unit, start) in visible:
                    choices.append((unit, start, partial(self._begin, unit, start, end)))
        self.start_hints(choices, "sentence")

    def _begin(self, unit: int, start: int, end: int) -> None:
        self._choose(Chosen((unit, start), (unit, end)))

    def _choose(self, chosen: Chosen | None) -> None:
        self.chosen = chosen
        self.page.forget()
        if chosen is not None:
            unit, offset = chosen.head
            self.page.show_words(unit, max(0, offset - 1))
            self.status.say(
                "j k sentence · w b word · h l letter · o other end · Enter highlights · y copies · c note · Esc", 3600
            )
        else:
            self.status.hush()

    def units_changed(self, first: int) -> None:
        if self.chosen is not None and max(self.chosen)[0] >= first:
            self._choose(None)
        super().units_changed(first)

    def typed_selection(self, event: events.Key) -> bool:
        """A key while text is selected; True when it was one of ours."""
        chosen, document = self.chosen, self.page.document
        if chosen is None or document is None:
            return False
        event.stop()
        event.prevent_default()
        key = event.key
        if key in {"j", "down", "k", "up"}:
            self._choose(chosen._replace(head=self._extended(chosen, sentences, key in {"j", "down"})))
        elif key in {"w", "b"}:
            self._choose(chosen._replace(head=self._extended(chosen, words, key == "w")))
        elif key in {"l", "right", "h", "left"}:
            self._choose(chosen._replace(head=self._extended(chosen, _letters, key in {"l", "right"})))
        elif key == "o":
            self._choose(Chosen(chosen.head, chosen.anchor))
        elif key == "escape":
            self._choose(None)
        elif key in {"enter", "y", "c"}:
            self._use(chosen, key)
        return True

    def _extended(self, chosen: Chosen, spans: Callable[[str], list[tuple[int, int]]], forward: bool) -> Spot:
        """Where the head goes by one span, into the block after or before when this one is at its end."""
        document = self.page.document
        unit, offset = chosen.head
        if document is None:
            return chosen.head
        anchor = chosen.anchor[1] if chosen.anchor[0] == unit else -1 if chosen.anchor[0] < unit else 1 << 40
        moved = _extended(spans(document.content(unit)), anchor, offset, forward)
        if moved != offset or (not forward and 0 <= anchor < offset):
            return unit, moved
        step = 1 if forward else -1
        unit += step
        while 0 < unit < len(document) and (document.is_hidden(unit) or not document.content(unit).strip()):
            unit += step
        found = spans(document.content(unit)) if 0 < unit < len(document) else []
        if not found:
            return chosen.head
        if forward:
            return unit, found[0][1]
        # back over the edge: shrinking leaves all of that block, growing takes its last span
        return unit, len(document.content(unit)) if unit >= chosen.anchor[0] else found[-1][0]

    def _use(self, chosen: Chosen, key: str) -> None:
        spans = self._spans(chosen)
        self._choose(None)
        if not spans:
            self.say("Nothing is selected")
        elif key == "y":
            document = self.page.document
            texts = [document.content(unit)[start:end] for unit, start, end in spans] if document is not None else []
            self.copy_text("\n\n".join(texts), "the selection")
        elif key == "enter":
            self.add_marks(spans, MarkKind.HIGHLIGHT)
        else:
            self.ask(
                "note",
                "",
                lambda _: None,
                lambda note: self.add_marks(spans, MarkKind.HIGHLIGHT, note.strip() or None),
            )

    def _spans(self, chosen: Chosen) -> list[Passage]:
        """What is selected, block by block."""
        document = self.page.document
        if document is None:
            return []
        found = []
        for unit in range(min(chosen.anchor, chosen.head)[0], max(chosen.anchor, chosen.head)[0] + 1):
            text = document.content(unit)
            start, end = chosen.within(unit, len(text))
            if text[start:end].strip():
                found.append((unit, start, end))
        return found

    def selection_overlays(self, unit: int) -> list[Overlay]:
        """The selection, as far as it lies in this unit."""
        if self.chosen is None:
            return []
        start, end = self.chosen.within(unit, 1 << 40)
        return [Overlay(start, end, self.styles_of.selection)] if end > start else []

    # copying

    def copy_text(self, text: str, what: str) -> None:
        """Put text on the clipboard (OSC 52: the terminal decides whether it takes it)."""
        self.app.copy_to_clipboard(text)
        self.say(f"Copied {what}")

    def action_copy(self) -> None:
        """A menu of one key: what to copy."""
        document, opened = self.page.document, self.opened
        if document is None or opened is None:
            return
        unit = self.reading_passage() or 0
        link = self.selected_link
        heading = max((h for h in document.headings() if h.unit <= unit), key=lambda h: h.unit, default=None)
        following = next(
            (h.unit for h in document.headings() if heading and h.unit > heading.unit and h.level <= heading.level),
            len(document),
        )
        choices = {
            "l": ("link", link.link.href if link else None),
            "q": ("quote", document.content(unit)),
            "c": ("code", self._code_near(unit)),
            "s": ("section", "s" if heading else None),
            "a": ("article", "a"),
            "u": ("address", opened.article.url),
        }
        menu = [Item(f"{key}  {name}", key, sign="") for key, (name, value) in choices.items() if value]

        def chose(key: object) -> None:
            if isinstance(key, str):
                name, value = choices[key]
                if key == "s" and heading is not None:  # made only now: it may be a whole book
                    value = "\n\n".join(document.content(n) for n in range(heading.unit, following))
                self.copy_text(document.text if key == "a" else value or "", f"the {name}")

        picker = self.pick("Copy", menu, chose, side=True, hint="Press the letter · Esc closes")
        picker.letters = {str(item.value): item for item in menu}

    def _code_near(self, unit: int) -> str | None:
        document = self.page.document
        if document is None:
            return None
        visible = [row.unit for row in self.page.rows if row.unit < len(document)]
        for candidate in [unit, *visible]:
            if document.unit(candidate).kind is Kind.CODE:
                return document.content(candidate)
        return None


def _letters(text: str) -> list[tuple[int, int]]:
    return [(at, at + 1) for at in range(len(text))]


def _extended(spans: list[tuple[int, int]], anchor: int, head: int, forward: bool) -> int:
    """Where the head goes when it is moved by one span of these; where it is when there is no further one."""
    if not spans:
        return head
    if forward:
        return next((end for _, end in spans if end > head), head)
    at = span_at(spans, head - 1) if head > 0 else 0
    start, _ = spans[at]
    if head > anchor:
        # shrinking: the head goes back to the end of the span before, the anchor's own span stays
        return spans[at - 1][1] if at > 0 and spans[at - 1][1] > anchor else head
    return start if start < head else (spans[at - 1][0] if at > 0 else head)
