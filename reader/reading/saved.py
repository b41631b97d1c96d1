"""Searches that are kept under a name: the user's own in the configuration, and those saved in the program.

Values and how they are kept as a setting; finds nothing itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

SETTING = "searches"


class Saved(NamedTuple):
    """One search; `fixed` ones stand in the configuration and can't be removed from here."""

    name: str
    query: str
    fixed: bool = False

    @property
    def narrows(self) -> bool:
        """Whether it only says which articles (`tag:x is:unread`) and looks for no words: a list can show it whole."""
        from reader.library.query import contained  # late: only who chooses a search needs it

        return contained(self.query).narrows


def saved(settings: Mapping[str, str], configured: Mapping[str, str]) -> list[Saved]:
    """The searches of the configuration, then those saved in the program that have other names, in their order."""
    kept = [Saved(name, query, fixed=True) for name, query in configured.items()]
    return kept + [one for one in _load(settings.get(SETTING, "")) if one.name not in configured]


def setting(searches: Sequence[Saved]) -> str:
    """The value of the setting that keeps these searches; those of the configuration stay there."""
    import json  # late, as below: only where searches are saved

    return json.dumps([[one.name, one.query] for one in searches if not one.fixed])


def _load(text: str) -> list[Saved]:
    if not text:
        return []
    import json

    try:
        found = json.loads(text)
    except ValueError:
        return []
    pairs = found if isinstance(found, list) else []
    return [
        Saved(*pair)
        for pair in pairs
        if isinstance(pair, list) and len(pair) == 2 and all(isinstance(part, str) for part in pair)
    ]
