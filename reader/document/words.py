"""How much there is to read: words, and minutes at a usual pace. Counts source text, without its tags; pure."""

from __future__ import annotations

import re
from typing import NamedTuple

WORDS_A_MINUTE = 230
CHARACTERS_A_MINUTE = 400

_WORD = re.compile(r"\w\S*")
_SIGN = re.compile(r"\W")
_SPACE = re.compile(r"\s")
# For counting by bytes: each is a space or of a word, once the signs are taken out.
_KINDS = bytes(ord(" ") if byte < 0x80 and chr(byte).isspace() else ord("a") for byte in range(256))
_SIGNS = bytes(byte for byte in range(0x80) if not (chr(byte).isalnum() or byte == ord("_") or chr(byte).isspace()))
_ASCII = bytes(range(0x80))
_NOT_CJK = bytes(byte for byte in range(0x100) if not (0xE3 <= byte <= 0xE9 or byte in (0xEF, 0xF0)))  # leading bytes
_COMMON = "—–“”‘’«»…„·•"
_MAX_SIGNS = 50
_PART = 1 << 16
# An HTML tag or comment is nothing to read; what is longer, or has one in it, is taken for text.
_TAG = re.compile(r"<(?:!--[^<>]{0,2000}-->|/?[A-Za-z][\w-]*(?:[\s/][^<>]{0,1000})?>)")
# Scripts whose readers count characters: Han and kana.
_CHARACTERS = re.compile("[\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]+")

# Written without spaces between words: Thai, Lao, Myanmar, Khmer. A word is about so many letters and signs.
_UNSPACED = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ecd\u1000-\u103f\u1780-\u17d3]+")
_WORD_LENGTH = 5
_UNSPACED_LEADS = bytes(byte for byte in range(0x100) if byte not in (0xE0, 0xE1))


class Words(NamedTuple):
    """Words of scripts with spaces, and characters of Chinese and Japanese."""

    words: int
    characters: int

    @property
    def total(self) -> int:
        """Both together: what `list --json` calls words."""
        return self.words + self.characters


def count(text: str) -> Words:
    """The words of `text`; CJK characters are counted one by one and beside."""
    # by parts that end at white space: counting takes several times the size of what is counted
    words = characters = start = 0
    while start < len(text):
        space = _SPACE.search(text, start + _PART)
        end = space.end() if space is not None else len(text)
        found = _count(text[start:end])
        words, characters = words + found.words, characters + found.characters
        start = end
    return Words(words, characters)


def _count(text: str) -> Words:
    if "<" in text:
        text = _TAG.sub(" ", text)
    if text.isascii():
        return Words(_runs(text), 0)
    # Signs that are not ASCII are few: each is replaced in all of the text, which is ten times faster
    # than a pattern that looks at every character.
    raw = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    foreign = raw.decode("utf-8", "surrogatepass")
    characters = 0
    if raw.translate(None, _NOT_CJK):
        rest = _CHARACTERS.sub("", foreign)
        characters = len(foreign) - len(rest)
        text, foreign = _CHARACTERS.sub(" ", text), rest
    unspaced = 0
    if raw.translate(None, _UNSPACED_LEADS):
        unspaced = sum(max(1, round(len(run) / _WORD_LENGTH)) for run in _UNSPACED.findall(text))
        if unspaced:
            text, foreign = _UNSPACED.sub(" ", text), _UNSPACED.sub("", foreign)
    for sign in _COMMON:
        if sign in foreign:
            text, foreign = text.replace(sign, ""), foreign.replace(sign, "")
    signs = () if foreign.isalnum() else set(_SIGN.findall(foreign))
    if len(signs) > _MAX_SIGNS:
        return Words(len(_WORD.findall(text)) + unspaced, characters)
    for sign in signs:
        text = text.replace(sign, " " if sign.isspace() else "")
    return Words(_runs(text) + unspaced, characters)


def _runs(text: str) -> int:
    """The runs without a space that have a letter or digit in them; all that is not ASCII is taken for one."""
    return (b" " + text.encode("utf-8", "surrogatepass").translate(_KINDS, _SIGNS)).count(b" a")


def minutes(counted: Words) -> int:
    """Whole minutes to read, rounded, at least 1 where there is a word, else 0."""
    if not counted.total:
        return 0
    return max(1, round(counted.words / WORDS_A_MINUTE + counted.characters / CHARACTERS_A_MINUTE))
