"""What a search, and a look at what a list can be narrowed to, give back. Values only."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from reader.article import Article


class Hit(NamedTuple):
    """An article found.

    `snippet` is text on one line around the first hit, `ranges` the (start, end) in it to point out.
    `line` is the 1-based source line of that hit, `offset` the code point offset of that line in the
    source; of the beginning of the text where only the title, authors or tags have the words. `score` is
    higher for better hits, 0.0 where nothing was ranked. `others` are files with the same content or
    source, which have no rows of their own.
    """

    article: Article
    snippet: str
    ranges: tuple[tuple[int, int], ...]
    line: int
    offset: int
    score: float
    others: tuple[Path, ...] = ()


class Found(NamedTuple):
    """What a search found: the best `rows`, and how many there are in all.

    `words` are those that can stand in a text, to point them out there. `suggestion` is a query to offer
    where a word of this one is nowhere. `indexing` is (done, total) texts while some can't be searched yet,
    `unclear` a line for each part of the query that cannot be meant as it stands.
    """

    rows: tuple[Hit, ...] = ()
    total: int = 0
    words: tuple[str, ...] = ()
    suggestion: str | None = None
    indexing: tuple[int, int] | None = None
    unclear: tuple[str, ...] = ()


class Facet(NamedTuple):
    """A value of a field (`name` as in a query: `tag`, `author`, `site`, `in`, `lang`) and how many have it.

    The value is folded: without case and accents.
    """

    name: str
    value: str
    number: int

    @property
    def term(self) -> str:
        """What to write in a query to narrow to it."""
        return f'{self.name}:"{self.value}"' if " " in self.value else f"{self.name}:{self.value}"


class Grouped(NamedTuple):
    """A list in groups: row numbers group by group, how many each group has, and what it is called, folded.

    A name is "" where the articles of a group say themselves what they share. Where only the first rows were
    asked for, the last group may have more than there are rows of it.
    """

    ids: array[int]
    sizes: array[int]
    names: tuple[str, ...]

    def first(self, limit: int | None) -> Grouped:
        """The first `limit` rows (None: all), and the groups that these are in."""
        if limit is None:
            return self
        groups = bisect_left(list(accumulate(self.sizes, initial=0)), limit)
        return Grouped(self.ids[:limit], self.sizes[:groups], self.names[:groups])
