"""Between which characters a line may break, by their scripts. Tables and predicates only; knows no widths."""

from __future__ import annotations

import unicodedata

from reader.regex import regex

# What stands at no start of a line: closing punctuation, small kana, and what lengthens or repeats
_CLOSING = frozenset(
    "、。，．・：；？！）］｝〕〉》」』】〙〗〛〟’”…‥ー〜゠ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
    "々〻ゝゞヽヾ゛゜,.!?:;)]}%»›‼⁇⁈⁉%‰℃％。、」｡､｣･ｧｨｩｪｫｬｭｮｯｰﾞﾟ﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞｠"
)
# What stands at no end of a line
_OPENING = frozenset("（［｛〔〈《「『【〘〖〚〝‘“([{«‹｢﹙﹛﹝｟￥＄￡＃")
_HOLD = frozenset("\xa0\u202f\u2007\u2011\u2060\ufeff\u200d\u034f")
# Behind these a line may break: zero-width space, the signs between Tibetan syllables and Ethiopic words, spaces
_AFTER = frozenset("\u200b\u0f0b\u0f0d\u1361\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000")
_LEADING = frozenset("\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4")  # vowels that begin a syllable


LEFT_TO_RIGHT = "\u200e"  # a mark without a cell: what follows is written from the left


def ideographic(char: str) -> bool:
    """True for scripts that break between characters, and emoji (not Korean: it has spaces)."""
    if char < "\u2e80":
        return False
    if char < "\U00010000":
        return char <= "\ua4cf" or "\uf900" <= char <= "\ufaff" or "\ufe30" <= char <= "\ufe4f" or char >= "\uff00"
    return (
        "\U00016fe0" <= char <= "\U00018dff"
        or "\U0001aff0" <= char <= "\U0001b2ff"
        or "\U0001f000" <= char <= "\U0001faff"
        or "\U00020000" <= char <= "\U0003ffff"
    )


def joins_softly(left: str, right: str) -> bool:
    """True when a line break in the source between the two stands for nothing: both are Chinese or Japanese."""
    return ideographic(left) and ideographic(right) and left < "\U0001f000" and right < "\U0001f000"


def breaks_between(left: str, right: str, last: str = "") -> bool:
    """True when a line may break between the two characters, neither of them a space.

    `last` is what stands before `right` when that has joined `left`: a mark, a joiner.
    """
    last = last or left
    if last in _AFTER:
        return right not in _CLOSING
    if right in _CLOSING or left in _OPENING or last in _HOLD or right in _HOLD:
        return False
    if ideographic(left) or ideographic(right):
        return True
    if left < "\u0e00" or left > "\u19ff" or right < "\u0e00":
        return False
    return _breaks_unspaced(left, right)


def _breaks_unspaced(left: str, right: str) -> bool:
    """As `breaks_between` in scripts that have no spaces between words: at syllables where these can be told."""
    if left <= "\u0eff":  # Thai and Lao: before a vowel that is written first
        return right in _LEADING and left not in _LEADING
    # Khmer, Burmese and their neighbours: between clusters
    return "\u1000" <= left <= "\u109f" or "\u1780" <= left <= "\u17b3" or "\u1950" <= left <= "\u19df"


_RIGHT = regex("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")
_LOOKED_AT = 1000  # characters: a paragraph that begins with more signs than that is none


def from_the_right(text: str) -> bool:
    """True when the first letter of `text` is of a script that is written from the right."""
    if text.isascii():
        return False
    found = _RIGHT.search(text, 0, _LOOKED_AT)
    if found is None:
        return False
    for char in text[: found.end()]:
        direction = unicodedata.bidirectional(char)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False
