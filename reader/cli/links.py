"""`reader links`: where the links of the library, or of one file or folder of it, lead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from reader import paths
from reader.cli.arguments import Request
from reader.cli.fields import target_text
from reader.cli.output import Output, path_fields
from reader.cli.roots import Place, place_of
from reader.cli.session import open_session
from reader.cli.show import whole_document
from reader.document.metadata import extract
from reader.document.seek import Names
from reader.library import Library, LibraryLink
from reader.library.root import absolute
from reader.library.source import HEAD_BYTES
from reader.reading import Session
from reader.reading.following import judged


def links(request: Request, out: Output) -> int:
    """Print the links; 1 when `--broken` finds any, or the folder itself cannot be read."""
    place = place_of(request.words[0]) if request.words else None
    broken = request.has("broken")
    found = False
    with open_session(request, [place] if place else []) as session:
        taken: dict[Path, frozenset[int]] = {}
        for link in _judged(session, _links(session.library, place)):
            if broken and link.target.kind != "missing":
                continue
            if link.href == "#":
                if link.path not in taken:
                    taken[link.path] = _byline(session.library, link.path)
                if link.line in taken[link.path]:
                    continue
            found = True
            _print(link, out, json=request.has("json"))
    return 1 if (broken and found) or session.is_shut else 0


def _links(library: Library, place: Place | None) -> Iterator[LibraryLink]:
    if place is not None and not place.folder:
        yield from library.links(place.path)
        return
    below = None if place is None else absolute(place.path).rstrip(b"/") + b"/"
    for link in library.all_links():
        if below is None or absolute(link.path).startswith(below):
            yield link


def _judged(session: Session, links: Iterable[LibraryLink]) -> Iterator[LibraryLink]:
    """The links, those to a heading of their own file that is not there as missing.

    A file is parsed, once, only where no line of it looks like such a heading.
    """
    of, names, document = None, Names(""), None
    for link in links:
        target = link.target
        if target.kind == "heading" and target.fragment:
            if link.path != of:
                of, names, document = link.path, Names(session.library.read(link.path).text), None
            if not names.have(target.fragment):
                if document is None:
                    document, _ = whole_document(session, link.path)
                target = judged(target, document)
        yield link._replace(target=target)


def _byline(library: Library, path: Path) -> frozenset[int]:
    """The lines that the masthead shows: a byline `[Name](#)` is a name there, and no link."""
    source = library.read(path, HEAD_BYTES)
    taken = extract(source.text, source.tail, path.name).taken
    return frozenset(source.text.count("\n", 0, start) + 1 for start, _ in taken if start >= 0)


def _print(link: LibraryLink, out: Output, *, json: bool) -> None:
    target = target_text(link.target)
    if json:
        out.json(
            {
                **path_fields(link.path),
                "line": link.line,
                "text": link.text,
                "href": link.href,
                "kind": link.target.kind,
                "target": target,
            }
        )
        return
    leads = link.target.reason if link.target.kind == "missing" else target or ""
    out.line(f"{paths.display(link.path)}:{link.line}: {link.text} ({link.href}) → {link.target.kind}: {leads}")
