"""The command line as a value: which command, which words, which options. Opens and prints nothing.

Written by hand and not with argparse, which takes its time to load, cannot tell `+LINE FILE` or a
first word that is a command, and answers a mistake with its whole usage. Here it is one line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reader.cli.commands import BOOKMARKS, COMMANDS, EVERYWHERE, START, Command, Option, usage
from reader.errors import UsageError
from reader.sanitise import sanitise_line


class Word(NamedTuple):
    """An operand as it was written; `line` is that of a `+LINE` before it, 0 if there is none."""

    text: str
    line: int = 0


class Request(NamedTuple):
    """What was asked. `parent` is the command that `command` is an action of, as in `bookmarks add`."""

    command: Command
    parent: str
    words: tuple[Word, ...]
    options: Mapping[str, str]

    def has(self, name: str) -> bool:
        """The option was given."""
        return name in self.options

    def get(self, name: str) -> str | None:
        """The value of an option, or None."""
        return self.options.get(name)

    def number(self, name: str, default: int) -> int:
        """The value of an option that is a whole number."""
        return int(self.options.get(name, default))


def parse(argv: Sequence[str]) -> Request:
    """The request in the arguments after the program's name.

    Raises UsageError, of one line, for anything that does not exist or does not fit.
    """
    command, parent = START, ""
    words: list[Word] = []
    options: dict[str, str] = {}
    line = 0
    rest = list(argv)
    literal = False
    while rest:
        word = rest.pop(0)
        plus = word.startswith("+") and command is START and len(word) > 1
        if literal or word == "-" or not (plus or word.startswith("-")) or _is_excluded(word, command):
            chosen = None if literal or words or line else _command(word, command)
            if chosen is not None:
                parent, command = command.name, chosen
                continue
            words.append(Word(word, line))
            line = 0
        elif word == "--":
            literal = True
        elif plus:
            line = _line(word)
        else:
            _take(word, rest, command, parent, options)
    if line:
        raise UsageError(f"+{line} is a line of the file after it, and there is none")
    if command.name == "bookmarks":
        command, parent, options = _default_action(words, options)
    request = Request(command, parent, tuple(words), options)
    if not (request.has("help") or request.has("version")):
        _check(request)
    return request


def _is_excluded(word: str, command: Command) -> bool:
    """Whether it is a query that begins with what is not wanted, which no option could be: -tag:sea, "-sea wall"."""
    asks = command.name in ("list", "search")
    return asks and not word.startswith("--") and any(sign in word for sign in " :")


def _command(word: str, command: Command) -> Command | None:
    if command is START:
        return COMMANDS.get(word)
    return next((action for action in command.actions if action.name == word), None)


def _default_action(words: list[Word], options: dict[str, str]) -> tuple[Command, str, dict[str, str]]:
    if words:
        names = ", ".join(action.name for action in BOOKMARKS)
        raise UsageError(f"bookmarks has no {_quoted(words[0].text)}; it has {names}")
    if "help" in options:
        return COMMANDS["bookmarks"], "", options
    return BOOKMARKS[0], "bookmarks", options


def _line(word: str) -> int:
    digits = word[1:]
    if not (digits.isascii() and digits.isdigit() and 0 < len(digits) < 10 and int(digits)):
        raise UsageError(f"{_quoted(word)} is not a line as in +12; a file of that name is written with ./ before it")
    return int(digits)


def _take(word: str, rest: list[str], command: Command, parent: str, options: dict[str, str]) -> None:
    name, given, value = word.partition("=")
    option = _option("--help" if name == "-h" else name, command)
    if option is None:
        raise UsageError(_unknown(name, command, parent))
    if not option.value:
        if given:
            raise UsageError(f"--{option.name} takes no value")
        value = ""
    elif not given:
        if not rest:
            raise UsageError(f"--{option.name} needs a value: --{option.name} {option.value}")
        value = rest.pop(0)
    if option.choices and value not in option.choices:
        raise UsageError(f"--{option.name} is one of {', '.join(option.choices)}, not {_quoted(value)}")
    if option.span is not None and not _is_within(value, *option.span):
        least, most = option.span
        raise UsageError(f"--{option.name} is a whole number from {least} to {most}, not {_quoted(value)}")
    if option.value and not value:
        raise UsageError(f"--{option.name} is empty")
    options[option.name] = value


def _is_within(value: str, least: int, most: int) -> bool:
    # the length first: Python refuses to make a number of very many digits
    return value.isascii() and value.isdigit() and len(value) < 10 and least <= int(value) <= most


def _option(name: str, command: Command) -> Option | None:
    known = (*command.options, *EVERYWHERE)
    return next((option for option in known if name == f"--{option.name}"), None)


def _unknown(name: str, command: Command, parent: str) -> str:
    owners = [other.name for other in COMMANDS.values() if _option(name, other) is not None]
    if command is START and owners:
        return f"{name} stands after its command: reader {owners[0]} {name}"
    import difflib  # only to say what was meant; it takes 10 ms to load

    names = [f"--{option.name}" for option in (*command.options, *EVERYWHERE)]
    near = difflib.get_close_matches(name, names, 1)
    where = " ".join(part for part in ("reader", parent, command.name) if part)
    if " " in name:
        return f"no option {_quoted(name)}; a word that begins with - stands behind --: {where} -- {_quoted(name)}"
    return f"no option {_quoted(name)}; " + (f"is it {near[0]}?" if near else f"see {where} --help")


def _check(request: Request) -> None:
    command, count = request.command, len(request.words)
    if count < command.least or (command.most is not None and count > command.most):
        raise UsageError(f"write it: {usage(command, request.parent)}")
    if command.name == "add" and request.parent and not request.has("quote"):
        raise UsageError(f"write it: {usage(command, request.parent)}")
    names = [word.text for word in request.words]
    if command is START and "-" in names and (len(names) > 1 or request.words[0].line):
        raise UsageError("- is read alone, without other files")
    if "" in names and command.name not in ("list", "search"):
        raise UsageError("a name is empty")


def _quoted(text: str) -> str:
    text = sanitise_line(text)
    return f"'{text if len(text) <= 60 else text[:59] + '…'}'"
