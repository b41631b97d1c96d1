"""Where the program keeps things, and how a path is shown or printed. Makes folders only when asked."""

from __future__ import annotations

import base64
import os
import uuid
from pathlib import Path

from platformdirs import user_cache_dir, user_config_dir, user_data_dir

from reader.sanitise import sanitise_line

APP = "reader"
# A namespace of our own, so that the same path gives the same id on every machine and release.
NAMESPACE = uuid.UUID("6f3c0f0e-6a0f-5d53-9a39-4c0b8a1d5f27")
TEXT_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".txt"})


def data_dir() -> Path:
    """Folder of `state.db`: everything a user would miss."""
    return Path(user_data_dir(APP))


def cache_dir() -> Path:
    """Folder of `index.db`: can be deleted at any time."""
    return Path(user_cache_dir(APP))


def config_file() -> Path:
    """The user's own settings; read, never written."""
    return Path(user_config_dir(APP)) / "config.toml"


def state_file() -> Path:
    """The database of bookmarks, places and state."""
    return data_dir() / "state.db"


def seeds_dir() -> Path:
    """The articles shipped with the program: beside the package in a checkout, inside it in a wheel."""
    package = Path(__file__).resolve().parent
    inside = package / "seeds"
    return inside if inside.is_dir() else package.parent / "seeds"


def article_id(root: Path, relative: bytes) -> str:
    """The identity of the file first seen at `relative` (bytes) below `root`: a uuid5 in hex with dashes."""
    whole = os.path.join(os.fsencode(root), relative)  # noqa: PTH118 - bytes, which pathlib does not take
    return str(
        uuid.uuid5(NAMESPACE, whole.decode("utf-8", "surrogateescape").encode("utf-8", "backslashreplace").decode())
    )


def display(path: Path | str) -> str:
    """The path as one safe line for a person: the home folder as `~`, undecodable bytes as `\\xNN`."""
    text = printable(path)
    home = os.path.expanduser("~")  # noqa: PTH111 - Path.home() raises where there is no home
    if home not in {"", "/", "~"} and (text == home or text.startswith(home + "/")):
        text = "~" + text[len(home) :]
    return sanitise_line(text)


def printable(path: Path | str) -> str:
    """The path as text for output: undecodable bytes as `\\xNN`; round trips only through `as_base64`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def as_base64(path: Path | str) -> str | None:
    """The path's bytes in base64 when `printable` had to change them, else None."""
    raw = os.fsencode(path)
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return base64.b64encode(raw).decode("ascii")
    return None
