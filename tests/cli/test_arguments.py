"""What a command line means, and that a mistake is one line that says what to write instead."""

import pytest

from reader.cli.arguments import Request, Word, parse
from reader.cli.commands import BOOKMARKS, COMMANDS, START, help_text, overview, usage
from reader.errors import UsageError


def texts(request: Request) -> list[str]:
    return [word.text for word in request.words]


def test_without_words_it_is_the_tui() -> None:
    assert parse([]) == Request(START, "", (), {})


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_first_word_that_is_a_command_is_the_command(name: str) -> None:
    words = ["x.md"] if COMMANDS[name].least else []
    assert parse([name, *words]).command.name in {name, "list"}
    assert parse([f"./{name}"]).command is START
    assert parse(["--", name]) == Request(START, "", (Word(name),), {})
    assert parse(["somewhere", name]) == Request(START, "", (Word("somewhere"), Word(name)), {})
    assert parse(["--library", "x", name, *words]).get("library") == "x"


def test_a_line_belongs_to_the_file_behind_it() -> None:
    assert parse(["+12", "a.md", "b.md", "+3", "list"]).words == (Word("a.md", 12), Word("b.md"), Word("list", 3))
    assert texts(parse(["--", "+12"])) == ["+12"]
    assert texts(parse(["list", "+12"])) == ["+12"]
    assert texts(parse(["+"])) == ["+"]


def test_the_actions_of_bookmarks() -> None:
    request = parse(["bookmarks", "add", "a.md", "--quote", "some words", "--note=n"])
    assert (request.parent, request.command.name, texts(request)) == ("bookmarks", "add", ["a.md"])
    assert request.options == {"quote": "some words", "note": "n"}
    assert parse(["bookmarks"]).command is BOOKMARKS[0]
    assert parse(["bookmarks", "--json"]).has("json")
    assert parse(["bookmarks", "list", "--json"]).command is BOOKMARKS[0]
    assert parse(["bookmarks", "--json", "remove", "x"]).has("json")


def test_options_may_stand_anywhere_and_take_values_either_way() -> None:
    request = parse(["show", "--width", "60", "a.md", "--format=json", "b.md"])
    assert (request.number("width", 0), request.get("format"), texts(request)) == (60, "json", ["a.md", "b.md"])
    assert texts(parse(["show", "--", "--width"])) == ["--width"]
    assert texts(parse(["list", "--", "--json"])) == ["--json"]
    assert texts(parse(["-"])) == ["-"]


@pytest.mark.parametrize("query", ["-tag:sea", "-is:unread", "-sea wall", '-"sea wall" harbour'])
def test_a_query_may_begin_with_what_is_not_wanted(query: str) -> None:
    assert texts(parse(["search", query, "--json"])) == [query]
    assert texts(parse(["list", query])) == [query]


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["--jsn"], "no option '--jsn'; see reader --help"),
        (["list", "--jsn"], "no option '--jsn'; is it --json?"),
        (["--json"], "--json stands after its command: reader list --json"),
        (["list", "a", "b"], "write it: reader list [FILTER] [--json]"),
        (["show"], "write it: reader show FILE ... [--width N] [--format FORMAT]"),
        (["show", "a", "--width", "wide"], "--width is a whole number from 20 to 10000, not 'wide'"),
        (["show", "a", "--width", "3"], "--width is a whole number from 20 to 10000, not '3'"),
        (["show", "a", "--width", "-5"], "--width is a whole number from 20 to 10000, not '-5'"),
        (["show", "a", "--width", "99999999"], "--width is a whole number from 20 to 10000, not '99999999'"),
        (["show", "a", "--width=" + "9" * 5000], f"--width is a whole number from 20 to 10000, not '{'9' * 59}…'"),
        (["search", "a", "--limit", "-1"], "--limit is a whole number from 1 to 10000, not '-1'"),
        (["search", "a", "--limit", "0"], "--limit is a whole number from 1 to 10000, not '0'"),
        (["show", "a", "--width"], "--width needs a value: --width N"),
        (["show", "a", "--format", "pdf"], "--format is one of text, ansi, json, not 'pdf'"),
        (["list", "--json=yes"], "--json takes no value"),
        (["--library", ""], "--library is empty"),
        (["+3"], "+3 is a line of the file after it, and there is none"),
        (["+x", "a.md"], "'+x' is not a line as in +12; a file of that name is written with ./ before it"),
        (["+0", "a.md"], "'+0' is not a line as in +12; a file of that name is written with ./ before it"),
        (["bookmarks", "drop"], "bookmarks has no 'drop'; it has list, add, remove, export, import"),
        (["bookmarks", "add", "a.md"], "write it: reader bookmarks add FILE --quote TEXT [--note NOTE] [--json]"),
        (["bookmarks", "remove"], "write it: reader bookmarks remove ID [--json]"),
        (["-", "a.md"], "- is read alone, without other files"),
        ([""], "a name is empty"),
        (["paths", "x"], "write it: reader paths"),
        (["-\x1b]0;x\x07"], "no option '-␛]0;x␇'; see reader --help"),
    ],
)
def test_a_mistake_is_one_line(argv: list[str], message: str) -> None:
    with pytest.raises(UsageError) as error:
        parse(argv)
    assert str(error.value) == message
    assert "\n" not in message


def test_help_wins_over_what_is_missing() -> None:
    assert parse(["show", "--help"]).has("help")
    assert parse(["bookmarks", "add", "-h"]).command.name == "add"
    assert parse(["bookmarks", "--help"]).command.name == "bookmarks"
    assert parse(["--version", "a", "b"]).has("version")


def test_help_names_every_command_and_every_option() -> None:
    for name, command in COMMANDS.items():
        assert f"reader {name} " in overview()
        for option in command.options:
            assert f"--{option.name}" in help_text(command)
        for action in command.actions:
            assert usage(action, name) in help_text(command)
    assert all(len(line) <= 80 for line in overview().splitlines())
    assert " add " not in overview()
