"""The history on disk: a tree of steps, and the way of each run of the program through it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from reader.userdata.record import Step
from reader.userdata.store import Row, Store, Write

_COLUMNS = "uuid, path, source_offset, text_offset, link, article, visited, title"
LONGEST = 200  # steps that a way goes back


class Trail(NamedTuple):
    """A way: its steps, oldest first, and the index of the one the reader is at (-1: none)."""

    steps: tuple[Step, ...]
    at: int


def _step(row: Row) -> Step:
    ident, path, offset, text_offset, link, article, visited, title = row
    assert isinstance(path, bytes)
    return Step(
        path=Path(os.fsdecode(path)),
        offset=int(str(offset)),
        text_offset=int(str(text_offset)),
        link=int(str(link)),
        article_id=None if article is None else str(article),
        id=str(ident),
        visited=str(visited),
        title=None if title is None else str(title),
    )


class Trails(Store):
    """Steps and trails. A step is never cut off on disk: another way simply does not lead over it."""

    def last_trail(self) -> Trail:
        """The way of the run that wrote last, to go on from there."""
        rows = self.rows("SELECT tip, current FROM trail WHERE NOT deleted ORDER BY counter DESC, rowid DESC LIMIT 1")
        if not rows or rows[0][0] is None:
            return Trail((), -1)
        tip, current = rows[0]
        found = self.rows(
            "WITH RECURSIVE way (uuid, depth) AS (SELECT ?, 0 UNION ALL"
            " SELECT history.previous, depth + 1 FROM way JOIN history ON history.uuid = way.uuid"
            " WHERE history.previous IS NOT NULL AND depth + 1 < ?)"
            f" SELECT {', '.join('history.' + name for name in _COLUMNS.split(', '))}"
            " FROM way JOIN history ON history.uuid = way.uuid ORDER BY depth DESC",
            tip, LONGEST,
        )  # fmt: skip
        steps = tuple(_step(row) for row in found)
        at = next((index for index, step in enumerate(steps) if step.id == current), len(steps) - 1)
        return Trail(steps, at)

    def add_step(self, trail: str | None, previous: Step | None, step: Step) -> tuple[str, Step]:
        """Append a step after `previous`, whose place and link are stored as they are now.

        `trail` is this run's own (None: make one). Returns the trail and the stored step.
        """
        with self.write("The step of the history is not saved") as write:
            ident = write.new_id()
            if previous is not None:
                _update(write, previous)
            write.run(
                "INSERT INTO history (uuid, device, counter, previous, article, path, title, source_offset,"
                " text_offset, link, visited) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                ident, write.device, write.counter, previous.id if previous else None, step.article_id,
                os.fsencode(step.path), step.title, step.offset, step.text_offset, step.link, write.now,
            )  # fmt: skip
            trail = _stand(write, trail, ident, ident)
            return trail, step._replace(id=ident, visited=write.now)

    def move_on_trail(self, trail: str | None, left: Step, tip: Step, at: Step) -> str:
        """The reader went back or forward: from `left` (stored as it is now) to `at`. Returns the trail."""
        with self.write("The step of the history is not saved") as write:
            _update(write, left)
            return _stand(write, trail, tip.id, at.id)

    def visits(self, limit: int = 200) -> list[Step]:
        """The newest step in each article, newest first."""
        rows = self.rows(
            f"SELECT {_COLUMNS} FROM history WHERE rowid IN"
            " (SELECT max(rowid) FROM history WHERE NOT deleted GROUP BY coalesce(article, path))"
            " ORDER BY rowid DESC LIMIT ?",
            limit,
        )
        return [_step(row) for row in rows]


def _update(write: Write, step: Step) -> None:
    write.run(
        "UPDATE history SET source_offset = ?, text_offset = ?, link = ?, device = ?, counter = ? WHERE uuid = ?",
        step.offset, step.text_offset, step.link, write.device, write.counter, step.id,
    )  # fmt: skip


def _stand(write: Write, trail: str | None, tip: str, current: str) -> str:
    ident = trail or write.new_id()
    write.run(
        "INSERT INTO trail (uuid, device, counter, tip, current) VALUES (?, ?, ?, ?, ?) ON CONFLICT (uuid)"
        " DO UPDATE SET counter = excluded.counter, tip = excluded.tip, current = excluded.current",
        ident, write.device, write.counter, tip, current,
    )  # fmt: skip
    return ident
