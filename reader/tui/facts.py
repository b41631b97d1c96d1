"""What a row of the list says beside the title: source, share that is read, minutes, date. Strings only.

Which columns there are is decided by the width alone, so that they stand below each other; only the source
takes what a title leaves, and gives way first. Then the date goes, then the minutes.
"""

from __future__ import annotations

from rich.cells import cell_len

from reader.article import Article, State
from reader.tui import dates
from reader.tui.fit import cut
from reader.tui.origin import source_of

SOURCE = 24  # cells it has at most in one line
_LEAST_SOURCE = 12  # cells below which it says nothing any more
_LEAST_TITLE = 24
_MINUTES, _DATE = 8, 7  # cells of a column with the space before it
_DATED = 40  # cells from which there is a column of dates


def in_line(article: Article, room: int, year: int, *, dated: bool) -> str:
    """The facts behind a title in `room` cells, right of it; `dated` tells that articles have dates at all."""
    title = cell_len(article.title)
    minutes = _minutes(article)
    facts = f" {minutes:>{_MINUTES - 1}}"
    if dated and room >= _DATED:
        facts += f" {dates.short(article.published or article.saved, year):>{_DATE - 1}}"
    elif not minutes or room - len(facts) < min(title, _LEAST_TITLE):
        return ""
    if article.state is State.READING:
        share = f" {round(article.progress * 100)} %"
        facts = share + facts if room - len(facts) - len(share) >= min(title, _LEAST_TITLE) else facts
    source = source_of(article)
    size = cell_len(source)
    space = min(SOURCE, room - len(facts) - min(title, max(_LEAST_TITLE, room * 3 // 5)) - 2)
    if source and space >= min(size, _LEAST_SOURCE):
        return f"  {cut(source, space)}{facts}"
    return facts


def below(article: Article, room: int) -> str:
    """The facts on a line of their own."""
    share = f"{round(article.progress * 100)} %" if article.state is State.READING else ""
    minutes = _minutes(article)
    date = article.published or article.saved
    kept = [part for part in (dates.full(date), share, minutes) if part]
    if cell_len(" · ".join(kept)) > room:
        kept = [part for part in (dates.short(date, 0), share, minutes) if part]
    rest = " · ".join(kept)
    space = room - cell_len(rest) - (3 if rest else 0)
    source = source_of(article)
    if cell_len(source) > space:
        source = cut(source, space) if space >= _LEAST_SOURCE else ""
    return cut(" · ".join(part for part in (source, rest) if part), room)


def _minutes(article: Article) -> str:
    """How long it takes; of what is begun, how long the rest does."""
    left = minutes_left(article, article.progress) if article.state is State.READING else article.minutes
    return f"{left} min" if article.minutes else ""


def minutes_left(article: Article, progress: float) -> int | None:
    """Minutes that are still to read, one at least; None where the text was not counted yet."""
    return None if article.minutes is None else max(1, round(article.minutes * (1 - progress)))
