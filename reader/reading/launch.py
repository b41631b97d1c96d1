"""What the shell asks of the TUI: the library, and where to begin in it; and which library was the last.

Values and how they are kept as a setting. Opens no library and starts nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

SETTING = "library"
GROUND = "ground"  # the setting that keeps what the terminal said of its background: light, dark, or nothing


class Launch(NamedTuple):
    """One start of the TUI. All paths are absolute.

    `roots` are the folders and files of the library, empty for a document from standard input, whose
    whole text is then in `text` (sanitised, "\\n" line ends). `file` is opened at once: at `fragment`
    (a heading as after `#` in a link, still percent-encoded) or at `line` (1-based, 0: none), else at
    its place. `remember` tells that these roots are to become the library last opened, `resume` that
    no article was named, so that a session left by `Q` goes on where it was. `notice` is one line to show
    in the status line, or empty. `light` is what the terminal said of its background, None: nothing;
    `asked` that it was asked just now, and `typed` what the person typed meanwhile.
    """

    roots: tuple[Path, ...] = ()
    file: Path | None = None
    fragment: str = ""
    line: int = 0
    text: str | None = None
    remember: bool = False
    resume: bool = False
    notice: str = ""
    light: bool | None = None
    asked: bool = False
    typed: str = ""

    @property
    def single(self) -> bool:
        """Only one document was asked for, so that leaving it leaves the program."""
        return self.text is not None or (self.file is not None and self.roots == (self.file,))


def remember_roots(save: Callable[[str, str], object], roots: tuple[Path, ...]) -> None:
    """Keep the roots as the library last opened; `save` sets a setting of the user data."""
    import json  # late, as below: only where a library is remembered

    # ASCII escapes, because bytes of a name that are no UTF-8 are lone surrogates here
    save(SETTING, json.dumps([str(root) for root in roots]))


def remembered_roots(load: Callable[[str], str | None]) -> tuple[Path, ...]:
    """The library last opened, empty when there was none; `load` gets a setting of the user data."""
    kept = load(SETTING)
    if not kept:
        return ()
    import json

    try:
        roots = json.loads(kept)
    except ValueError:
        return ()
    if not isinstance(roots, list):
        return ()
    return tuple(Path(root) for root in roots if isinstance(root, str) and root.startswith("/"))
