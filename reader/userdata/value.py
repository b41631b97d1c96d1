"""Values as they come out of the database, checked: what is of another type raises ValueError.

A file can be damaged so that SQLite finds nothing wrong with it and yet the values make no sense.
"""

from __future__ import annotations


def integer(value: object) -> int:
    """A whole number."""
    if isinstance(value, int):
        return value
    raise ValueError("no number")


def real(value: object) -> float:
    """A number."""
    if isinstance(value, int | float):
        return float(value)
    raise ValueError("no number")


def text(value: object) -> str:
    """A text."""
    if isinstance(value, str):
        return value
    raise ValueError("no text")


def text_or_none(value: object) -> str | None:
    """A text, or None."""
    return None if value is None else text(value)


def blob(value: object) -> bytes:
    """Bytes."""
    if isinstance(value, bytes):
        return value
    raise ValueError("no bytes")


def blob_or_none(value: object) -> bytes | None:
    """Bytes, or None."""
    return None if value is None else blob(value)
