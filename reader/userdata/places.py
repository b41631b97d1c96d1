"""Where the reader was in each article, and what the program remembers by name."""

from __future__ import annotations

from reader import paths
from reader.article import State
from reader.document.selector import TEXT_VERSION
from reader.userdata.record import Place, read_print, stored_print
from reader.userdata.store import Row, Store
from reader.userdata.value import integer, real, text


def _place(row: Row) -> Place:
    offset, text_offset, quote, progress, *numbers = row
    known = None if None in numbers else read_print(*map(integer, numbers))
    return Place(integer(offset), integer(text_offset), known, real(progress), text(quote))


class Places(Store):
    """One place for each article and device; the newest by counter is the one to continue at."""

    def save_place(self, article: str, place: Place, state: State | None = None) -> None:
        """Remember the place, and with it the article's progress, time of reading and state (if given)."""
        with self.write("The place is not saved") as write:
            numbers = stored_print(place.fingerprint) if place.fingerprint else (None, None, None)
            ident = paths.derived_id(paths.NAMESPACE, f"place {article} {write.device}")
            write.run(
                "INSERT INTO place (uuid, device, counter, article, text_version, source_offset, text_offset,"
                " quote, progress, size, mtime_ns, inode) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (uuid) DO UPDATE SET counter = excluded.counter, deleted = 0,"
                " text_version = excluded.text_version, source_offset = excluded.source_offset,"
                " text_offset = excluded.text_offset, quote = excluded.quote, progress = excluded.progress,"
                " size = excluded.size, mtime_ns = excluded.mtime_ns, inode = excluded.inode",
                ident, write.device, write.counter, article, TEXT_VERSION, place.offset, place.text_offset,
                place.quote, place.progress, *numbers,
            )  # fmt: skip
            write.run(
                "UPDATE article SET progress = ?, last_read = ?, state = coalesce(?, state), device = ?, counter = ?"
                " WHERE uuid = ?",
                place.progress, write.now, None if state is None else str(state), write.device, write.counter, article,
            )  # fmt: skip

    def place(self, article: str) -> Place | None:
        """The newest place in this article, of any device."""
        found = self.read(
            _place,
            "SELECT source_offset, text_offset, quote, progress, size, mtime_ns, inode FROM place"
            " WHERE article = ? AND NOT deleted ORDER BY counter DESC LIMIT 1",
            article,
        )
        return found[0] if found else None

    def last_article(self) -> str | None:
        """The id of the article whose place was saved last, or None: what the next start continues."""
        rows = self.rows("SELECT article FROM place WHERE NOT deleted ORDER BY counter DESC LIMIT 1")
        return str(rows[0][0]) if rows else None


class Settings(Store):
    """What the program remembers by name: theme, width, sort, last library, whether to resume."""

    def get(self, name: str) -> str | None:
        """The value remembered, or None."""
        rows = self.rows("SELECT value FROM setting WHERE name = ? AND NOT deleted", name)
        return None if not rows or rows[0][0] is None else str(rows[0][0])

    def settings(self) -> dict[str, str]:
        """All of them."""
        rows = self.rows("SELECT name, value FROM setting WHERE NOT deleted AND value IS NOT NULL")
        return {str(name): str(value) for name, value in rows}

    def set(self, name: str, value: str | None) -> None:
        """Remember the value, or forget it with None. Writes nothing when it is that already."""
        if self.get(name) == value:
            return
        with self.write(f"The setting {name} is not saved") as write:
            write.run(
                "INSERT INTO setting (uuid, device, counter, name, value) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (name) DO UPDATE SET device = excluded.device, counter = excluded.counter,"
                " deleted = 0, value = excluded.value",
                paths.derived_id(paths.NAMESPACE, f"setting {name}"), write.device, write.counter, name, value,
            )  # fmt: skip
