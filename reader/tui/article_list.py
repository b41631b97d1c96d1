"""The list of articles as it is drawn: one or two lines a row, and headings."""

from __future__ import annotations

from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip

from reader.article import Article, State
from reader.tui.article_rows import ArticleRows, Continue
from reader.tui.facts import below, in_line
from reader.tui.fit import cut, pad, strip_of
from reader.tui.group import HEADINGS, heading_strips


class ArticleList(ArticleRows):
    """The list; the row of the cursor is previewed by the screen."""

    def row_state(self, index: int) -> object:
        if self.is_heading(index):
            return self._heading(index), self.styles_of
        article = self.article_at(index)
        marked = article is not None and article.row in self.marked
        offered = self.offered if index < self.lead else None
        return article, offered, marked, self._dated, self.styles_of, self.has_focus, self.signs

    def row_strips(self, index: int, width: int, selected: bool) -> list[Strip]:
        styles = self.styles_of
        if self.is_heading(index):
            return heading_strips(*self._heading(index), width, self.row_height, styles, self.signs)
        article = self.article_at(index)
        if article is None:  # deleted between the query and now
            return [strip_of([], width, styles.base)] * self.row_height
        over = styles.cursor if selected else Style.null()
        base, second, accent = styles.base + over, styles.secondary + over, styles.accent + over
        bar = (self.signs.cursor if self.has_focus else self.signs.cursor_away) if selected else " "
        state = self._state_sign(article)
        star = self.signs.star if article.starred else " "
        mark = self.signs.bookmark if article.marks else " "
        chosen = (self.signs.marked, accent) if article.row in self.marked else (" ", base)
        head = [(bar, accent), chosen, (state, accent), (star, accent), (mark, accent), (" ", base)]
        offers = index < self.lead
        title = article.title
        strong = styles.base + Style(bold=article.new or offers) + over
        room = width - 6 - 1
        if offers and self.offered is not None:
            return self._offer_strips(self.offered, head, width, (strong, second, base))
        if self.row_height == 1:
            facts = in_line(article, room, self.year, dated=self._dated)
            text = pad(title, room - cell_len(facts))
            return [strip_of([*head, (text, strong), (facts, second)], width, base)]
        facts = below(article, room)
        lead = [(bar, accent), ("     ", base)]
        return [
            strip_of([*head, (cut(title, room), strong)], width, base),
            strip_of([*lead, (facts, second)], width, base),
        ]

    def _heading(self, index: int) -> tuple[str, int]:
        """What the articles of a group share, as the first of them has it, and how many they are."""
        number = self.groups.heading(index - self.lead)
        article = self._article(self.position(index))
        if article is None or number is None:
            return "", 0
        return HEADINGS[self.grouped](article, self._names[number]), self.groups.size(number)

    def _offer_strips(
        self, offered: Continue, head: list[tuple[str, Style]], width: int, styles: tuple[Style, Style, Style]
    ) -> list[Strip]:
        """The row that offers to go on: what matters is the title and how much is left."""
        strong, second, base = styles
        minutes = f" · {offered.minutes_left} min left" if offered.minutes_left else ""
        facts = f"{round(offered.article.progress * 100)} %{minutes}"
        room = width - 7
        title = f"Continue: {offered.article.title}"
        if self.row_height == 1:
            facts = facts if room >= cell_len(facts) + 24 else f"{round(offered.article.progress * 100)} %"
            text = pad(title, room - cell_len(facts) - 1)
            return [strip_of([*head, (text, strong), (" ", base), (facts, second)], width, base)]
        lead = [head[0], ("     ", base)]
        return [
            strip_of([*head, (cut(title, room), strong)], width, base),
            strip_of([*lead, (cut(facts, room), second)], width, base),
        ]

    def _state_sign(self, article: Article) -> str:
        if article.state is State.READING:
            return self.signs.reading
        if article.state is State.FINISHED:
            return self.signs.finished
        return self.signs.new if article.new else " "
