"""How much there is to read: words, and minutes at a usual pace. Counts source text as it stands; pure."""

from __future__ import annotations

import re
from typing import NamedTuple

WORDS_A_MINUTE = 230
CHARACTERS_A_MINUTE = 400

_WORD = re.compile(r"\w\S*")
# Scripts written without spaces, or whose readers count characters: Han, kana, and Thai, Lao, Khmer, Myanmar.
_CHARACTER = re.compile("[\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")


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
    if text.isascii() or not (characters := len(_CHARACTER.findall(text))):
        return Words(len(_WORD.findall(text)), 0)
    return Words(len(_WORD.findall(_CHARACTER.sub(" ", text))), characters)


def minutes(counted: Words) -> int:
    """Whole minutes to read, rounded, at least 1 where there is a word, else 0."""
    if not counted.total:
        return 0
    return max(1, round(counted.words / WORDS_A_MINUTE + counted.characters / CHARACTERS_A_MINUTE))
