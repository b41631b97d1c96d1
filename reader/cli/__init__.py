"""The shell's side of the program: arguments, output, exit status, and the wiring of commands.

Commands do not import textual, and each module here is loaded only by the command that needs it:
`reader list` has to answer in a few times the start of Python. Must not decide what the TUI would
have to decide again: that is `reader.reading`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from reader import __version__
from reader.cli.arguments import Request, parse
from reader.cli.commands import START, help_text
from reader.cli.output import Output, say
from reader.errors import ReaderError, UsageError
from reader.sanitise import sanitise_line

DONE, FAILED, WRONG, INTERRUPTED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit status. No exception leaves but SystemExit."""
    try:
        return _run(list(sys.argv[1:] if argv is None else argv))
    except UsageError as error:
        say(str(error))
        return WRONG
    except ReaderError as error:
        say(str(error))
        return FAILED
    except KeyboardInterrupt:
        _forget_output()
        return INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return DONE
    except OSError as error:
        say(f"could not go on: {error.strerror or error}")
        _forget_output()
        return FAILED
    except Exception as error:
        # The only place that takes any: what gets here was foreseen by nobody, so there is no narrower class
        # to name, and what a person is promised is one line and never a traceback. It is not swallowed: the
        # status is 1, the line asks for a report, and the variable below lets it through for who looks for it.
        if os.environ.get("READER_DEBUG"):
            raise
        text = sanitise_line(f"{type(error).__name__}: {error}")[:160]
        say(f"this is a defect of reader {__version__}, please report it ({text}); READER_DEBUG=1 shows where")
        _forget_output()
        return FAILED


def _run(argv: list[str]) -> int:
    request = parse(argv)
    if request.has("version"):
        out = Output()
        out.line(f"reader {__version__}")
    elif request.has("help"):
        out = Output()
        out.line(help_text(request.command, request.parent))
    elif request.command is START:
        # The TUI and all it loads: only when it is asked for
        from reader.cli.start import start

        return start(request)
    else:
        out = Output()
        status = _command(request, out)
        out.finish()
        return status
    out.finish()
    return DONE


def _command(request: Request, out: Output) -> int:
    # Each command loads only what it needs
    match request.parent or request.command.name:
        case "list":
            from reader.cli.listing import listing as command
        case "search":
            from reader.cli.search import search as command
        case "show":
            from reader.cli.show import show as command
        case "bookmarks":
            from reader.cli.bookmarks import bookmarks as command
        case "links":
            from reader.cli.links import links as command
        case "index":
            from reader.cli.upkeep import index as command
        case _:
            from reader.cli.upkeep import where as command
    return command(request, out)


def _forget_output() -> None:
    """Let the interpreter flush into nothing at its end, or it would complain of a closed pipe."""
    if sys.stdout is None:
        return
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)
    except (OSError, ValueError):
        return
