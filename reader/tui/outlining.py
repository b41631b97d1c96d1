"""The headings of the article: the outline to choose from, and from one to the next."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from reader.document import Heading
from reader.tui.contents import Contents
from reader.tui.item import Item
from reader.tui.picker import Picker
from reader.tui.showing import Showing
from reader.tui.view import Row


def _unit_of(heading: Heading) -> int:
    return heading.unit


class Outlining(Showing):
    """The part of the main screen that goes by headings."""

    _outline: Picker | None = None

    def action_outline(self) -> None:
        document = self.page.document
        if document is None:
            return
        headings = document.headings()
        here = max(0, bisect_right(headings, self.page.top.unit, key=_unit_of) - 1)
        self._outline = self.pick(
            "Outline",
            self._outline_items(),
            self._chose_heading,
            empty="This article has no headings.",
            cursor=here,
            side=True,
        )

    def _outline_items(self) -> list[Item]:
        document = self.page.document
        headings = document.headings() if document is not None else ()
        return [Item("  " * (heading.level - 1) + heading.text, heading) for heading in headings]

    def finished_parsing(self) -> None:
        super().finished_parsing()
        if self._outline is not None and self._outline.is_current:
            self._outline.replace(self._outline_items())  # opened while there were fewer headings

    def _chose_heading(self, value: object) -> None:
        if isinstance(value, Heading):
            self.jump(lambda: self.page.go_to_unit(value.unit))

    def on_contents_chosen(self, message: Contents.Chosen) -> None:
        if self.is_reading:
            self._chose_heading(message.heading)

    def action_heading(self, direction: int) -> None:
        document = self.page.document
        if document is None:
            return
        headings, top = document.headings(), self.page.top.unit
        if direction > 0:
            at = bisect_right(headings, top, key=_unit_of)
        else:
            at = bisect_left(headings, top, key=_unit_of) - 1
        unit = headings[at].unit if 0 <= at < len(headings) else None
        if unit is None and direction < 0 and self.page.top > Row(0, 0):
            self.page.go(Row(0, 0))
        elif unit is None:
            self.say("No further heading" if direction > 0 else "This is the beginning")
        else:
            self.page.go_to_unit(unit)
