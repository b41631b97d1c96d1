"""Standard output and standard error: lines, JSON Lines, colour or not. Knows no command.

Data goes to standard output, messages to standard error. What is printed was made safe before, by
`sanitise` when it was decoded; this sees that a terminal which lacks a character shows `?` for it, and
that no encoding stops a command. Files and pipes get what is there, as far as their encoding goes.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TextIO

from reader import paths
from reader.document.repertoire import UTF8, Repertoire, repertoire_of
from reader.sanitise import sanitise_line

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


class Output:
    """Where a command writes its data. Raises BrokenPipeError when nobody reads any more.

    `repertoire` is what can be shown where the data goes.
    """

    def __init__(self, stream: TextIO | None = None):
        self.stream = stream if stream is not None else _standard()
        self.is_terminal = self.stream.isatty()
        self.colour = self.is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        self.repertoire = _ready(self.stream)

    @property
    def width(self) -> int:
        """Columns of the terminal, or 80 where there is none."""
        if not self.is_terminal:
            return 80
        try:
            return os.get_terminal_size(self.stream.fileno()).columns or 80
        except OSError:
            return 80

    def page(self) -> None:
        """What follows is a page set for a person: it goes by the locale into a pipe too, where a pager may be."""
        if not self.is_terminal and self.repertoire.encoding == UTF8:
            self.repertoire = repertoire_of({**os.environ, "TERM": ""})
            _reconfigure(self.stream, encoding=self.repertoire.encoding)

    def line(self, text: str = "") -> None:
        """Print one line."""
        self.stream.write(self.repertoire.fit(text) + "\n")

    def whole(self, text: str) -> None:
        """Print what is kept, such as an export: in UTF-8 whatever the locale is, but on a terminal."""
        if not self.is_terminal and self.repertoire.encoding != UTF8:
            self.stream.flush()
            _reconfigure(self.stream, encoding=UTF8)
        self.stream.write(self.repertoire.fit(text) if self.is_terminal else text)

    def json(self, value: dict[str, Json]) -> None:
        """Print one object on one line. What the encoding cannot say becomes `?`."""
        import json  # 6 ms that commands without --json save

        exact = self.repertoire.encoding == UTF8
        self.stream.write(json.dumps(value, ensure_ascii=not exact, separators=(",", ":")) + "\n")

    def finish(self) -> None:
        """Send on what is still held back; errors of the last write come out here."""
        self.stream.flush()


def _standard() -> TextIO:
    if sys.stdout is None:  # started with it closed
        return open(os.devnull, "w", encoding="utf-8")
    _reconfigure(sys.stdout, newline="\n")
    return sys.stdout


def _ready(stream: TextIO) -> Repertoire:
    """What the stream takes; a terminal is written to in its own encoding, whatever Python took it for."""
    if stream.isatty():
        found = repertoire_of(os.environ)
        _reconfigure(stream, encoding=found.encoding, errors="replace")
        return found
    name = (stream.encoding or UTF8).lower()
    # A name of a file must not end the list where its encoding has no sign for it
    _reconfigure(stream, errors="replace")
    return Repertoire() if name.replace("-", "") == "utf8" else Repertoire(name, ascii=True)


def _reconfigure(stream: TextIO, **settings: str) -> None:
    change = getattr(stream, "reconfigure", None)  # streams that somebody put in place may have none
    if change is not None:
        change(**settings)


def messages() -> tuple[TextIO, Repertoire] | None:
    """Standard error and what it takes; None when it is closed."""
    return (sys.stderr, _ready(sys.stderr)) if sys.stderr is not None else None


def say(message: str) -> None:
    """One line for the person, on standard error."""
    try:
        found = messages()
        if found is None:
            return
        stream, repertoire = found
        stream.write(f"reader: {repertoire.fit(sanitise_line(message))}\n")
        stream.flush()
    except (OSError, ValueError):
        # Standard error is closed or full: there is nobody left to tell
        return


def path_fields(path: Path) -> dict[str, Json]:
    """`path`, and `path_b64` where the text had to change its bytes."""
    fields: dict[str, Json] = {"path": paths.printable(path)}
    exact = paths.as_base64(path)
    if exact is not None:
        fields["path_b64"] = exact
    return fields
