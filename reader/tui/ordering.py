"""In which order and in which groups the list stands: choosing it, and how it was left."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import partial

from reader.tui.item import Item
from reader.tui.listing import SORTS, Listing

GROUPS = ("", "folder", "site", "tag", "month")
TURNED = " reversed"  # behind the order that is remembered
LABELS = {
    "newest": "Newest first",
    "shortest": "Shortest first",
    "longest": "Longest first",
    "last read": "Last read first",
    "random": "Random",
}


class Ordering(Listing):
    """The part of the main screen that sorts and groups the list."""

    def restore_order(self, remembered: Mapping[str, str]) -> None:
        """Order and groups as they were left; what is random is another order each time."""
        sort, group = remembered.get("sort", ""), remembered.get("group", "")
        turned = sort.endswith(TURNED)
        sort = sort.removesuffix(TURNED)
        if sort in SORTS:
            self.listing = self.listing._replace(sort=sort, turned=turned, seed=_seed())
        if group in GROUPS:
            self.listing = self.listing._replace(group=group)

    def action_sort(self) -> None:
        query = self.listing
        chosen = self.signs.finished
        items = [
            Item(
                LABELS.get(name, f"By {title}") + (" · reversed" if name == query.sort and query.turned else ""),
                partial(self._sort, name),
                facts="" if name != query.sort else "again shuffles" if name == "random" else "again reverses",
                sign=chosen if name == query.sort else " ",
            )
            for name, title in SORTS.items()
        ]
        items += [
            Item(
                f"Group by {name}" if name else "No groups",
                partial(self._group, name),
                sign=chosen if name == query.group else " ",
            )
            for name in GROUPS
        ]
        cursor = list(SORTS).index(query.sort)
        self.pick("Sort and group", items, self._ordered, cursor=cursor, side=True, hint="Enter chooses · / filters")

    def _ordered(self, value: object) -> None:
        if isinstance(value, partial):
            value()
            self.refresh_list()

    def _sort(self, name: str) -> None:
        turned = name == self.listing.sort and name != "random" and not self.listing.turned
        self.listing = self.listing._replace(sort=name, turned=turned, seed=_seed())
        self.write(partial(self.session.remember, "sort", name + (TURNED if turned else "")))

    def _group(self, name: str) -> None:
        self.listing = self.listing._replace(group=name)
        self.write(partial(self.session.remember, "group", name))


def _seed() -> int:
    return random.getrandbits(30)
