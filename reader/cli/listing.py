"""`reader list`: the articles of the library, or those that match, as lines or JSON Lines."""

from __future__ import annotations

import os.path

from reader.article import Article, State
from reader.cli.arguments import Request
from reader.cli.fields import article_fields
from reader.cli.output import Output, say
from reader.cli.session import open_session
from reader.library import ListQuery
from reader.sanitise import sanitise_line

CHUNK = 500  # rows that are read and printed at a time, so that a long list begins at once
STATES = {State.UNREAD: " ", State.READING: "~", State.FINISHED: "✓"}


def listing(request: Request, out: Output) -> int:
    """Print the articles; 1 when a FILTER finds none, or the folder itself cannot be read."""
    wanted = request.words[0].text if request.words else ""
    with open_session(request) as session:
        library = session.library
        ids = library.ids(ListQuery(filter=sanitise_line(wanted), view="all"))
        for at in range(0, len(ids), CHUNK):
            for article in library.rows(ids[at : at + CHUNK]):
                if request.has("json"):
                    out.json(article_fields(article))
                else:
                    out.line(_row(article, out))
    if wanted:
        from reader.library.doubt import unclear  # late: most lists have no filter

        for line in unclear(wanted):
            say(line)
    if wanted and not ids:
        say(f"no article matches {sanitise_line(wanted)!r}" + _hint(wanted))
        return 1
    return 1 if session.is_shut else 0


def _hint(wanted: str) -> str:
    folder = os.path.isdir(wanted)  # noqa: PTH112 - that of a Path raises for a name that is too long
    return "; to list a folder: reader list --library DIR" if folder else ""


def _row(article: Article, out: Output) -> str:
    parts = []
    if article.authors:
        parts.append(article.authors[0] + (" and others" if len(article.authors) > 1 else ""))
    if article.published or article.saved:
        parts.append((article.published or article.saved or "")[:10])
    if article.minutes is not None:
        parts.append(f"{max(1, article.minutes)} min")
    if article.state is State.READING:
        parts.append(f"{article.progress:.0%}")
    details = " · ".join(parts)
    marks = STATES[article.state] + ("*" if article.starred else " ")
    if not out.is_terminal:
        return f"{marks} {article.title}" + (f" — {details}" if details else "")
    from rich.cells import cell_len, set_cell_size  # only where there are columns to fit

    room = max(20, out.width - cell_len(details) - len(marks) - 4)
    title = article.title if cell_len(article.title) <= room else set_cell_size(article.title, room - 1) + "…"
    title += " " * (room - cell_len(title))
    return f"{marks} {title}  {details}".rstrip()
