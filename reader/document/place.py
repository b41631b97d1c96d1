"""Where a link leads, in few words: a file name, a host. For showing only; knows no library and opens nothing."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from reader.sanitise import sanitise_line

_LONGEST = 40  # characters, so that it stands on a line


def place(href: str, known: str) -> str:
    """Host and file name of a target, without a file name that is `known` already; "" when nothing is to be said."""
    try:
        parts = urlsplit(href)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    if parts.scheme not in {"", "http", "https"}:
        return ""
    name = sanitise_line(unquote(file_name(parts.path))).strip()
    if name == known.strip() or file_name(href) == known.strip():
        name = ""
    host = sanitise_line(host)
    between = "/" if parts.path.count("/") < 2 else "/…/"
    return _shortened(f"{host}{between}{name}" if host and name else host or name)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2 - 1]}…{text[-_LONGEST // 2 :]}"


def file_name(source: str) -> str:
    """The last part of a path or URL, without what follows `?` or `#`."""
    path = source.partition("?")[0].partition("#")[0]
    return path.rstrip("/").rpartition("/")[2][:80]
