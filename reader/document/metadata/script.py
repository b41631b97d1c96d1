"""The language that a script decides by itself (kana: Japanese), else None; Latin or Cyrillic decide nothing."""

from __future__ import annotations

import re
from functools import cache

_SCRIPTS = (
    ("ja", "[\u3041-\u30ff\u31f0-\u31ff]"),
    ("ko", "[\uac00-\ud7a3\u1100-\u11ff]"),
    ("th", "[\u0e01-\u0e4e]"),
    ("el", "[\u0370-\u03ff\u1f00-\u1fff]"),
    ("he", "[\u05d0-\u05ea]"),
    ("hy", "[\u0531-\u0587]"),
    ("ka", "[\u10a0-\u10ff]"),
    ("ta", "[\u0b80-\u0bff]"),
    ("te", "[\u0c00-\u0c7f]"),
    ("kn", "[\u0c80-\u0cff]"),
    ("ml", "[\u0d00-\u0d7f]"),
    ("gu", "[\u0a80-\u0aff]"),
    ("si", "[\u0d80-\u0dff]"),
    ("km", "[\u1780-\u17d3]"),
    ("lo", "[\u0e81-\u0ecd]"),
)
_HAN = "[\u3400-\u4dbf\u4e00-\u9fff]"
_NOT_LETTERS = bytes(byte for byte in range(0x80) if not chr(byte).isalpha())
_ADDRESS = re.compile(r"\]\([^)]*\)|<[^>]*>|https?://\S+|```[^`]*(?:```|\Z)|`[^`]*`")  # and code


@cache
def _pattern(letters: str) -> re.Pattern[str]:
    # made when first needed: together they take longer to compile than a program that shows a list has
    return re.compile(letters)


def language_of(sample: str) -> str | None:
    """The language of `sample` when most of its letters are of a script that only it uses."""
    if sample.isascii():
        return None
    sample = _ADDRESS.sub(" ", sample)
    ascii_only = sample.encode("ascii", "ignore")
    if (len(sample) - len(ascii_only)) * 8 <= len(ascii_only.translate(None, _NOT_LETTERS)):
        return None  # a few accents or quotes, as most texts have: too few letters of any script below
    letters = sum(map(str.isalpha, sample))
    han = len(_pattern(_HAN).findall(sample))
    for tag, script in _SCRIPTS:
        count = len(_pattern(script).findall(sample))
        # Japanese is written with Han too, so some kana among it decides; the others stand alone.
        if count * 2 > letters or (tag == "ja" and count * 8 > letters and (count + han) * 2 > letters):
            return tag
    return "zh" if han * 2 > letters else None
