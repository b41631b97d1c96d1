"""Starts the TUI: sees that there is a terminal, reads standard input for `-`, says what to open.

The only module here that leads to textual, and it loads it last, so that mistakes are told at once.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys

from reader import paths
from reader.cli.arguments import Request
from reader.cli.ground import Ground, asked, can_be_asked
from reader.cli.output import messages
from reader.cli.roots import Place, choose, place_of
from reader.cli.session import index_file
from reader.errors import StorageError, UsageError
from reader.library import Library
from reader.library.decode import decode
from reader.library.source import MAX_BYTES
from reader.reading import Launch, Session
from reader.reading.config import load
from reader.reading.launch import GROUND, remember_roots, remembered_roots
from reader.userdata import UserData

PRINTS = "`reader list` and `reader show FILE` print without one"


def start(request: Request) -> int:
    """Run the TUI on what was asked; its exit status. Raises ReaderError for what can't be opened."""
    piped = [word.text for word in request.words] == ["-"]
    places = [] if piped else [place_of(word) for word in request.words]
    _need_terminal(piped)
    messages()  # what Textual writes goes the same way: in the terminal's encoding, and no character stops it
    gc.disable()  # until the first paint: what is loaded until then stays, and is looked through in vain
    config = load(paths.config_file())
    text = _standard_input() if piped else None
    userdata = UserData(paths.state_file())
    try:
        launch = Launch(text=text) if piped else launch_of(request, places, userdata)
        session = Session(Library(launch.roots, index_file()), userdata)
    except BaseException:
        userdata.close()
        raise
    try:
        session.refresh()
        launch = _remember(launch, userdata)
        with _ground_asked(userdata) as ground:
            from reader.tui.app import run  # textual takes half of the start-up, and mistakes need none of it

            if launch.file is not None or launch.text is not None:
                import reader.document.opening  # noqa: F401 - needed at once, and no other thread works yet
        if ground is not None:
            launch = launch._replace(light=ground.light, asked=True, typed=ground.typed)
    except BaseException:
        session.close()
        raise
    return run(launch, session, config)  # closes the session, when no thread works with it any more


def launch_of(request: Request, places: list[Place], userdata: UserData) -> Launch:
    """What to open for words other than `-`. Raises UnreadableError for a library that is not there."""
    option = request.get("library")
    choice = choose(option, places, os.environ, lambda: remembered_roots(userdata.get))
    files = [place for place in places if not place.folder]
    wanted = files[0] if len(files) == 1 else next((place for place in files if place.fragment or place.line), None)
    roots, notice = choice.roots, choice.notice
    if option is not None:
        roots += tuple(place.path for place in files if not place.path.is_relative_to(roots[0]))
        if len(files) < len(places):
            notice = "--library names the library; the other folders are not opened"
    return Launch(
        roots,
        wanted.path if wanted else None,
        wanted.fragment if wanted else "",
        wanted.line if wanted else 0,
        remember=choice.named and all(root.is_dir() for root in roots),
        resume=wanted is None,
        notice=notice,
    )


def _remember(launch: Launch, userdata: UserData) -> Launch:
    if not launch.remember or remembered_roots(userdata.get) == launch.roots:
        return launch
    try:
        remember_roots(userdata.set, launch.roots)
    except StorageError as error:
        # Reading needs no memory: say it and go on
        return launch._replace(notice=str(error))
    return launch


def _ground_asked(userdata: UserData) -> contextlib.AbstractContextManager[Ground | None]:
    """Asks the terminal for its background at the first start."""
    if userdata.get("theme") is None and userdata.get(GROUND) is None and can_be_asked(os.environ):
        return asked()
    return contextlib.nullcontext()


def _need_terminal(piped: bool) -> None:
    for stream, name in ((sys.stdout, "standard output"), (sys.stderr, "standard error")):
        if stream is None or not stream.isatty():
            raise UsageError(f"reading needs a terminal, and {name} is none; {PRINTS}")
    if os.environ.get("TERM") == "dumb":
        raise UsageError(f"this terminal (TERM=dumb) cannot show pages; {PRINTS}")
    if not piped and (sys.stdin is None or not sys.stdin.isatty()):
        raise UsageError("standard input is no terminal; `reader -` reads a document from it")


def _standard_input() -> str:
    """All of standard input as text; keys are taken from the terminal from here on."""
    if sys.stdin is None:
        raise UsageError("- reads standard input, and it is closed")
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UsageError(f"standard input has more than {MAX_BYTES // 1024 // 1024} MB")
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        raise UsageError("there is no terminal to take keys from") from None
    os.dup2(terminal, 0)
    os.close(terminal)
    return decode(data).text
