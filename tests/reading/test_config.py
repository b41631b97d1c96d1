"""The user's settings: other keys, and mistakes that are told in one line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import UsageError
from reader.reading.config import Config, load


def test_no_file_is_the_usual(tmp_path: Path) -> None:
    assert load(tmp_path / "config.toml") == Config({})
    assert load(tmp_path / "none" / "config.toml") == Config({})


def test_keys_and_options(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[keys]\nbookmark = "x"\nnext-link = ["tab", "ctrl+n"]\n[options]\nascii = true\nwatch = false\n')
    assert load(file) == Config({"bookmark": ["x"], "next-link": ["tab", "ctrl+n"]}, ascii=True, watch=False)


@pytest.mark.parametrize("images", ["auto", "kitty", "cells", "off"])
def test_ways_to_draw_pictures(tmp_path: Path, images: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f'[options]\nimages = "{images}"\n')
    assert load(file) == Config({}, images=images)


def test_searches_by_name(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[searches]\n"Rust, unread" = "tag:rust is:unread"\n')
    assert load(file).searches == {"Rust, unread": "tag:rust is:unread"}


@pytest.mark.parametrize(
    "text",
    [
        "keys = 3",
        "[keys]\nbookmark = 3",
        "[keys]\nbookmark = []",
        "[keyz]\na = 'x'",
        "[options]\nasci = true",
        "[options]\nascii = 'yes'",
        "[options]\nwatch = 1",
        "[options]\nimages = 'sixel'",
        "[options]\nimages = true",
        "[searches]\nrust = 1",
        "[searches]\nrust = ' '",
        "searches = ['rust']",
        "[keys",
        '[keys]\n"\\u001b]0;x" = 3',
    ],
)
def test_mistakes_are_one_safe_line(tmp_path: Path, text: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text)
    with pytest.raises(UsageError) as caught:
        load(file)
    message = str(caught.value)
    assert "\n" not in message and "\x1b" not in message and "config.toml" in message


@given(st.binary(max_size=60))
def test_any_bytes_load_or_are_told(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.mktemp("config") / "config.toml"
    file.write_bytes(data)
    try:
        load(file)
    except UsageError as error:
        assert "\n" not in str(error)
