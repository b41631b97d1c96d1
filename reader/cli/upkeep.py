"""`reader index` and `reader paths`: bringing the index up to date, and where the program keeps what."""

from __future__ import annotations

import os

from reader import paths
from reader.cli.arguments import Request
from reader.cli.output import Output, say
from reader.cli.progress import Progress
from reader.cli.session import index_file, open_session, roots_for
from reader.errors import StorageError
from reader.userdata import UserData


def index(request: Request, out: Output) -> int:
    """Look for new and changed files; 1 when some could not be read."""
    if request.has("rebuild"):
        _remove_index()
    with open_session(request, scan=False) as session, Progress() as progress:
        report = session.scan(progress)
        session.index_texts(progress)
    out.line(
        f"{report.total} article{'' if report.total == 1 else 's'}: {report.added} new, {report.changed} changed, "
        f"{report.removed} gone, {report.renamed} moved"
    )
    for path, reason in report.unreadable:
        say(f"{paths.display(path)}: {reason}")
    return 1 if report.unreadable else 0


def _remove_index() -> None:
    for suffix in ("", "-wal", "-shm"):
        file = index_file().with_name(index_file().name + suffix)
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise StorageError(f"{paths.display(file)} cannot be removed: {error.strerror}") from error


def where(request: Request, out: Output) -> int:
    """Print the files and folders, one a line, a tab between name and path."""
    userdata = UserData(paths.state_file())
    try:
        rows = [("library", root) for root in roots_for(request, [], userdata).roots]
    finally:
        userdata.close()
    rows += [
        ("bookmarks", paths.state_file()),
        ("index", index_file()),
        ("settings", paths.config_file()),
        ("articles of the program", paths.seeds_dir()),
    ]
    for name, path in rows:
        out.line(f"{name}\t{paths.printable(os.fspath(path))}")
    return 0
