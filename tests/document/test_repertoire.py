"""What a terminal is taken to show, and what stands for the rest: always of the same width."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.document.cells import width
from reader.document.repertoire import Repertoire, repertoire_of

ASCII = Repertoire("ascii", ascii=True)
LATIN = Repertoire("iso8859-1", ascii=True)


@pytest.mark.parametrize(
    ("environment", "encoding", "ascii"),
    [
        ({}, "utf-8", False),  # containers: nothing is set, and the terminal takes UTF-8
        ({"TERM": "xterm-256color"}, "utf-8", False),
        ({"LANG": "en_US.UTF-8"}, "utf-8", False),
        ({"LC_CTYPE": "UTF-8"}, "utf-8", False),  # macOS
        ({"LC_ALL": "C.utf8", "LANG": "C"}, "utf-8", False),
        ({"LC_ALL": "C", "LANG": "en_US.UTF-8"}, "ascii", True),
        ({"LANG": "POSIX"}, "ascii", True),
        ({"LC_ALL": "", "LC_CTYPE": "", "LANG": "C"}, "ascii", True),
        ({"LANG": "de_DE"}, "ascii", True),
        ({"LANG": "de_DE.ISO-8859-15@euro"}, "iso8859-15", True),
        ({"LANG": "xx_XX.nonsense"}, "ascii", True),
        ({"LANG": "en_US.UTF-8", "TERM": "linux"}, "utf-8", True),
        ({"LANG": "en_US.UTF-8", "TERM": "vt220"}, "utf-8", True),
    ],
)
def test_what_the_environment_says(environment: dict[str, str], encoding: str, ascii: bool) -> None:
    assert repertoire_of(environment) == Repertoire(encoding, ascii)


class _Flags:
    def __init__(self, utf8_mode: int) -> None:
        self.utf8_mode = utf8_mode


@pytest.mark.parametrize(("mode", "ascii"), [(1, True), (0, False)])
def test_a_locale_that_python_put_there_does_not_count(mode: int, ascii: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "flags", _Flags(mode))
    assert repertoire_of({"LANG": "C", "LC_CTYPE": "C.UTF-8"}).ascii is ascii


def test_typography_becomes_what_is_like_it_and_all_else_a_question_mark() -> None:
    assert ASCII.fit("“café” — it’s…\xa0→ ok · x²") == '"caf?" - it\'s~ > ok - x?'
    assert LATIN.fit("“café” — ü · x²") == '"café" - ü - x²'
    assert Repertoire("utf-8", ascii=True).fit("“中文” ─┼ café") == '"中文" -+ café'
    assert Repertoire().fit("“中文”") == "“中文”"


def test_wide_characters_and_joined_ones_keep_their_cells() -> None:
    assert ASCII.fit("a 中文 b") == "a ???? b"
    assert ASCII.fit("👨‍👩‍👧!") == "??!"
    assert ASCII.fit("1️⃣.") == "?" * width("1️⃣") + "."
    assert ASCII.fit("cafe\u0301s") == "caf?s"
    assert LATIN.fit("cafe\u0301s") == "cafés"


def test_control_sequences_of_ours_stay() -> None:
    assert ASCII.fit("\x1b[1mé\x1b[0m") == "\x1b[1m?\x1b[0m"


@pytest.mark.parametrize(
    "encoding", ["iso2022_jp", "utf-7", "utf-16", "koi8-r", "cp1252", "shift_jis", "hex", "undefined"]
)
def test_no_encoding_brings_a_byte_that_commands(encoding: str) -> None:
    # euro and box drawings stand in C1 in some, letters behind ESC or beside ASCII in others
    fitted = Repertoire(encoding, ascii=True).fit("€ ж 中 表 \x80 é ž")
    written = b"".join(char.encode("ascii" if char.isascii() else encoding) for char in fitted)
    assert not any(byte < 0x20 or 0x7F <= byte < 0xA0 for byte in written)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=20), st.sampled_from([ASCII, LATIN]))
def test_any_text_keeps_its_width(text: str, repertoire: Repertoire) -> None:
    fitted = repertoire.fit(text)
    fitted.encode(repertoire.encoding)
    assert cell_len(fitted) == width(text)
    assert repertoire.fit(fitted) == fitted
