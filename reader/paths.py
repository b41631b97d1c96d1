"""Where the program keeps things, and how a path is shown or printed. Makes folders only when asked."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from reader.sanitise import sanitise_line

APP = "reader"
# A namespace of our own, so that the same path gives the same id on every machine and release.
NAMESPACE = bytes.fromhex("6f3c0f0e6a0f5d539a394c0b8a1d5f27")
TEXT_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".txt"})


def data_dir() -> Path:
    """Folder of `state.db`: everything a user would miss."""
    return _folder("data", "XDG_DATA_HOME", ".local/share")


def cache_dir() -> Path:
    """Folder of `index.db`: can be deleted at any time."""
    return _folder("cache", "XDG_CACHE_HOME", ".cache")


def config_file() -> Path:
    """The user's own settings; read, never written."""
    return _folder("config", "XDG_CONFIG_HOME", ".config") / "config.toml"


def _folder(kind: str, variable: str, usual: str) -> Path:
    """What platformdirs says. On Linux, where it is plain, without loading it: that takes as long as Python's start."""
    if sys.platform == "linux" and not hasattr(sys, "getandroidapilevel") and "ANDROID_DATA" not in os.environ:
        for base in (os.environ.get(variable, ""), f"{os.environ.get('HOME', '').rstrip('/')}/{usual}"):
            if base.startswith("/") and not base.startswith(f"/{usual}"):  # an empty HOME is none
                return Path(base) / APP
    import platformdirs

    return Path(getattr(platformdirs, f"user_{kind}_dir")(APP))


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
    return derived_id(NAMESPACE, whole.decode("utf-8", "surrogateescape").encode("utf-8", "backslashreplace").decode())


def free_id(first: str, is_taken: Callable[[str], object]) -> str:
    """The id of a file, or another made from it where an article first seen at its path has moved away and kept it."""
    ident, number = first, 1
    while is_taken(ident):
        number += 1
        ident = derived_id(bytes.fromhex(first.replace("-", "")), str(number))
    return ident


def derived_id(namespace: bytes, name: str) -> str:
    """The uuid5 of a name, in hex with dashes; `namespace` are the 16 bytes of another one."""
    import hashlib  # only where something is new: its libraries take a third of Python's start

    return _as_uuid(hashlib.sha1(namespace + name.encode(), usedforsecurity=False).digest()[:16], 5)


def fresh_id() -> str:
    """A uuid4, in hex with dashes."""
    return _as_uuid(os.urandom(16), 4)


def _as_uuid(raw: bytes, version: int) -> str:
    # by hand: the module `uuid` looks at the whole platform when it is loaded
    digits = bytearray(raw)
    digits[6] = digits[6] & 0x0F | version << 4
    digits[8] = digits[8] & 0x3F | 0x80
    text = digits.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


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
        import base64  # for few paths of few libraries

        return base64.b64encode(raw).decode("ascii")
    return None
