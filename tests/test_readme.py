"""README says what the program does: its keys are those of the table of commands."""

from pathlib import Path

from reader.tui.commands import as_markdown

README = Path(__file__).resolve().parents[1] / "README.md"


def test_keys_are_those_of_the_table() -> None:
    text = README.read_text(encoding="utf-8")
    shown = text.split("<!-- keys: made from the table of commands -->\n")[1].split("<!-- end of keys -->")[0]
    assert shown == as_markdown(), "README's keys are out of date: put in what reader.tui.commands.as_markdown() gives"


def test_the_picture_is_there() -> None:
    text = README.read_text(encoding="utf-8")
    name = text.split("](")[1].split(")")[0]
    assert (README.parent / name).is_file()
