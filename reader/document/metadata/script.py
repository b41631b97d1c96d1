"""The language that a script decides by itself (kana: Japanese), else None; Latin or Cyrillic decide nothing."""

from __future__ import annotations

import re

_SCRIPTS = (
    ("ja", re.compile("[\u3041-\u30ff\u31f0-\u31ff]")),
    ("ko", re.compile("[\uac00-\ud7a3\u1100-\u11ff]")),
    ("th", re.compile("[\u0e01-\u0e4e]")),
    ("el", re.compile("[\u0370-\u03ff\u1f00-\u1fff]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("hy", re.compile("[\u0531-\u0587]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("ta", re.compile("[\u0b80-\u0bff]")),
)
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_ADDRESS = re.compile(r"\]\([^)]*\)|<[^>]*>|https?://\S+|`[^`]*`")


def language_of(sample: str) -> str | None:
    """The language of `sample` when most of its letters are of a script that only it uses."""
    if sample.isascii():
        return None
    sample = _ADDRESS.sub(" ", sample)
    letters = sum(map(str.isalpha, sample))
    han = len(_HAN.findall(sample))
    for tag, script in _SCRIPTS:
        count = len(script.findall(sample))
        # Japanese is written with Han too, so some kana among it decides; the others stand alone.
        if count * 2 > letters or (tag == "ja" and count * 8 > letters and (count + han) * 2 > letters):
            return tag
    return "zh" if han * 2 > letters else None
