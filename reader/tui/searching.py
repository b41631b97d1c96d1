"""Search the texts of the library: `S` types, Enter reads at the hit with all hits lit."""

from __future__ import annotations

from reader.errors import ReaderError
from reader.reading import Hit
from reader.reading.saved import Saved
from reader.tui import dates
from reader.tui.jumping import At
from reader.tui.origin import source_of
from reader.tui.search_dialog import SearchDialog
from reader.tui.selecting import Selecting

MORE = 500  # hits that are asked for when one comes to the last; at first those that are seen: each takes its time


class Searching(Selecting):
    """The part of the main screen that searches."""

    _search_text = ""  # of the last search: `S` begins with it

    def action_search(self) -> None:
        self.search(self.listing.filter if not self.is_reading and self.listing.filter else self._search_text)

    def show_search(self, search: Saved) -> None:
        if search.narrows:
            super().show_search(search)
        else:
            self.search(search.query, typing=False)

    def search(self, text: str, *, typing: bool = True) -> None:
        """Search the texts for what is typed, to begin with for a text."""
        height = 3 if self.size.height >= 30 else 2

        def chosen(value: object) -> None:
            self._search_text = dialog.filter_text
            if isinstance(value, Hit):
                self.open_path(value.article.path, At(line=value.line, find=tuple(dialog.words())))

        dialog = SearchDialog(
            self._ask_library,
            self._facts_of,
            text,
            self.styles_of,
            self.signs,
            height=height,
            typing=typing,
            save=self.save_search,
            keys=self.keys,
        )
        self.app.push_screen(dialog, chosen)

    def _ask_library(self, dialog: SearchDialog, query: str) -> None:
        def failed(error: ReaderError) -> None:
            dialog.failed()
            dialog.status.say(str(error))

        known = dialog.known
        limit = MORE if known else self.size.height // 2  # a hit takes two lines, or three
        self.background.read(lambda: self.session.search(query, limit, live=True, known=known), dialog.arrived, failed)

    def _facts_of(self, hit: Hit) -> str:
        article = hit.article
        facts = [source_of(article), dates.short(article.published or article.saved, self.list.year)]
        if hit.others:
            facts.append(f"{len(hit.others) + 1} copies")
        return " · ".join(fact for fact in facts if fact)
