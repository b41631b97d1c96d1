"""The one door to `state.db`. Puts its parts together and does nothing itself."""

from __future__ import annotations

from pathlib import Path

from reader.userdata.articles import Articles
from reader.userdata.marks import Marks
from reader.userdata.places import Places, Settings
from reader.userdata.trail import Trails


class UserData(Articles, Marks, Places, Trails, Settings):
    """Everything a user would miss. See `Store` for threads, errors and `notice`."""

    @classmethod
    def open(cls, path: Path) -> UserData:
        """Open or make the database at `path`; as the constructor."""
        return cls(path)
