"""The language that a script decides by itself (kana: Japanese), else None; Latin or Cyrillic decide nothing."""

from __future__ import annotations

import re
from functools import cache

from reader.regex import regex

Ranges = tuple[tuple[str, str], ...]

_SCRIPTS: tuple[tuple[str, Ranges], ...] = (
    ("ja", (("\u3041", "\u30ff"), ("\u31f0", "\u31ff"))),
    ("ko", (("\uac00", "\ud7a3"), ("\u1100", "\u11ff"))),
    ("th", (("\u0e01", "\u0e4e"),)),
    ("el", (("\u0370", "\u03ff"), ("\u1f00", "\u1fff"))),
    ("he", (("\u05d0", "\u05ea"),)),
    ("hy", (("\u0531", "\u0587"),)),
    ("ka", (("\u10a0", "\u10ff"),)),
    ("ta", (("\u0b80", "\u0bff"),)),
    ("te", (("\u0c00", "\u0c7f"),)),
    ("kn", (("\u0c80", "\u0cff"),)),
    ("ml", (("\u0d00", "\u0d7f"),)),
    ("gu", (("\u0a80", "\u0aff"),)),
    ("si", (("\u0d80", "\u0dff"),)),
    ("km", (("\u1780", "\u17d3"),)),
    ("lo", (("\u0e81", "\u0ecd"),)),
)
_HAN: Ranges = (("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"))
_ASCII = bytes(range(0x80))
_NOT_ASCII_LETTERS = bytes(byte for byte in range(0x100) if byte >= 0x80 or not chr(byte).isalpha())
# In UTF-8 each character of a script begins with one of a few bytes; Latin and Cyrillic ones with none of these.
_LEADS = bytes((0xCD, 0xCE, 0xCF, *range(0xD4, 0xD8), 0xE0, 0xE1, *range(0xE3, 0xEE)))
_NO_LEADS = bytes(byte for byte in range(0x100) if byte not in _LEADS)
_ADDRESS = regex(r"\]\([^)]*\)|<[^>]*>|https?://\S+|```[^`]*(?:```|\Z)|`[^`]*`")  # and code


@cache
def _pattern(ranges: Ranges) -> re.Pattern[str]:
    # made when first needed: together they take longer to compile than a program that shows a list has
    return re.compile("[" + "".join("-".join(span) for span in ranges) + "]+")


@cache
def _beginnings(ranges: Ranges) -> frozenset[bytes]:
    """What the characters of the ranges begin with in UTF-8: two bytes of three, where these are not too many."""
    found = {chr(code).encode()[:-1] for first, last in ranges for code in range(ord(first) & ~63, ord(last) + 1, 64)}
    return frozenset(found if len(found) < 10 else (beginning[:1] for beginning in found))


def language_of(sample: str) -> str | None:
    """The language of `sample` when most of its letters are of a script that only it uses."""
    if sample.isascii() or not sample.encode("utf-8", "replace").translate(None, _NO_LEADS):
        return None
    encoded = _ADDRESS.sub(" ", sample).encode("utf-8", "replace")
    raw = encoded.translate(None, _ASCII)
    foreign = raw.decode()
    ascii_letters = len(encoded.translate(None, _NOT_ASCII_LETTERS))
    if len(foreign) * 8 <= ascii_letters:
        return None  # a few accents or quotes, as most texts have: too few letters of any script below
    letters = ascii_letters + sum(map(str.isalpha, foreign))
    han = _count(foreign, _HAN)
    for tag, ranges in _SCRIPTS:
        if not any(beginning in raw for beginning in _beginnings(ranges)):
            continue
        count = _count(foreign, ranges)
        # Japanese is written with Han too, so some kana among it decides; the others stand alone.
        if count * 2 > letters or (tag == "ja" and count * 8 > letters and (count + han) * 2 > letters):
            return tag
    return "zh" if han * 2 > letters else None


def _count(text: str, ranges: Ranges) -> int:
    return len(text) - len(_pattern(ranges).sub("", text))
