"""The user's own settings, `config.toml`: read, never written. A mistake in it is told in one line."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from reader import paths
from reader.errors import UsageError
from reader.sanitise import sanitise_line


class Config(NamedTuple):
    """`keys` gives commands other keys, by command id; `ascii` draws signs that every terminal has.

    `watch` lets changes in the folder show up by themselves; `images` is how pictures are drawn in the
    page, see IMAGES; `searches` are queries by their name.
    """

    keys: dict[str, list[str]]
    ascii: bool = False
    watch: bool = True
    images: str = "auto"
    searches: Mapping[str, str] = MappingProxyType({})


OPTIONS = ("ascii", "watch", "images")
IMAGES = ("auto", "kitty", "cells", "off")
SECTIONS = ("keys", "options", "searches")


def load(path: Path) -> Config:
    """The settings in the file, the usual ones when there is none. Raises UsageError."""
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return Config({})
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{paths.display(path)} cannot be read: {_reason(error)}") from error
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{paths.display(path)} is no valid TOML: {sanitise_line(str(error))}") from error
    return _config(found, path)


def _config(found: dict[str, object], path: Path) -> Config:
    name = paths.display(path)
    unknown = sorted(set(found) - set(SECTIONS))
    if unknown:
        there = ", ".join(f"[{section}]" for section in SECTIONS)
        raise UsageError(f"{name}: there is no section [{sanitise_line(unknown[0])}]; there are {there}")
    keys, options, searches = (found.get(section, {}) for section in SECTIONS)
    if not isinstance(keys, dict) or not isinstance(options, dict) or not isinstance(searches, dict):
        raise UsageError(f"{name}: keys, options and searches are sections, as in [keys]")
    unknown = sorted(set(options) - set(OPTIONS))
    if unknown:
        there = " and ".join((", ".join(OPTIONS[:-1]), OPTIONS[-1]))
        raise UsageError(f"{name}: there is no option {sanitise_line(unknown[0])}; there are {there}")
    for option, value in options.items():
        if option == "images":
            if value not in IMAGES:
                raise UsageError(f"{name}: images is one of {', '.join(IMAGES)}")
        elif not isinstance(value, bool):
            raise UsageError(f"{name}: {option} is true or false")
    for title, query in searches.items():
        if not isinstance(query, str) or not query.strip():
            raise UsageError(f'{name}: {sanitise_line(title)} wants a query, as in "tag:rust is:unread"')
    own = {command: _keys(command, value, name) for command, value in keys.items()}
    return Config(own, **options, searches=searches)


def _keys(command: str, value: object, name: str) -> list[str]:
    keys = [value] if isinstance(value, str) else value
    if not isinstance(keys, list) or not keys or not all(isinstance(key, str) and key for key in keys):
        raise UsageError(f'{name}: {sanitise_line(command)} wants a key or several, as in "x" or ["x", "ctrl+n"]')
    return keys


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else error.strerror or "of an error of the disk"
