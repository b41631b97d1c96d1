"""The table of commands: names, options, one line each. Help and the parser read it; it runs nothing."""

from __future__ import annotations

from typing import NamedTuple


class Option(NamedTuple):
    """An option `--name`; it takes a value if `value` names one, out of `choices` if there are any."""

    name: str
    value: str = ""
    help: str = ""
    choices: tuple[str, ...] = ()
    span: tuple[int, int] | None = None  # the value is a whole number within it


class Command(NamedTuple):
    """One command. `words` is how its operands are written; it takes from `least` to `most` of them."""

    name: str
    words: str
    help: str
    options: tuple[Option, ...] = ()
    least: int = 0
    most: int | None = 0
    actions: tuple[Command, ...] = ()


JSON = Option("json", help="one JSON object a line, with stable keys")
LIBRARY = Option("library", "DIR", "the folder to use as library")
HELP = Option("help", help="this help")
VERSION = Option("version", help="the version")
MOST = 10_000  # hits that a search gives: see `Library.search`
EVERYWHERE = (LIBRARY, HELP)

BOOKMARKS = (
    Command("list", "", "all bookmarks and highlights", (JSON,)),
    Command(
        "add",
        "FILE --quote TEXT [--note NOTE]",
        "bookmark the passage of FILE that has TEXT; prints its id",
        (Option("quote", "TEXT", "words of the passage"), Option("note", "NOTE", "a note to keep with it"), JSON),
        1,
        1,
    ),
    Command("remove", "ID", "remove a bookmark", (JSON,), 1, 1),
    Command(
        "export",
        "[--format md|json] [FILE]",
        "write all bookmarks to FILE or standard output",
        (Option("format", "FORMAT", "md or json", ("md", "json")), JSON),
        0,
        1,
    ),
    Command("import", "FILE", "take in what `export --format json` wrote", (JSON,), 1, 1),
)

START = Command("", "[PATH ...]", "read folders or files", (LIBRARY, HELP, VERSION), 0, None)

COMMANDS = {
    command.name: command
    for command in (
        Command("list", "[FILTER]", "the articles, or those that match FILTER", (JSON,), 0, 1),
        Command(
            "search",
            "QUERY",
            'full text: words, "a phrase", -not, tag:x, is:unread …',
            (JSON, Option("limit", "N", "how many at most, 20 if not given", span=(1, MOST))),
            1,
            None,
        ),
        Command(
            "show",
            "FILE ...",
            "print documents, without the program around them",
            (
                Option("width", "N", "columns of the text", span=(20, 10_000)),
                Option("format", "FORMAT", "text, ansi or json", ("text", "ansi", "json")),
            ),
            1,
            None,
        ),
        Command("bookmarks", "[list|add|remove|export|import]", "the marked passages", (JSON,), 0, None, BOOKMARKS),
        Command(
            "links",
            "[PATH]",
            "the links of the library, or of PATH",
            (Option("broken", help="only those that lead nowhere; status 1 if there are any"), JSON),
            0,
            1,
        ),
        Command("index", "", "look for new and changed files", (Option("rebuild", help="begin the index anew"),)),
        Command("paths", "", "where the program keeps what"),
    )
}


def usage(command: Command, parent: str = "") -> str:
    """How a command is written, on one line."""
    words = " ".join(part for part in ("reader", parent, command.name, command.words) if part)
    shown = [option for option in command.options if option not in EVERYWHERE and f"--{option.name}" not in words]
    options = "".join(f" [--{option.name}{' ' + option.value if option.value else ''}]" for option in shown)
    return words + (options if command.name else "")


def overview() -> str:
    """The text of `reader --help`."""
    lines = [
        "reader — a folder of Markdown, to read in the terminal",
        "",
        "  reader [PATH ...]      read folders or files; without any, the last library",
        "  reader FILE#heading    begin at a heading; reader +LINE FILE, at a line",
        "  reader -               read standard input as one document",
        "",
        *(f"  reader {command.name:<15} {command.help}" for command in COMMANDS.values()),
        "",
        "  --library DIR          the library, before PATH and READER_LIBRARY",
        "  --help, --version      after a command, --help is about that command",
        "",
        "A folder called like a command is ./list, or -- list. Inside, ? shows the keys.",
    ]
    return "\n".join(lines)


def help_text(command: Command, parent: str = "") -> str:
    """The text of `reader COMMAND --help`."""
    if not command.name:
        return overview()
    lines = [usage(command, parent), "", f"  {command.help[0].upper()}{command.help[1:]}.", ""]
    for action in command.actions:
        lines.append(f"  {usage(action, command.name)}\n      {action.help}")
    if command.actions:
        lines.append("")
    for option in (*command.options, *EVERYWHERE):
        lines.append(f"  {'--' + option.name + (' ' + option.value if option.value else ''):<18} {option.help}")
    return "\n".join(lines)
