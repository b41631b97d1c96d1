"""Foreign text becomes safe for a terminal, one code point for one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import sanitise as module
from reader.sanitise import PLACEHOLDER, sanitise, sanitise_line

# Stated apart from the module's own table, so that a hole in that table shows.
FORBIDDEN = (
    [code for code in range(0x20) if code not in (9, 10)]
    + [0x7F]
    + list(range(0x80, 0xA0))
    + list(range(0x202A, 0x202F))
    + list(range(0x2066, 0x206A))
    + [0xD800, 0xDBFF, 0xDC1B, 0xDFFF, 0xFFF9, 0xFFFA, 0xFFFB, 0xE0001, 0xE0041, 0x10EEEE]
)


@pytest.mark.parametrize("code", FORBIDDEN, ids=hex)
@pytest.mark.parametrize("around", ["", "abc", "日本"])
def test_no_forbidden_code_point_passes(code: int, around: str) -> None:
    text = f"{around}{chr(code)}{around}"
    safe = sanitise(text)
    assert chr(code) not in safe
    assert len(safe) == len(text)
    assert safe.startswith(around) and safe.endswith(around)


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_length_kept_and_idempotent(text: str) -> None:
    safe = sanitise(text)
    assert len(safe) == len(text)
    assert sanitise(safe) == safe
    assert not any(ord(char) in set(FORBIDDEN) for char in safe)


@given(st.text(st.characters(max_codepoint=0x7F), max_size=200))
def test_ascii_path_equals_the_table(text: str) -> None:
    # the padding takes the text off the fast path for ASCII
    assert sanitise(text) == sanitise(text + "é")[:-1]


@pytest.mark.parametrize(
    "text",
    ["plain", "tab\tand\nnewline", "👩‍👩‍👧", "🏴󠁧󠁢󠁥󠁮󠁧󠁿 flag", "می‌خواهم", "क्‍ष", "é ü", "\u200e\u200f", "❤️"],
)
def test_real_text_is_untouched(text: str) -> None:
    assert sanitise(text) == text


@pytest.mark.parametrize("text", ["\u200d\u200d中", "A\u200dB", "A\u200d"])
def test_stray_joiner_is_shown(text: str) -> None:
    assert "\u200d" not in sanitise(text)
    assert PLACEHOLDER in sanitise(text)


def test_line_has_no_line_ends() -> None:
    assert sanitise_line("a\r\nb\nc\rd\te") == "a b c d e"
    assert re.search(r"[\n\t\r]", sanitise_line("\x1b]0;x\x07\n")) is None


signs = st.sampled_from(["a", " ", "\n", "\x1b", "\u200d", "\u202e", "\u0627", "👩\u200d💻", "🏴\U000e0067\U000e007f"])


@given(st.lists(signs, max_size=100).map("".join))
def test_a_long_text_is_made_safe_as_a_short_one(text: str) -> None:
    whole = sanitise(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_PART", 20)
        patch.setattr(module, "_REACH", 200)
        assert sanitise(text) == whole
