"""`bookmarks export` and `import`: all marks as Markdown to read, or as JSON Lines that go in again."""

from __future__ import annotations

import base64
import binascii
import json
import os
from pathlib import Path

from reader import paths
from reader.cli.arguments import Request
from reader.cli.bookmarks import file_place, new_file, row_fields
from reader.cli.output import Json, Output, say
from reader.cli.session import open_session
from reader.document.selector import TEXT_VERSION, Selector
from reader.errors import ReaderError, StorageError
from reader.library.source import MAX_BYTES, read_named, reason_of
from reader.reading import Mark, MarkKind, MarkRow, Session, TakenMark
from reader.sanitise import sanitise, sanitise_line


def export_marks(request: Request, out: Output) -> int:
    """Write the marks, oldest first, to the file that is named or to standard output."""
    form = request.get("format") or ("json" if request.has("json") else "md")
    target = new_file(request.words[0].text) if request.words else None
    with open_session(request, marked=True, scan=False) as session:
        rows = sorted(session.mark_rows(), key=lambda row: row.created)
        marks = {mark.id: mark for mark in session.userdata.marks()}
        text = _markdown(rows) if form == "md" else _json_lines(session, rows, marks)
    if target is None:
        out.whole(text)
        return 0
    try:
        with target.open("x", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise StorageError(f"{paths.display(target)} cannot be written: {error.strerror}") from error
    say(f"{_marks(len(rows))} written to {paths.display(target)}")
    return 0


def _markdown(rows: list[MarkRow]) -> str:
    parts = ["# Bookmarks", ""]
    for path in dict.fromkeys(row.path for row in rows):
        of_file = [row for row in rows if row.path == path]
        parts += [f"## {_escaped(of_file[0].title)}", "", f"`{paths.display(path).replace('`', '?')}`", ""]
        for row in of_file:
            parts += [f"> {line}".rstrip() for line in row.quote.split("\n")] + [""]
            if row.note:
                parts += [_escaped(row.note), ""]
            where = f" · {_escaped(row.heading)}" if row.heading else ""
            parts += [f"*{row.created[:10]}{where}*", ""]
    return "\n".join(parts)


def _marks(count: int) -> str:
    return "1 mark" if count == 1 else f"{count} marks"


def _escaped(text: str) -> str:
    return "".join(f"\\{char}" if char in "\\`*_[]<>#" else char for char in " ".join(text.split()))


def _json_lines(session: Session, rows: list[MarkRow], marks: dict[str, Mark]) -> str:
    lines = []
    for row in rows:
        selector = marks[row.id].selector
        record = session.userdata.record(row.article_id)
        fields: dict[str, Json] = {
            **row_fields(row),
            "color": row.color,
            "url": record.url if record is not None else None,
            "prefix": selector.prefix,
            "suffix": selector.suffix,
            "headings": list(selector.headings),
            "offset": selector.offset,
            "start": selector.start,
            "end": selector.end,
            "version": selector.version,
        }
        lines.append(json.dumps(fields, ensure_ascii=False) + "\n")
    return "".join(lines)


def import_marks(request: Request, out: Output) -> int:
    """Take in the marks of a file that are not there yet; prints how many. Raises ReaderError at the first bad line."""
    place = file_place(request)
    try:
        data = read_named(os.fsencode(place.path), MAX_BYTES)
        text = data.head.decode("utf-8-sig")
    except OSError as error:
        raise ReaderError(f"{paths.display(place.path)}: {reason_of(error)}") from error
    except UnicodeDecodeError as error:
        raise ReaderError(f"{paths.display(place.path)} is not what `bookmarks export --format json` writes") from error
    found = [_parsed(line, number) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    with open_session(request, marked=True, scan=False) as session:
        added = session.take_marks(found)
    if request.has("json"):
        out.json({"added": added, "there": len(found) - added})
    else:
        out.line(f"{_marks(added)} added; already there: {len(found) - added}")
    return 0


def _parsed(line: str, number: int) -> TakenMark:
    try:
        raw = json.loads(line)
        path = Path(os.fsdecode(base64.b64decode(raw["path_b64"])) if raw.get("path_b64") else raw["path"])
        headings = raw.get("headings") or []
        selector = Selector(
            quote=_text(raw, "quote") or "",
            prefix=_text(raw, "prefix") or "",
            suffix=_text(raw, "suffix") or "",
            headings=tuple(sanitise_line(str(heading)) for heading in headings),
            offset=_number(raw, "offset"),
            start=_number(raw, "start"),
            end=_number(raw, "end"),
            version=_number(raw, "version") or TEXT_VERSION,
        )
        kind = MarkKind(raw.get("kind") or MarkKind.BOOKMARK)
        os.fsencode(path)  # a name can hold what is no text, but not every surrogate
        note = _text(raw, "note")
        color, url, title = (_line(raw, name) for name in ("color", "url", "title"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error) as error:
        raise ReaderError(f"line {number} is not what `bookmarks export --format json` writes") from error
    if not (path.is_absolute() and "\0" not in str(path) and selector.quote.strip()):
        raise ReaderError(f"line {number} has no path or no quote")
    return TakenMark(path, selector, kind, note, color, url, title)


def _line(raw: dict[str, object], name: str) -> str | None:
    text = _text(raw, name)
    return None if text is None else sanitise_line(text)


def _text(raw: dict[str, object], name: str) -> str | None:
    value = raw.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise TypeError(name)
    return sanitise(value.replace("\r\n", "\n").replace("\r", "\n"))


def _number(raw: dict[str, object], name: str) -> int:
    value = raw.get(name)
    if value is None:
        return 0
    if not isinstance(value, int) or not 0 <= value < 2**62:
        raise TypeError(name)
    return value
