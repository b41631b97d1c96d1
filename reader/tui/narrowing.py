"""Narrowing the list: all views at a glance, with how many articles each has."""

from __future__ import annotations

from reader.tui.item import Item
from reader.tui.listing import VIEWS, Listing


class Narrowing(Listing):
    """The part of the main screen that offers what the list can be narrowed to."""

    def action_views(self) -> None:
        filtered = self.listing.filter

        def arrived(counts: dict[str, int]) -> None:
            items = [
                Item(f"{digit}  {title}", view, facts=f"{counts[view]:,}")
                for digit, (view, (title, _)) in enumerate(VIEWS.items(), 1)
            ]
            picker = self.pick(
                f"Views of / {filtered}" if filtered else "Views",
                items,
                self._chose_view,
                cursor=list(VIEWS).index(self.listing.view),
                side=True,
                hint="Enter or the digit shows it · Esc closes",
            )
            picker.letters = {str(digit): item for digit, item in enumerate(items, 1)}

        self.fetch(lambda: self.session.library.view_counts(filtered), arrived)

    def _chose_view(self, value: object) -> None:
        if isinstance(value, str):
            self.action_view(value)
