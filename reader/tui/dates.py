"""Dates as a list shows them: short, and only as exact as is useful."""

from __future__ import annotations

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def short(iso: str | None, year: int) -> str:
    """`9 Mar` in the given year, else `2021`; empty for what is no date."""
    parts = _parts(iso)
    if parts is None:
        return ""
    own_year, month, day = parts
    if own_year == year and month and day:
        return f"{day} {_MONTHS[month - 1]}"
    return str(own_year)


def full(iso: str | None) -> str:
    """`9 Mar 2021`, `Mar 2021` or `2021`, as far as the date goes; empty for what is no date."""
    parts = _parts(iso)
    if parts is None:
        return ""
    year, month, day = parts
    if month and day:
        return f"{day} {_MONTHS[month - 1]} {year}"
    return f"{_MONTHS[month - 1]} {year}" if month else str(year)


def month(iso: str | None) -> str:
    """`March 2021` or `2021`, as far as the date goes; empty for what is no date."""
    parts = _parts(iso)
    if parts is None:
        return ""
    year, number, _ = parts
    return f"{_NAMES[number - 1]} {year}" if number else str(year)


def _parts(iso: str | None) -> tuple[int, int, int] | None:
    if not iso:
        return None
    pieces = iso[:10].split("-")
    try:
        year = int(pieces[0])
        month = int(pieces[1]) if len(pieces) > 1 else 0
        day = int(pieces[2]) if len(pieces) > 2 else 0
    except ValueError:
        return None
    return (year, month if 1 <= month <= 12 else 0, day if 1 <= day <= 31 else 0)
