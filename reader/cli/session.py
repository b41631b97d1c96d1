"""Opens the library and the user data that a command works on, and closes them after it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from reader import paths
from reader.cli.arguments import Request
from reader.cli.output import say
from reader.cli.roots import Choice, Place, choose
from reader.library import Library
from reader.reading import Session
from reader.reading.launch import remembered_roots
from reader.userdata import UserData


def index_file() -> Path:
    """The index; one for all libraries, and it can be deleted at any time."""
    return paths.cache_dir() / "index.db"


def roots_for(request: Request, places: Sequence[Place], userdata: UserData) -> Choice:
    """Which library the command is about; files outside of `--library` are added to it."""
    choice = choose(request.get("library"), places, os.environ, lambda: remembered_roots(userdata.get))
    if choice.notice:
        say(choice.notice)
    outside = [place.path for place in places if not any(place.path.is_relative_to(root) for root in choice.roots)]
    return choice._replace(roots=(*choice.roots, *outside))


@contextmanager
def open_session(
    request: Request, places: Sequence[Place] = (), *, scan: bool = True, marked: bool = False
) -> Iterator[Session]:
    """The session of one command: the library is looked through for changes unless `scan` is False.

    With `marked` it also reaches the files outside of the library that have marks.
    Raises ReaderError when one of the two can't be opened.
    """
    userdata = UserData(paths.state_file())
    try:
        if userdata.notice:
            say(userdata.notice)
        roots = roots_for(request, places, userdata).roots
        if marked:
            roots += tuple(_marked(userdata, roots))
        session = Session(Library(roots, index_file()), userdata)
    except BaseException:
        userdata.close()
        raise
    try:
        if scan:
            _scan(session)
        session.refresh()
        yield session
    finally:
        session.close()


def _marked(userdata: UserData, roots: tuple[Path, ...]) -> Iterator[Path]:
    for record in userdata.records():
        if record.marks and not any(record.path.is_relative_to(root) for root in roots) and record.path.is_file():
            yield record.path


def _scan(session: Session) -> None:
    report = session.scan()
    for path, reason in report.unreadable:
        say(f"{paths.display(path)}: {reason}")
