"""`reader bookmarks`: list, add, remove, export and import the marked passages."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from reader import paths
from reader.cli.arguments import Request
from reader.cli.output import Json, Output, path_fields, say
from reader.cli.roots import Place, absolute, place_of
from reader.cli.session import open_session
from reader.errors import ReaderError, UnreadableError
from reader.reading import MarkKind, MarkRow, Session, Status
from reader.sanitise import sanitise_line

SHORT = 8  # characters of an id that are shown to a person; any beginning that is unique will do


def bookmarks(request: Request, out: Output) -> int:
    """Do what the action says; exceptions tell what could not be done."""
    match request.command.name:
        case "add":
            return _add(request, out)
        case "remove":
            return _remove(request, out)
        case "export":
            from reader.cli.exchange import export_marks  # seldom asked for

            return export_marks(request, out)
        case "import":
            from reader.cli.exchange import import_marks

            return import_marks(request, out)
        case _:
            return _list(request, out)


def _list(request: Request, out: Output) -> int:
    with open_session(request, marked=True, scan=False) as session:
        rows = session.mark_rows()
        if session.library.scanned and any(row.status in (Status.ORPHANED, Status.MISSING) for row in rows):
            with contextlib.suppress(ReaderError):  # what is known can be listed all the same
                session.scan()  # their files may have been renamed
            rows = session.mark_rows()
        for number, row in enumerate(rows):
            if request.has("json"):
                out.json(row_fields(row))
            else:
                _print(row, out, first=number == 0)
    return 0


def _print(row: MarkRow, out: Output, *, first: bool) -> None:
    if not first:
        out.line()
    place = row.title + (f" · {row.heading}" if row.heading and row.heading != row.title else "")
    status = "" if row.status == Status.EXACT else f" · {row.status}"
    out.line(f"{row.id[:SHORT]}  {place} · {row.created[:10]}{status}")
    out.line(f"          {'▒' if row.kind == MarkKind.HIGHLIGHT else '◆'} {' '.join(row.quote.split())}")
    if row.note:
        out.line(f"          “{' '.join(row.note.split())}”")


def row_fields(row: MarkRow) -> dict[str, Json]:
    """The fields of `bookmarks --json`, in their order."""
    return {
        "id": row.id,
        **path_fields(row.path),
        "title": row.title,
        "heading": row.heading,
        "quote": row.quote,
        "note": row.note,
        "kind": str(row.kind),
        "created": row.created,
        "status": str(row.status),
        "line": row.line,
    }


def _add(request: Request, out: Output) -> int:
    place = file_place(request)
    quote = request.get("quote") or ""
    note = request.get("note")
    with open_session(request, [place]) as session:
        marked = session.mark_quote(place.path, sanitised(quote), sanitised(note) if note else None)
        if marked.places > 1:
            say(f"these words are there {marked.places} times: the first is marked")
        _print_mark(session, marked.mark.id, request, out)
    return 0


def _print_mark(session: Session, ident: str, request: Request, out: Output) -> None:
    if not request.has("json"):
        out.line(ident)
        return
    for row in session.mark_rows():
        if row.id == ident:
            out.json(row_fields(row))


def _remove(request: Request, out: Output) -> int:
    with open_session(request, marked=True, scan=False) as session:
        mark = session.find_mark(request.words[0].text)
        if request.has("json"):
            _print_mark(session, mark.id, request, out)
        session.remove_marks([mark.id])
        if not request.has("json"):
            out.line(mark.id)
    return 0


def file_place(request: Request) -> Place:
    """The file that the first operand names. Raises UnreadableError for a folder, or when it is not there."""
    place = place_of(request.words[0])
    if place.folder:
        raise UnreadableError(f"{paths.display(place.path)} is a folder; name the file of the passage")
    return place


def sanitised(text: str) -> str:
    """Words from the command line as they may be kept: bytes that are no UTF-8 are refused."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ReaderError("these words are no UTF-8") from None
    return sanitise_line(text)


def new_file(name: str) -> Path:
    """The path for a file to be written; raises ReaderError where something is already."""
    path = absolute(name)
    if os.path.lexists(path):
        raise ReaderError(f"{paths.display(path)} is there already, and nothing is written over it")
    return path
