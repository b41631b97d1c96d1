"""The headings of the article: the outline to choose from, and from one to the next."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from reader.document import Heading
from reader.tui.contents import Contents
from reader.tui.item import Item
from reader.tui.picker import Picker
from reader.tui.showing import Showing
from reader.tui.view import Row


def _unit_of(heading: Heading) -> int:
    return heading.unit


def _gather(headings: Sequence[Heading], items: list[Item]) -> Iterator[None]:
    """Make the items a few at a time: there may be a hundred thousand."""
    for start in range(0, len(headings), 256):
        for heading in headings[start : start + 256]:
            items.append(Item("  " * (heading.level - 1) + heading.text, heading))
        yield


class Outlining(Showing):
    """The part of the main screen that goes by headings."""

    _outline: Picker | None = None

    def action_outline(self) -> None:
        document = self.page.document
        if document is None:
            return
        headings, items = document.headings(), list[Item]()

        def gathered() -> None:
            self._outline = self.pick(
                "Outline",
                items,
                self._chose_heading,
                empty="This article has no headings.",
                cursor=max(0, bisect_right(headings, self.page.top.unit, key=_unit_of) - 1),
                side=True,
            )

        self.in_slices(_gather(headings, items), gathered)

    def finished_parsing(self) -> None:
        super().finished_parsing()
        outline, document = self._outline, self.page.document
        if outline is not None and outline.is_current and document is not None:
            items = list[Item]()  # there are more headings than when it was opened
            self.in_slices(_gather(document.headings(), items), lambda: outline.replace(items))

    def _chose_heading(self, value: object) -> None:
        document = self.page.document
        if not isinstance(value, Heading) or document is None:
            return
        heading = document.find_heading(value.slug) if value.slug else value
        if heading is None or heading.unit >= len(document):
            self.say("The file has changed meanwhile: t lists its headings anew")
        else:
            self.jump(lambda: self.page.go_to_unit(heading.unit))

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
