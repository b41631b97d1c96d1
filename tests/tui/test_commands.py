"""The table of commands: ids, keys, other keys by configuration."""

import pytest

from reader.errors import UsageError
from reader.tui.commands import COMMANDS, Where, by_id, first_clash, key_name, rebind


def test_ids_are_unique_and_keys_do_not_clash() -> None:
    assert len(by_id()) == len(COMMANDS)
    assert first_clash(COMMANDS) is None


def test_keys_that_a_terminal_cannot_tell_apart_are_never_bound() -> None:
    bound = {key for command in COMMANDS for key in command.keys}
    assert not bound & {"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+q"}


def test_digits_do_nothing_in_an_article() -> None:
    article = [command for command in COMMANDS if command.where in (Where.ARTICLE, Where.ANYWHERE, Where.MOVES)]
    assert not any(key.isdigit() for command in article for key in command.keys)


def test_other_keys() -> None:
    changed = by_id(rebind({"bookmark": "X", "next-link": ["tab", "ctrl+n"]}))
    assert changed["bookmark"].keys == ("X",)
    assert changed["next-link"].keys == ("tab", "ctrl+n")


@pytest.mark.parametrize(
    ("keys", "word"),
    [({"bookmark": "M"}, "bookmark-another"), ({"nonsense": "X"}, "nonsense"), ({"bookmark": "ctrl+i"}, "Ctrl+I")],
)
def test_bad_configuration_is_one_line(keys: dict[str, str | list[str]], word: str) -> None:
    with pytest.raises(UsageError, match=word.replace("+", r"\+")) as caught:
        rebind(keys)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("key", "name"), [("ctrl+p", "Ctrl+P"), ("question_mark", "?"), ("g", "g"), ("G", "G"), ("alt+left", "Alt+←")]
)
def test_names_of_keys(key: str, name: str) -> None:
    assert key_name(key) == name
