"""Standard output and standard error: lines, JSON Lines, colour or not. Knows no command.

Data goes to standard output, messages to standard error. What is printed was made safe before, by
`sanitise` when it was decoded; this only sees that the terminal's encoding does not stop it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TextIO

from reader import paths
from reader.sanitise import sanitise_line

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


class Output:
    """Where a command writes its data. Raises BrokenPipeError when nobody reads any more."""

    def __init__(self, stream: TextIO | None = None):
        self.stream = stream if stream is not None else _standard()
        self.is_terminal = self.stream.isatty()
        self.colour = self.is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        self._unicode = (self.stream.encoding or "").lower().replace("-", "") == "utf8"

    @property
    def width(self) -> int:
        """Columns of the terminal, or 80 where there is none."""
        if not self.is_terminal:
            return 80
        try:
            return os.get_terminal_size(self.stream.fileno()).columns or 80
        except OSError:
            return 80

    def line(self, text: str = "") -> None:
        """Print one line."""
        self.stream.write(text + "\n")

    def write(self, text: str) -> None:
        """Print text as it is."""
        self.stream.write(text)

    def json(self, value: dict[str, Json]) -> None:
        """Print one object on one line. A lone surrogate or another encoding is escaped."""
        import json  # 6 ms that commands without --json save

        self.stream.write(json.dumps(value, ensure_ascii=not self._unicode, separators=(",", ":")) + "\n")

    def finish(self) -> None:
        """Send on what is still held back; errors of the last write come out here."""
        self.stream.flush()


def _standard() -> TextIO:
    if sys.stdout is None:  # started with it closed
        return open(os.devnull, "w", encoding="utf-8")
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        # A name must not end the list in a terminal that has no sign for it
        reconfigure(errors="backslashreplace", newline="\n")
    return sys.stdout


def say(message: str) -> None:
    """One line for the person, on standard error."""
    stream = sys.stderr
    if stream is None:
        return
    try:
        stream.write(f"reader: {sanitise_line(message)}\n")
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
