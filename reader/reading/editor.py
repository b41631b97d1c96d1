"""The user's own editor for a file of the library: an argument list from VISUAL or EDITOR, never a shell."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from reader.errors import ReaderError
from reader.reading.outside import Outside

_USUAL = ("sensible-editor", "nano", "vim", "vi")


def editor(
    path: Path,
    environ: Mapping[str, str] | None = None,
    which: Callable[[str], str | None] = shutil.which,
) -> Outside:
    """The editor started on a file, in this terminal. Raises ReaderError when there is none."""
    environ = os.environ if environ is None else environ
    for command in (environ.get("VISUAL", ""), environ.get("EDITOR", ""), *_USUAL):
        try:
            words = shlex.split(command)
        except ValueError:
            continue
        if words and which(words[0]):
            # the path is absolute, so that no name can be taken for an option
            return Outside((*words, str(path.absolute())), True)
    raise ReaderError("No editor was found: set EDITOR to one")
