"""`reader search`: the articles whose text fits a query, as lines or JSON Lines."""

from __future__ import annotations

from reader import paths
from reader.cli.arguments import Request
from reader.cli.output import Output, path_fields, say
from reader.cli.progress import Progress
from reader.cli.session import open_session
from reader.reading import Hit
from reader.sanitise import sanitise_line

LIMIT = 20


def search(request: Request, out: Output) -> int:
    """Print the hits, the best first; 1 when there are none, or the folder itself cannot be read."""
    query = " ".join(word.text for word in request.words)
    limit = request.number("limit", LIMIT)
    with open_session(request) as session:
        with Progress() as progress:
            session.index_texts(progress)
        found = session.search(query, limit, live=False)
    for hit in found.rows:
        if request.has("json"):
            out.json(
                {
                    "id": hit.article.id,
                    **path_fields(hit.article.path),
                    "title": hit.article.title,
                    "snippet": hit.snippet,
                    "line": hit.line,
                    "score": round(hit.score, 4),
                }
            )
        else:
            _show(hit, out)
    for line in found.unclear:
        say(line)
    if not found.rows:
        meant = f"; did you mean {sanitise_line(found.suggestion)!r}?" if found.suggestion else ""
        say(f"nothing found for {sanitise_line(query)!r}{meant}")
        return 1
    if found.total > len(found.rows) and out.is_terminal:
        say(f"{len(found.rows)} of {found.total} articles; --limit N shows more")
    return 1 if session.is_shut else 0


def _show(hit: Hit, out: Output) -> None:
    title = hit.article.title
    source = f"{paths.display(hit.article.path)}:{hit.line}"
    out.line(f"\x1b[1m{title}\x1b[0m" if out.colour else title)
    out.line(f"  {source}")
    if hit.snippet:
        out.line(f"  {_marked(hit) if out.colour else hit.snippet}")
    out.line()


def _marked(hit: Hit) -> str:
    parts = []
    at = 0
    for start, end in hit.ranges:
        parts += [hit.snippet[at:start], "\x1b[7m", hit.snippet[start:end], "\x1b[27m"]
        at = end
    return "".join([*parts, hit.snippet[at:]])
