"""Selecting text by keys: sentences, words, characters; highlight, copy, note. And the copy menu."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from textual import events

from reader.document import Kind
from reader.document.segment import sentences, span_at, words
from reader.reading import MarkKind
from reader.tui.linking import Choice
from reader.tui.marking import Marking
from reader.tui.overlay import Overlay
from reader.tui.picker import Item


class Chosen(NamedTuple):
    """A selection in one unit: `anchor` stays, `head` moves; both are offsets in the unit's text."""

    unit: int
    anchor: int
    head: int

    @property
    def span(self) -> tuple[int, int]:
        """The selection's ends in order."""
        return min(self.anchor, self.head), max(self.anchor, self.head)


class Selecting(Marking):
    """The part of the main screen that selects and copies."""

    chosen: Chosen | None = None

    def action_select(self) -> None:
        document = self.page.document
        if document is None or self.page.flow is None:
            return
        choices: list[Choice] = []
        visible = {row for row in self.page.rows if row.unit < len(document)}
        for unit in dict.fromkeys(row.unit for row in sorted(visible)):
            if document.unit(unit).kind is Kind.MASTHEAD:
                continue
            for start, end in sentences(document.content(unit)):
                if (unit, self.page.flow.line_of_offset(unit, start)) in visible:
                    choices.append((unit, start, partial(self._begin, unit, start, end)))
        self.start_hints(choices, "sentence")

    def _begin(self, unit: int, start: int, end: int) -> None:
        self._choose(Chosen(unit, start, end))

    def _choose(self, chosen: Chosen | None) -> None:
        self.chosen = chosen
        self.page.forget()
        if chosen is not None:
            self.page.show_words(chosen.unit, chosen.head - 1 if chosen.head else 0)
            self.status.say(
                "j k sentence · w b word · h l letter · o other end · Enter highlights · y copies · c note · Esc", 3600
            )
        else:
            self.status.hush()

    def typed_selection(self, event: events.Key) -> bool:
        """A key while text is selected; True when it was one of ours."""
        chosen, document = self.chosen, self.page.document
        if chosen is None or document is None:
            return False
        event.stop()
        event.prevent_default()
        text = document.content(chosen.unit)
        key = event.key
        if key in {"j", "down", "k", "up"}:
            self._choose(chosen._replace(head=_extended(sentences(text), chosen, key in {"j", "down"})))
        elif key in {"w", "b"}:
            self._choose(chosen._replace(head=_extended(words(text), chosen, key == "w")))
        elif key in {"l", "right", "h", "left"}:
            step = 1 if key in {"l", "right"} else -1
            self._choose(chosen._replace(head=max(0, min(len(text), chosen.head + step))))
        elif key == "o":
            self._choose(chosen._replace(anchor=chosen.head, head=chosen.anchor))
        elif key == "escape":
            self._choose(None)
        elif key in {"enter", "y", "c"}:
            self._use(chosen, key, text)
        return True

    def _use(self, chosen: Chosen, key: str, text: str) -> None:
        start, end = chosen.span
        self._choose(None)
        if start == end:
            self.say("Nothing is selected")
        elif key == "y":
            self.copy_text(text[start:end], "the selection")
        elif key == "enter":
            self.add_mark(chosen.unit, start, end, MarkKind.HIGHLIGHT)
        else:
            self.ask(
                "note",
                "",
                lambda _: None,
                lambda note: self.add_mark(chosen.unit, start, end, MarkKind.HIGHLIGHT, note.strip() or None),
            )

    def selection_overlays(self, unit: int) -> list[Overlay]:
        """The selection, as far as it lies in this unit."""
        if self.chosen is None or self.chosen.unit != unit:
            return []
        return [Overlay(*self.chosen.span, self.styles_of.selection)]

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
            "s": (
                "section",
                "\n\n".join(document.content(n) for n in range(heading.unit, following)) if heading else None,
            ),
            "a": ("article", "a"),
            "u": ("address", opened.article.url),
        }
        menu = [Item(f"{key}  {name}", key, sign="") for key, (name, value) in choices.items() if value]

        def chose(key: object) -> None:
            if isinstance(key, str):
                name, value = choices[key]
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


def _extended(spans: list[tuple[int, int]], chosen: Chosen, forward: bool) -> int:
    """Where the head goes when it is moved by one span of these."""
    if not spans:
        return chosen.head
    if forward:
        return next((end for _, end in spans if end > chosen.head), spans[-1][1])
    at = span_at(spans, chosen.head - 1) if chosen.head > 0 else 0
    start, end = spans[at]
    if chosen.head > chosen.anchor:
        # shrinking: the head goes back to the end of the span before, the anchor's own span stays
        return spans[at - 1][1] if at > 0 and spans[at - 1][1] > chosen.anchor else end
    return start if start < chosen.head else (spans[at - 1][0] if at > 0 else 0)
