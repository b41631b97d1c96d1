"""Text as the full-text index compares it: folded, and with a space around what is written without any. Pure.

What is indexed and what is asked for both go through `searchable`, so whatever it does, one finds the
other. Newlines stay where they are: the lines of the result are the lines of the text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

from reader.library.fold import fold

# Scripts without spaces between words: Thai, Lao, Myanmar, Khmer, Han, kana, Hangul. Each character is a
# word of its own, and several are looked for as a phrase.
CHARACTERS = (
    "\u0e01-\u0e4e\u0e81-\u0ecd\u1000-\u109f\u1100-\u11ff\u1780-\u17d3\u3005-\u3007\u3041-\u30ff\u3131-\u318e"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7fb\uf900-\ufaff\U00020000-\U0003134f"
)
_SPACED = re.compile(f"([{CHARACTERS}])")
_ENTITY = re.compile("&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.I)
# Written or left out as one likes: soft hyphen, word joiner, the points of Hebrew and Arabic, tatweel.
_OPTIONAL = re.compile(
    "[\u00ad\u2060\ufeff\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]+"
)
_FOREIGN = re.compile("[^\x00-\x7f]+")
_PART = 200_000  # characters between which other threads get their turn
_VOICED = "\uff9e\uff9f"  # the signs that halfwidth kana have apart


def searchable(text: str) -> str:
    """`text` folded (see `fold`), each character of a script without spaces standing alone."""
    if len(text) > _PART:
        return "".join(searchable(text[at : at + _PART]) for at in range(0, len(text), _PART))
    if "&" in text:
        text = _ENTITY.sub(_unescaped, text)
    text = text.lower()
    return text if text.isascii() else _FOREIGN.sub(_folded, text)


def has_words(text: str) -> bool:
    """Whether there is a letter or digit in it, so that it can be looked for."""
    return any(unicodedata.category(sign)[0] in "LN" for sign in text)


def _unescaped(match: re.Match[str]) -> str:
    found = html.unescape(match[0])
    return " " if "\n" in found or "\0" in found else found


def _folded(match: re.Match[str]) -> str:
    run = match[0]
    # the same few quotes, dashes and words come again and again; long runs do not
    return _short(run) if len(run) < 16 else _run(run)


def _run(run: str) -> str:
    voiced = any(sign in run for sign in _VOICED)
    return unicodedata.normalize("NFKC" if voiced else "NFC", run).translate(_TABLE)


_short = lru_cache(8192)(_run)


class _Table(dict[int, str]):
    """What each character becomes, found out when it first comes."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        made = " " if sign in "™℠" else _SPACED.sub(r" \1 ", _OPTIONAL.sub("", fold(sign)))
        self[code] = made
        return made


_TABLE = _Table()
