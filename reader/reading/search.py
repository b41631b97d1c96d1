"""Searching the texts of the library, and getting them ready for it. Asks the library and knows no SQL."""

from __future__ import annotations

from collections.abc import Callable, Collection

from reader.library import Found, ScanProgress
from reader.reading.both import Both


class Searching(Both):
    """The part of a session that searches."""

    def search(self, text: str, limit: int = 50, *, live: bool = True, known: Collection[int] = ()) -> Found:
        """The articles that fit the query in `text`, the best first, at most `limit` (1 to 10,000) of them.

        Those whose row is `known`, since they are shown already, are left out: so one gets the ones behind.

        Any string is a query: words, "phrases", -not, prefix*, `one OR other`, and fields (`author:`, `tag:`,
        `site:`, `lang:`, `title:`, `in:`, `before:`, `after:`, `is:`, `min:`). With `live` it is being typed: its
        last word may go on, and of one or two letters finds titles only and the word itself, not ranked.

        Gives rows of `Hit` (article, snippet, ranges in it, line, offset, score, copies), the total, the
        words to point out in an article, a query to suggest where a word is nowhere, and how far indexing
        is. A row costs some 0.4 ms for its snippet: ask for what fits the screen, and for more
        when it is scrolled. From any thread; it can't be broken off, so drop an answer that comes too late.
        Raises StorageError.
        """
        return self.library.search(text, limit, live=live, known=known)

    def index_texts(
        self, progress: Callable[[ScanProgress], None] | None = None, stop: Callable[[], bool] | None = None
    ) -> int:
        """Make the texts that the last scan found ready to be searched; how many these were.

        Long for a new library, and nothing waits for it: after `scan`, in a thread of its own. `stop` is
        asked between articles, and what is done stays done. Raises StorageError.
        """
        return self.library.index_texts(progress, stop)
