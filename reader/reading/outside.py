"""Open a web address outside: which program, as an argument list, never through a shell.

Only http, https and mailto, in the form the library's policy gives them. `$BROWSER` is honoured; a
browser that draws in the terminal is told apart, because the program must be suspended for it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import NamedTuple

from reader.errors import ReaderError
from reader.library import safe_url
from reader.sanitise import sanitise_line

_IN_TERMINAL = frozenset(
    {"lynx", "w3m", "links", "links2", "elinks", "browsh", "cha", "chawan", "carbonyl", "retawq", "www-browser"}
)
_TEXT_BROWSERS = ("www-browser", "w3m", "lynx", "links", "elinks")


class Outside(NamedTuple):
    """A program to start: `argv`, and whether it draws in this terminal."""

    argv: tuple[str, ...]
    in_terminal: bool


def outside(
    url: str,
    environ: Mapping[str, str] | None = None,
    platform: str = sys.platform,
    which: Callable[[str], str | None] | None = None,
) -> Outside:
    """The program that opens `url`. Raises ReaderError when the address is not opened, or none is there."""
    import shutil  # late, because every command loads this module and few start a program

    which = which or shutil.which
    environ = os.environ if environ is None else environ
    safe = safe_url(url)
    if safe is None or safe.startswith("-"):
        raise ReaderError("This address is not opened: only http, https and mailto are")
    if not safe.startswith("mailto:"):
        for command in environ.get("BROWSER", "").split(os.pathsep):
            found = _of_browser(command, safe, which)
            if found is not None:
                return found
    if platform == "darwin":
        return Outside(("open", safe), False)
    screen = bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))
    names = ["termux-open-url"] if environ.get("TERMUX_VERSION") else []
    names += ["wslview"] if environ.get("WSL_DISTRO_NAME") else []
    names += ["xdg-open", "gio"] if screen or environ.get("WSL_DISTRO_NAME") else []
    for name in names:
        if which(name):
            return Outside((name, "open", safe) if name == "gio" else (name, safe), False)
    if not safe.startswith("mailto:"):
        for name in _TEXT_BROWSERS:
            if which(name):
                return Outside((name, safe), True)
    if which("xdg-open"):
        return Outside(("xdg-open", safe), False)
    raise ReaderError("No program was found that opens web addresses: set BROWSER to one")


def _of_browser(command: str, url: str, which: Callable[[str], str | None]) -> Outside | None:
    import shlex  # late, as above

    try:
        words = [word for word in shlex.split(command) if word != "&"]
    except ValueError:
        return None
    if not words or not which(words[0]):
        return None
    if any("%s" in word for word in words[1:]):
        words = [words[0], *(word.replace("%s", url) for word in words[1:])]
    else:
        words = [*words, url]
    return Outside(tuple(words), PurePath(words[0]).name in _IN_TERMINAL)


def start(program: Outside) -> None:
    """Start a program in a session of its own, or in this terminal and wait for its end.

    For the latter the caller has suspended what draws here, and is in the main thread. Raises ReaderError.
    """
    import signal  # late: only where a program is started, as the next, which takes 8 ms
    import subprocess

    try:
        if program.in_terminal:
            # Ctrl+C is for the program there, and would end this one. A handler, because "ignore" is inherited.
            before = signal.signal(signal.SIGINT, lambda *_: None)
            try:
                subprocess.run(program.argv, check=False)
            finally:
                signal.signal(signal.SIGINT, before)
        else:
            subprocess.Popen(
                program.argv,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "the address holds a character it may not"
        raise ReaderError(f"{sanitise_line(program.argv[0])} cannot be started: {reason}") from error
