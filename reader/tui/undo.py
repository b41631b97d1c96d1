"""What can be undone: a stack of deeds with a way back and a way forth."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Deed(NamedTuple):
    """Something done; `undo` and `redo` run on the event loop and start their own writes."""

    name: str
    undo: Callable[[], None]
    redo: Callable[[], None]


class UndoStack:
    """Deeds in order; a new one cuts off what was undone."""

    def __init__(self) -> None:
        self._done: list[Deed] = []
        self._undone: list[Deed] = []

    def push(self, deed: Deed) -> None:
        """Remember a deed."""
        self._done.append(deed)
        self._undone.clear()

    def undo(self) -> Deed | None:
        """Undo the last deed; None where there is none."""
        if not self._done:
            return None
        deed = self._done.pop()
        self._undone.append(deed)
        deed.undo()
        return deed

    def redo(self) -> Deed | None:
        """Do the last undone deed again; None where there is none."""
        if not self._undone:
            return None
        deed = self._undone.pop()
        self._done.append(deed)
        deed.redo()
        return deed

    def not_undone(self) -> None:
        """What was undone last could not be."""
        if self._undone:
            self._done.append(self._undone.pop())

    def not_redone(self) -> None:
        """What was done again last could not be."""
        if self._done:
            self._undone.append(self._done.pop())
