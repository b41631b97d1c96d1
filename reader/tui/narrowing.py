"""Narrowing the list: all views at a glance, what its articles have in common, and searches that are kept."""

from __future__ import annotations

from collections.abc import Callable

from reader.library import Facet
from reader.reading.saved import SETTING, Saved, saved, setting
from reader.sanitise import sanitise_line
from reader.tui.item import Item, Offer
from reader.tui.listing import VIEWS
from reader.tui.ordering import Ordering

FIELDS = {"tag": "tag", "site": "site", "author": "author", "in": "folder", "lang": "language"}
MANY = 200  # values of a field that are offered, the most frequent


class Narrowing(Ordering):
    """The part of the main screen that offers what the list can be narrowed to."""

    _searches_changed: Callable[[], None] = staticmethod(lambda: None)  # a list of them is shown

    # views

    def action_views(self) -> None:
        filtered = self.listing.filter

        def arrived(counts: dict[str, int]) -> None:
            items = self._view_items(counts)
            picker = self.pick(
                f"Views of / {filtered}" if filtered else "Views",
                items,
                self._chose_view,
                cursor=list(VIEWS).index(self.listing.view),
                side=True,
                offer=Offer(delete=lambda item: self._forget_search(item.value)),
                hint="Enter or digit shows · x deletes",
            )
            picker.letters = _by_sign(items)

            def changed() -> None:
                if picker.is_attached:
                    items = self._view_items(counts)
                    picker.letters = _by_sign(items)
                    picker.replace(items)

            self._searches_changed = changed

        self.fetch(lambda: self.session.library.view_counts(filtered), arrived)

    def _view_items(self, counts: dict[str, int]) -> list[Item]:
        items = [Item(title, view, facts=f"{counts[view]:,}") for view, (title, _) in VIEWS.items()]
        items += [Item(sanitise_line(one.name), one, facts=sanitise_line(one.query)) for one in self.searches()]
        return [item._replace(sign=str(digit) if digit < 10 else " ") for digit, item in enumerate(items, 1)]

    def _chose_view(self, value: object) -> None:
        if isinstance(value, Saved):
            self.show_search(value)
        elif isinstance(value, str):
            self.action_view(value)

    # searches that are kept

    def searches(self) -> list[Saved]:
        """Those of the configuration, then those saved here."""
        return saved(self.session.remembered(), self.config.searches)

    def show_search(self, search: Saved) -> None:
        """Narrow the list by it, where it says only which articles; else search the texts, which another part does."""
        self.listing = self.listing._replace(view="library", filter=search.query.strip())
        self.list.go(0)
        self.refresh_list()

    def action_saved(self) -> None:
        found = self.searches()
        if found:
            self.show_search(found[0])
        else:
            self.say("No search is saved: S searches, and s in it saves")

    def save_search(self, name: str, query: str) -> None:
        """Keep a search under a name, in place of one that has it."""
        name = name.strip() or query
        if name in self.config.searches:
            self.say(f"{name} is a search of the configuration: choose another name")
            return
        before = self.searches()
        now = [*(one for one in before if one.name != name), Saved(name, query)]
        self._keep(now, f"Saved: {name} · U undoes")
        self.did(f"save {name}", lambda: self._keep(before), lambda: self._keep(now))

    def _forget_search(self, search: object) -> None:
        if not isinstance(search, Saved):
            self.say("Only a saved search can be deleted")
        elif search.fixed:
            self.say(f"{search.name} stands in the configuration")
        else:
            before = self.searches()
            now = [one for one in before if one != search]
            self._keep(now, f"Deleted: {search.name} · U undoes")
            self.did(f"delete {search.name}", lambda: self._keep(before), lambda: self._keep(now))

    def _keep(self, searches: list[Saved], said: str = "") -> None:
        def kept(_: object) -> None:
            self._searches_changed()
            if said:
                self.say(said)

        self.write(lambda: self.session.remember(SETTING, setting(searches)), kept)

    # what articles have in common

    def action_narrow(self) -> None:
        query = self.listing
        library = self.session.library

        def arrived(found: list[Facet]) -> None:
            here = f" {query.filter} "
            items = [
                Item(
                    facet.value,
                    facet.term,
                    facts=f"{FIELDS[facet.name]} · {facet.number:,}",
                    sign=self.signs.finished if f" {facet.term} " in here else " ",
                )
                for facet in found
            ]
            self.pick(
                f"Narrow / {query.filter}" if query.filter else "Narrow the list",
                items,
                self._narrowed,
                empty="These articles have no tags, sites, authors or folders.",
                side=True,
                hint="Enter narrows or widens · / filters",
            )

        def facets() -> list[Facet]:
            found = [facet for name in FIELDS for facet in library.facets(name, query, MANY)]
            return sorted(found, key=lambda facet: -facet.number)

        self.fetch(facets, arrived)

    def _narrowed(self, value: object) -> None:
        if isinstance(value, str):
            terms = f" {self.listing.filter} "
            text = terms.replace(f" {value} ", " ") if f" {value} " in terms else terms + value
            self.listing = self.listing._replace(filter=text.strip())
            self.refresh_list()


def _by_sign(items: list[Item]) -> dict[str, Item]:
    return {item.sign: item for item in items if item.sign.strip()}
