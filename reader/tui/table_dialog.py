"""A table over the whole screen: panned both ways under a head that stays, or read as records.

The page below does not move, so that closing returns to the very place. Says which link was chosen; follows none.
"""

from __future__ import annotations

from collections.abc import Callable

from reader import document as parsed  # its names load the parser only when they are used
from reader.document import Link
from reader.tui.sheet_dialog import SheetDialog
from reader.tui.signs import Signs
from reader.tui.stops import LinkAt
from reader.tui.table_sheet import TableSheet
from reader.tui.theme import Styles


class TableDialog(SheetDialog[LinkAt | None]):
    """One table, its name above and what keys do below. Its result is the link that is to be followed.

    `describe` says where a link leads, to the function it is given, before the next key acts.
    """

    def __init__(
        self,
        document: parsed.Document,
        unit: int,
        title: str,
        styles: Styles,
        signs: Signs,
        describe: Callable[[Link, Callable[[str], None]], None],
    ) -> None:
        self.sheet = TableSheet(document, unit, title, styles, signs)
        super().__init__(self.sheet, styles)
        self.describe = describe

    def tell(self) -> None:
        if self.sheet.records:
            self.status.tell("Esc closes · r shows the table")
        else:
            self.status.tell("Esc closes · ← → pan · Tab selects a link · r shows records")

    def action_link(self, direction: int) -> None:
        self.status.hush()  # where the link leads is what the line must tell
        if self.sheet.select(direction) and self.sheet.selected is not None:
            self.describe(self.sheet.selected.link, self.status.tell)
        else:
            self.status.say("No further link" if direction > 0 else "No link before this")

    def action_choose(self) -> None:
        link = self.sheet.seen_link
        if link is not None:
            self.dismiss(link)
        else:
            self.status.say("Tab selects a link")

    def action_records(self) -> None:
        self.sheet.turn()
        self.tell()
