"""The groups of a list: where their headings stand among its rows, what these say, how they are drawn.

An index counts rows with the headings between them, a position articles only. Costs two looks a row,
however many there are.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from rich.cells import cell_len
from textual.strip import Strip

from reader.article import Article
from reader.library import tag_key
from reader.tui import dates
from reader.tui.fit import cut, strip_of
from reader.tui.origin import folder_of, site_of
from reader.tui.signs import Signs
from reader.tui.theme import Styles


class Groups:
    """Groups of `sizes` articles, one after another, a heading before each; without any there are no headings."""

    def __init__(self, sizes: Iterable[int] = ()) -> None:
        self._starts = array("q")  # position of the first article of each group
        self._heads = array("q")  # index of each heading
        start = 0
        for number, size in enumerate(sizes):
            self._starts.append(start)
            self._heads.append(start + number)
            start += size
        self._end = start

    def __len__(self) -> int:
        return len(self._starts)

    def index(self, position: int) -> int:
        """Where the article at a position stands."""
        return position + bisect_right(self._starts, position)

    def position(self, index: int) -> int:
        """The article that stands at an index; on a heading, the first of its group."""
        return index - bisect_left(self._heads, index)

    def heading(self, index: int) -> int | None:
        """The number of the group whose heading stands at an index, None where an article does."""
        number = bisect_left(self._heads, index)
        return number if number < len(self._heads) and self._heads[number] == index else None

    def size(self, number: int) -> int:
        """How many articles a group has."""
        end = self._starts[number + 1] if number + 1 < len(self._starts) else self._end
        return end - self._starts[number]


def _month(article: Article) -> str:
    return dates.month(article.published or article.saved) or dates.month(
        datetime.fromtimestamp(article.fingerprint.mtime_ns / 1e9, UTC).isoformat()
    )


def _tag(article: Article, name: str) -> str:
    """The tag as the article writes it, which stands in the group of each of its tags."""
    return next((tag.lstrip("#") for tag in article.tags if tag_key(tag) == name), name) or "No tag"


# What the articles of a group share, by what a list is grouped by (see `ListQuery.group`): of an article of the
# group, and the name that the group has.
HEADINGS: dict[str, Callable[[Article, str], str]] = {
    "folder": lambda article, _: folder_of(article),
    "site": lambda article, _: site_of(article) or "No site",
    "tag": _tag,
    "month": lambda article, _: _month(article),
}


def heading_strips(name: str, size: int, width: int, height: int, styles: Styles, signs: Signs) -> list[Strip]:
    """The `height` lines of a heading: the name, a rule, and how many articles there are."""
    number = f" {size:,} "
    text = cut(name, width - cell_len(number) - 4)
    rule = signs.rule * max(0, width - cell_len(text) - cell_len(number) - 4)
    parts = [("  ", styles.base), (text, styles.of(("heading2",))), ("  ", styles.base), (rule, styles.rule)]
    blank = strip_of([], width, styles.base)
    return [*[blank] * (height - 1), strip_of([*parts, (number, styles.secondary)], width, styles.base)]
