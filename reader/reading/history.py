"""Back and forward: the way of this run in memory, and written down when `save` is called.

Moves act at once, so that keys feel so; `save` is a write and belongs to the writer. A new step after
going back cuts off what was forward, here and for later runs, though nothing is deleted on disk.
"""

from __future__ import annotations

import threading

from reader.userdata import Step, UserData
from reader.userdata.trail import LONGEST, new_id


class History:
    """The steps of one run, which goes on where the last one ended. Any thread may save."""

    def __init__(self, userdata: UserData) -> None:
        self._userdata = userdata
        self._trail = new_id()
        self._lock = threading.Lock()
        self._steps: list[Step] | None = None
        self._at = -1
        self._changed: dict[str, tuple[Step, str | None]] = {}
        self._dirty = False

    def _loaded(self) -> list[Step]:
        if self._steps is None:
            trail = self._userdata.last_trail()
            self._steps, self._at = list(trail.steps), trail.at
        return self._steps

    @property
    def current(self) -> Step | None:
        """The step the reader is at, or None before the first."""
        with self._lock:
            steps = self._loaded()
            return steps[self._at] if 0 <= self._at < len(steps) else None

    def push(self, step: Step, left: Step | None = None) -> Step:
        """A new step: an article was opened, or a jump made. `left` is where the reader was, as it is now.

        What was forward is cut off. Returns the step with its id.
        """
        with self._lock:
            steps = self._loaded()
            self._update(left)
            del steps[self._at + 1 :]
            step = step._replace(id=new_id())
            self._changed[step.id] = (step, steps[-1].id if steps else None)
            steps.append(step)
            del steps[:-LONGEST]
            self._at = len(steps) - 1
            self._dirty = True
            return step

    def update(self, here: Step) -> None:
        """The reader scrolled on, or selected another link: the current step is there now."""
        with self._lock:
            self._update(here)

    def back(self, left: Step | None = None) -> Step | None:
        """One step back, to the exact place and link; None at the beginning. `left` as in `push`."""
        return self._move(-1, left)

    def forward(self, left: Step | None = None) -> Step | None:
        """One step forward again; None at the end. `left` as in `push`."""
        return self._move(1, left)

    def _move(self, delta: int, left: Step | None) -> Step | None:
        with self._lock:
            steps = self._loaded()
            if not 0 <= self._at + delta < len(steps):
                return None
            self._update(left)
            self._at += delta
            self._dirty = True
            return steps[self._at]

    def _update(self, here: Step | None) -> None:
        """Put place and link of `here` into the current step, if it is of the same article."""
        steps = self._loaded()
        if here is None or not 0 <= self._at < len(steps) or steps[self._at].path != here.path:
            return
        old = steps[self._at]
        new = old._replace(
            offset=here.offset, text_offset=here.text_offset, link=here.link, link_offset=here.link_offset
        )
        if new != old:
            steps[self._at] = new
            self._changed[new.id] = (new, steps[self._at - 1].id if self._at else None)
            self._dirty = True

    def save(self) -> None:
        """Write down what changed since. A write; raises StorageError, and the next call tries again."""
        with self._lock:
            steps = self._loaded()
            if not self._dirty or not steps:
                return
            changed = dict(self._changed)
            tip, current = steps[-1].id, steps[self._at].id
            self._dirty = False
        try:
            self._userdata.save_trail(self._trail, list(changed.values()), tip, current)
        except BaseException:
            self._dirty = True
            raise
        with self._lock:
            for ident, value in changed.items():
                if self._changed.get(ident) == value:
                    del self._changed[ident]
