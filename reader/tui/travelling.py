"""From article to article and back: the history, the neighbours in the list, and the file read again."""

from __future__ import annotations

from reader.reading import Opened, Place, Step
from reader.tui.jumping import At
from reader.tui.opening import Opening


class Travelling(Opening):
    """The part of the main screen that goes back, forward and on."""

    # history

    def action_back(self) -> None:
        self._travel(self.session.history.back(self.step_here()), "There is nothing to go back to")

    def action_forward(self) -> None:
        self._travel(self.session.history.forward(self.step_here()), "There is nothing to go forward to")

    def _travel(self, step: Step | None, none: str) -> None:
        if step is None:
            self.say(none)
        else:
            self.open_path(step.path, At(step=step), step=False)

    # neighbours, the file itself

    def action_neighbour(self, direction: int) -> None:
        article = self.neighbour(direction)
        if article is None:
            self.say(
                "This is the last article of the list" if direction > 0 else "This is the first article of the list"
            )
        else:
            self.follow_in_list(article, direction)  # at once: the next key may come before it is loaded
            self.open_path(article.path)

    def action_reload(self) -> None:
        if self.opened is not None and self.opened.stored:
            self.reload(quiet=False)

    def reload(self, *, quiet: bool) -> None:
        """Read the file again; the words under the eye stay where they are."""
        old, document = self.opened, self.page.document
        if old is None or document is None:
            return
        self._loading += 1
        loading = self._loading
        start, text_offset = self.page.words_at_top
        place = self.session.place_at(old, document.index_at(start) if start else 0, max(0, text_offset), self.progress)

        def arrived(found: tuple[Opened, Place]) -> None:
            if loading != self._loading:
                return
            self.request += 1
            opened, again = found
            previewing = self.previewing
            self.opened = opened
            self.page.show(opened.document)
            self.begin_place(int(again.progress * len(opened.document.text)))
            self.opened_changed()
            self.finished_parsing()
            self.page.go_to_words(again.offset, again.text_offset)
            self.previewing = previewing
            self.say("The file has changed: this is its text now" if quiet else "Read again")

        self.read(lambda: self.session.reopen(old, place), arrived)
