"""How much there is to read: words, and minutes at a usual pace. Counts source text, without its tags; pure."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from reader.regex import regex

WORDS_A_MINUTE = 230
CHARACTERS_A_MINUTE = 400

_WORD = regex(r"\w\S*")
_LETTERS = regex(r"\w+")
_SPACE = regex(r"\s")
# For counting by bytes: a character is its leading byte, a space or of a word, once the signs are taken out.
_KINDS = bytes(ord(" ") if byte < 0x80 and chr(byte).isspace() else ord("a") for byte in range(256))
_GONE = bytes(
    byte for byte in range(0xC0) if byte >= 0x80 or not (chr(byte).isalnum() or chr(byte) == "_" or chr(byte).isspace())
)
_ASCII = bytes(range(0x80))
_CJK_LEADS = bytes((*range(0xE3, 0xEA), 0xEF, 0xF0))
_NOT_CJK = bytes(byte for byte in range(0x100) if byte not in _CJK_LEADS)
_MAX_SIGNS = 50
_PART = 1 << 16
# An HTML tag or comment is nothing to read; what is longer, or has one in it, is taken for text.
_TAG = regex(r"<(?:!--[^<>]{0,2000}-->|/?[A-Za-z][\w-]*(?:[\s/][^<>]{0,1000})?>)")
# Scripts whose readers count characters: Han and kana, with the marks that stand for one (々 and ー).
_CHARACTERS = regex(
    "[\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]+"
)


# Written without spaces between words: Thai, Lao, Myanmar, Khmer. A word is about so many letters and signs.
_UNSPACED = regex("[\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ecd\u1000-\u103f\u1780-\u17d3]+")
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
        return Words(_runs(text, b"", b""), 0)
    raw = _encoded(text).translate(None, _ASCII)
    foreign = raw.decode("utf-8", "surrogatepass")
    characters = unspaced = 0
    blank = b""
    if raw.translate(None, _NOT_CJK):
        rest = _CHARACTERS.sub("", foreign)
        if characters := len(foreign) - len(rest):
            left = _encoded(rest)
            blank = bytes(lead for lead in _CJK_LEADS if raw.count(lead) > left.count(lead))
            foreign, raw = rest, left
    if raw.translate(None, _UNSPACED_LEADS) and _UNSPACED.search(foreign):
        unspaced = sum(max(1, round(len(run) / _WORD_LENGTH)) for run in _UNSPACED.findall(text))
        text, foreign = _UNSPACED.sub(" ", text), _UNSPACED.sub("", foreign)
        raw = _encoded(foreign)
    # Most leading bytes are of signs only, or only of signs and of what is counted by characters, so that what is
    # left can be counted by them; other signs are replaced in all of the text. Both are many times faster than a
    # pattern that looks at every character.
    signs: dict[int, list[str]] = {}
    for sign in () if foreign.isalnum() else set(_LETTERS.sub("", foreign)):
        signs.setdefault(_encoded(sign)[0], []).append(sign)
    alone = {lead for lead, found in signs.items() if sum(map(foreign.count, found)) == raw.count(lead)}
    if any(lead in raw and lead not in alone for lead in blank):
        text, blank = _CHARACTERS.sub(" ", text), b""
    gone = bytes(lead for lead in alone if lead not in blank and not any(map(str.isspace, signs[lead])))
    replaced = [sign for lead, found in signs.items() if lead not in gone for sign in found]
    if len(replaced) > _MAX_SIGNS:
        return Words(len(_WORD.findall(_CHARACTERS.sub(" ", text))) + unspaced, characters)
    for sign in replaced:
        text = text.replace(sign, " " if sign.isspace() else "")
    return Words(_runs(text, blank, gone) + unspaced, characters)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _runs(text: str, blank: bytes, gone: bytes) -> int:
    """The runs without a space that have a letter or digit in them.

    What is not ASCII is taken for one, but for characters whose leading byte is in `blank`, a space, or in `gone`.
    """
    kinds, signs = _tables(blank, gone)
    found = _encoded(text).translate(kinds, signs)
    return found.count(b" a") + found.startswith(b"a")


@lru_cache(256)  # most texts of a library have the same
def _tables(blank: bytes, gone: bytes) -> tuple[bytes, bytes]:
    kinds = bytes(ord(" ") if byte in blank else kind for byte, kind in enumerate(_KINDS))
    return kinds, _GONE + gone


def minutes(counted: Words) -> int:
    """Whole minutes to read, rounded, at least 1 where there is a word, else 0."""
    if not counted.total:
        return 0
    return max(1, round(counted.words / WORDS_A_MINUTE + counted.characters / CHARACTERS_A_MINUTE))
