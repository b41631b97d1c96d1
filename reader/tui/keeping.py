"""What a person says of articles: star, archive, read. Of one, or of all rows that are marked, undone together."""

from __future__ import annotations

from collections.abc import Callable

from reader.article import Article, State
from reader.errors import ReaderError
from reader.reading import Said
from reader.tui.narrowing import Narrowing

MOST = 2000  # rows that are marked at once: each one's file is looked at before something is kept of it


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

    def action_mark_range(self) -> None:
        """Mark what stands between the row that was marked last and this one."""
        rows = self.list.rows_of_range()
        if len(self.list.marked.keys() | rows) > MOST:
            self._say_too_many()
        elif rows or self.list.marked:
            self.list.mark(rows)
            self.tell_place()
        else:
            self.say("No article here")

    def action_mark_all(self) -> None:
        """Mark all that the list shows, or none of it."""
        if len(self.list.ids) > MOST:
            self._say_too_many()
        else:
            self.list.mark_all()
            self.tell_place()

    def _say_too_many(self) -> None:
        self.say(f"More than {MOST:,} articles: filter or narrow the list first")

    def tell_place(self) -> None:
        marked = self.list.marked
        if marked and not self.is_reading:
            hidden = len(marked.keys() - self.list.listed)
            elsewhere = f", {hidden:,} of them not in this list" if hidden else ""
            ways = "s star · a archive · R read · V up to here · A all · Esc none"
            self.status.tell(f"{len(marked):,} marked{elsewhere} · {ways}")
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
        if self.is_reading and self.opened is not None and not self.opened.stored:
            return []
        article = self.chosen_article()
        return [self.session.library.by_path(article.path) or article] if article is not None else []

    # what is said

    def action_star(self) -> None:
        articles = self.chosen_articles()
        starred = not all(article.starred for article in articles)
        name, said = ("star", "Starred") if starred else ("unstar", "No longer starred")
        back = [Said(article, starred=article.starred) for article in articles]
        self._do(name, f"{said}: {{}}", [one._replace(starred=starred) for one in back], back)

    def action_archive(self) -> None:
        articles = self.chosen_articles()
        back = [Said(article, archived=article.archived) for article in articles]
        if all(article.archived for article in articles):
            deed = [one._replace(archived=False) for one in back]
            self._do("take out of the archive", "Back in the library: {}", deed, back)
        else:
            self._do("archive", "Archived: {}", [one._replace(archived=True) for one in back], back)

    def action_toggle_read(self) -> None:
        articles = self.chosen_articles()
        read = not all(article.state is State.FINISHED for article in articles)
        state, progress = (State.FINISHED, None) if read else (State.UNREAD, 0.0)
        self._do(
            f"mark as {'read' if read else 'unread'}",
            f"{{}}: {state.value}",
            [Said(article, state=state, progress=progress) for article in articles],
            [Said(article, state=article.state, progress=article.progress) for article in articles],
        )

    def _do(self, name: str, said: str, deed: list[Said], back: list[Said]) -> None:
        """Write what is said of articles, and remember how all of it is undone; `said` tells of what it was said."""
        if not deed:
            if self.is_reading:
                self.say("This is no file: nothing can be kept of it")
            else:
                self.say("No article here")
            return
        articles = [one.article for one in deed]
        what = articles[0].title if len(articles) == 1 else f"{len(articles):,} articles"
        first = articles[0].row  # it may be in the list again, and the next key is meant for it
        stack = self.undo_stack

        def done() -> None:
            self.did(
                f"{name} {what}",
                lambda: self._write(back, lambda: None, stack.not_undone, keep=first),
                lambda: self._write(deed, lambda: None, stack.not_redone, keep=first),
            )
            self.say(f"{said.format(what)} · U undoes")
            if not self.is_reading:
                self.list.unmark()
                self.tell_place()

        self._write(deed, done, lambda: None)

    def _write(
        self, said: list[Said], then: Callable[[], None], failed: Callable[[], None], *, keep: int | None = None
    ) -> None:
        """Write it, all or nothing; the keys behind wait until the list shows what became of it."""
        hold = self.keys.hold()

        def work() -> ReaderError | None:
            try:
                self.session.say(said)
            except ReaderError as error:
                return error
            return None

        def done(error: ReaderError | None) -> None:
            if error is None:
                then()
                self._read_again(said)
                self.list.forget()
            else:
                failed()
                self.failed(error)
            self.refresh_list(keep=keep, then=lambda: self.keys.release(hold))

        self.write(work, done)

    def _read_again(self, said: list[Said]) -> None:
        """What is called unread while it is open is read from there on: the next line would call it finished again."""
        for one in said:
            if one.progress is not None and self.opened and one.article.path == self.opened.article.path:
                self.begin_place(one.progress)
