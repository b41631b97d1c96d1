"""From article to article and back: the history, and the neighbours in the list."""

from __future__ import annotations

from reader.reading import Step
from reader.tui.jumping import At
from reader.tui.reloading import Reloading


class Travelling(Reloading):
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

    # neighbours

    def action_neighbour(self, direction: int) -> None:
        article = self.neighbour(direction)
        if article is None:
            self.say(
                "This is the last article of the list" if direction > 0 else "This is the first article of the list"
            )
        else:
            self.follow_in_list(article, direction)  # at once: the next key may come before it is loaded
            self.open_path(article.path)
