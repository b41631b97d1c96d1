"""The history on disk: a tree of steps, and the way of each run of the program through it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from reader.userdata.record import Step
from reader.userdata.store import Row, Store, Write
from reader.userdata.value import blob, integer, text, text_or_none

_COLUMNS = "uuid, path, source_offset, text_offset, link, link_offset, title, article, visited"
LONGEST = 200  # steps that a way goes back


class Trail(NamedTuple):
    """A way: its steps, oldest first, and the index of the one the reader is at (-1: none)."""

    steps: tuple[Step, ...]
    at: int


def _step(row: Row) -> Step:
    ident, path, offset, text_offset, link, link_offset, title, article, visited = row
    return Step(
        path=Path(os.fsdecode(blob(path))),
        offset=integer(offset),
        text_offset=integer(text_offset),
        link=integer(link),
        link_offset=integer(link_offset),
        title=text_or_none(title),
        article_id=text_or_none(article),
        id=text(ident),
        visited=text(visited),
    )


class Trails(Store):
    """Steps and trails. A step is never cut off on disk: another way simply does not lead over it."""

    def last_trail(self) -> Trail:
        """The way of the run that wrote last, to go on from there."""
        rows = self.rows("SELECT tip, current FROM trail WHERE NOT deleted ORDER BY counter DESC, rowid DESC LIMIT 1")
        if not rows or rows[0][0] is None:
            return Trail((), -1)
        tip, current = rows[0]
        found = self.read(
            _step,
            "WITH RECURSIVE way (uuid, depth) AS (SELECT ?, 0 UNION ALL"
            " SELECT history.previous, depth + 1 FROM way JOIN history ON history.uuid = way.uuid"
            " WHERE history.previous IS NOT NULL AND depth + 1 < ?)"
            f" SELECT {', '.join('history.' + name for name in _COLUMNS.split(', '))}"
            " FROM way JOIN history ON history.uuid = way.uuid ORDER BY depth DESC",
            tip, LONGEST,
        )  # fmt: skip
        steps = tuple(found)
        at = next((index for index, step in enumerate(steps) if step.id == current), len(steps) - 1)
        return Trail(steps, at)

    def save_trail(self, trail: str, changed: Sequence[tuple[Step, str | None]], tip: str, current: str) -> None:
        """Store the steps that are new or have another place now, each with the id of the one before it.

        `trail` is the id of this run's way, `tip` its last step, `current` the one the reader is at.
        """
        with self.write("The step of the history is not saved") as write:
            for step, previous in changed:
                write.run(
                    "INSERT INTO history (uuid, device, counter, previous, path, source_offset, text_offset, link,"
                    " link_offset, title, article, visited) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                    " (SELECT uuid FROM article WHERE uuid = ?), ?)"
                    " ON CONFLICT (uuid) DO UPDATE SET device = excluded.device, counter = excluded.counter,"
                    " source_offset = excluded.source_offset, text_offset = excluded.text_offset,"
                    " link = excluded.link, link_offset = excluded.link_offset",
                    step.id, write.device, write.counter, previous, os.fsencode(step.path), step.offset,
                    step.text_offset, step.link, step.link_offset, step.title, step.article_id, write.now,
                )  # fmt: skip
            write.run(
                "INSERT INTO trail (uuid, device, counter, tip, current) VALUES (?, ?, ?, ?, ?) ON CONFLICT (uuid)"
                " DO UPDATE SET counter = excluded.counter, tip = excluded.tip, current = excluded.current",
                trail, write.device, write.counter, tip, current,
            )  # fmt: skip

    def visits(self, limit: int = 200) -> list[Step]:
        """The newest step in each article, newest first."""
        return self.read(
            _step,
            f"SELECT {_COLUMNS} FROM history WHERE rowid IN"
            " (SELECT max(rowid) FROM history WHERE NOT deleted GROUP BY path) ORDER BY rowid DESC LIMIT ?",
            limit,
        )


def new_id() -> str:
    """An id for a step or a trail."""
    return Write.new_id()
