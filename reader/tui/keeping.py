"""What a person says of articles: star, archive, read. Of one, or of all rows that are marked, undone together."""

from __future__ import annotations

from collections.abc import Callable

from reader.article import Article, State
from reader.tui.narrowing import Narrowing

Deed = Callable[[Article], None]


class Keeping(Narrowing):
    """The part of the main screen that writes what is said of articles."""

    # rows that are marked

    def action_mark_row(self) -> None:
        """Mark the row or take its mark away, and go on to the next: a held key marks many."""
        if self.list.toggle_mark():
            self.list.action_move(1)
            self.tell_place()
        else:
            self.say("No article here")

    def tell_place(self) -> None:
        number = len(self.list.marked)
        if number and not self.is_reading:
            self.status.tell(f"{number:,} marked · s star · a archive · R read · v marks more · Esc none")
        else:
            super().tell_place()

    def clear_list(self) -> bool:
        if self.list.marked and not self.is_reading:
            self.list.unmark()
            self.tell_place()
            return True
        return super().clear_list()

    def chosen_articles(self) -> list[Article]:
        """The article that is read; in the list the marked ones, else that of the cursor. As the index has them now."""
        if self.list.marked and not self.is_reading:
            return self.session.library.rows(list(self.list.marked))
        article = self.chosen_article()
        return [self.session.library.by_path(article.path) or article] if article is not None else []

    # what is said

    def action_star(self) -> None:
        articles = self.chosen_articles()
        starred = not all(article.starred for article in articles)
        self._do(
            articles,
            "star" if starred else "unstar",
            f"{'Starred' if starred else 'No longer starred'}: {{}}",
            lambda article: self.session.set_starred(article, starred),
            lambda article: self.session.set_starred(article, article.starred),
        )

    def action_archive(self) -> None:
        articles = self.chosen_articles()
        archived = not all(article.archived for article in articles)
        self._do(
            articles,
            "archive",
            f"{'Archived' if archived else 'Back in the library'}: {{}}",
            lambda article: self.session.set_archived(article, archived),
            lambda article: self.session.set_archived(article, article.archived),
        )

    def action_toggle_read(self) -> None:
        articles = self.chosen_articles()
        state = State.UNREAD if all(article.state is State.FINISHED for article in articles) else State.FINISHED
        self._do(
            articles,
            f"mark as {'read' if state is State.FINISHED else 'unread'}",
            f"{{}}: {state.value}",
            lambda article: self.session.set_state(article, state),
            lambda article: self.session.set_state(article, article.state, article.progress),
        )

    def _do(self, articles: list[Article], name: str, said: str, deed: Deed, back: Deed) -> None:
        """Write a deed for each article, and remember how all of it is undone; `said` tells of what it was done to."""
        if not articles:
            return
        what = articles[0].title if len(articles) == 1 else f"{len(articles):,} articles"

        def write(deed: Deed, then: Callable[[], None]) -> None:
            def work() -> None:
                for article in articles:
                    deed(article)

            def done(_: None) -> None:
                self.list.forget()
                then()

            self.write(work, done)

        def again() -> None:
            # an article may be in the list again, and the next key is meant for it
            self.refresh_list(keep=articles[0].row)

        def told() -> None:
            self.refresh_list()
            self.say(f"{said.format(what)} · U undoes")

        write(deed, told)
        self.did(f"{name} {what}", lambda: write(back, again), lambda: write(deed, again))
        if not self.is_reading:
            self.list.unmark()
            self.tell_place()
