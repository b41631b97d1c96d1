"""Text as the full-text index compares it: folded, and with a space around what is written without any. Pure.

What is asked for goes through `searchable`. What is indexed goes through `indexable`, which leaves to the
tokenizer of the index what that does as well: it finds the same words in both. Newlines stay where they
are: the lines of the result are the lines of the text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from reader.fold import fold
from reader.regex import regex

# Scripts without spaces between words: Thai, Lao, Myanmar, Khmer, Han, kana, Hangul. Each character is a
# word of its own, and several are looked for as a phrase.
_ALONE = (
    (0xE01, 0xE4E), (0xE81, 0xECD), (0x1000, 0x109F), (0x1100, 0x11FF), (0x1780, 0x17D3), (0x3005, 0x3007),
    (0x3041, 0x30FF), (0x3131, 0x318E), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA960, 0xA97C),
    (0xAC00, 0xD7FB), (0xF900, 0xFAFF), (0x20000, 0x3134F),
)  # fmt: skip
# Written or left out as one likes: soft hyphen, word joiner, the points of Hebrew and Arabic, tatweel.
_OPTIONAL = (
    (0xAD, 0xAD), (0x591, 0x5BD), (0x5BF, 0x5BF), (0x5C1, 0x5C2), (0x5C4, 0x5C5), (0x5C7, 0x5C7), (0x610, 0x61A),
    (0x640, 0x640), (0x64B, 0x65F), (0x670, 0x670), (0x2060, 0x2060), (0xFEFF, 0xFEFF),
)  # fmt: skip
_FOREIGN = regex("([^\x00-\x7f]+)")
_ENTITY = "&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});"
# Letters and signs in which the tokenizer of the index (unicode61, remove_diacritics 2) sees what it sees in their
# folded form: most texts have no others. None of them is one with what stands beside it, but for accents.
_AS_INDEXED = (
    "\x00-\x7f\xa0-\xa9\xab\xac\xae-\xb1\xb4-\xb8\xbb\xbf-\xc5\xc7-\xcf\xd1-\xd7\xd9-\xdd\xe0-\xe5\xe7-\xef\xf1-\xf7"
    "\xf9-\xfd\xff-\u010f\u0112-\u0125\u0128-\u0130\u0134-\u013e\u0143-\u0148\u014a-\u0151\u0154-\u0165\u0168-\u01c3"
    "\u0200-\u02af"
    "\u0391-\u03a9\u03b1-\u03c9\u0404-\u0406\u0408-\u040b\u040f-\u0418\u041a-\u0438\u043a-\u044f\u0454-\u0456\u0458-\u045b"
    "\u0531-\u0586\u05d0-\u05ea\u2002-\u205f\u20a9-\u20cf\u2122\u218a-\u2328\u232b-\u245f\u24eb-\u2adb"
    "\u3000-\u3004\u3008-\u3029\u3030-\u3037\ufe00-\ufe1f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
    "\U0001f300-\U0001faff"
)
_ASCII = bytes(range(0x80))
HIDDEN = "\x1f"  # what is no text, and no space to a reader: no sanitised text has it, and it is no part of a word
PART = 200_000  # characters between which other threads get their turn
_VOICED = "\uff9e\uff9f"  # the signs that halfwidth kana have apart


class _Patterns(NamedTuple):
    """`otherwise`: what the tokenizer sees otherwise. `foreign`: the same where nothing is that joins Arabic letters,
    which it then sees as they are. `standing`: Han, kana, Hangul syllables, which folded are what they are, each
    alone, whatever stands beside them among these.
    """

    otherwise: re.Pattern[str]
    foreign: re.Pattern[str]
    standing: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    """Made when a text is indexed: to make them takes as long as to look for a word."""
    arabic = "\u060b-\u060d\u061b-\u063a\u0641-\u064a\u0660-\u066e\u0679-\u06d4\u06f0-\u06ff"
    alone = "\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc-\u30fe\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    return _Patterns(
        re.compile(f"([^{_AS_INDEXED}]+)"), re.compile(f"[^{_AS_INDEXED}{arabic}]"), re.compile(f"[{alone}]+")
    )


def searchable(text: str) -> str:
    """`text` folded (see `fold`), each character of a script without spaces standing alone."""
    if len(text) > PART:
        return "".join(searchable(text[at : at + PART]) for at in range(0, len(text), PART))
    text = _without_entities(text)
    if text.isascii():
        return text.lower()
    # most lines of most texts are, and a search for what is not takes as long as all else
    return "\n".join([line.lower() if line.isascii() else _folded(line.lower(), _FOREIGN) for line in text.split("\n")])


def indexable(text: str) -> str:
    """`text` in a form in which the tokenizer of the index finds the words of `searchable`; quicker to make."""
    if len(text) > PART:
        return "".join(indexable(text[at : at + PART]) for at in range(0, len(text), PART))
    text = _without_entities(text)
    # by bytes, as a pattern looks at each character of what nearly all are none of
    foreign = text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")
    if _patterns().foreign.search(foreign) is None:
        return text
    otherwise = _patterns().otherwise
    return "\n".join([line if line.isascii() else _folded(line, otherwise) for line in text.split("\n")])


def _without_entities(text: str) -> str:
    return re.sub(_ENTITY, _unescaped, text) if "&" in text else text  # made when first needed


def has_words(text: str) -> bool:
    """Whether there is a letter or digit in it, so that it can be looked for."""
    return any(unicodedata.category(sign)[0] in "LN" for sign in text)


def stands_alone(sign: str) -> bool:
    """Whether it is of a script without spaces."""
    return _within(ord(sign), _ALONE)


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


def _unescaped(match: re.Match[str]) -> str:
    import html  # late: it brings a table of all names

    found = html.unescape(match[0])
    return " " if "\n" in found or "\0" in found else found


def _folded(line: str, foreign: re.Pattern[str]) -> str:
    parts = foreign.split(line)
    stands = _patterns().standing.fullmatch
    parts[1::2] = [f" {'  '.join(run)} " if stands(run) else _RUNS[run] for run in parts[1::2]]
    return "".join(parts)


def _run(run: str) -> str:
    voiced = any(sign in run for sign in _VOICED)
    return unicodedata.normalize("NFKC" if voiced else "NFC", run).translate(_TABLE)


class _Table(dict[int, str]):
    """What each character becomes, found out when it first comes."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        folded = " " if sign in "™℠" else fold(sign)
        kept = (one for one in folded if not _within(ord(one), _OPTIONAL))
        made = "".join(f" {one} " if stands_alone(one) else one for one in kept)
        self[code] = made
        return made


class _Runs(dict[str, str]):
    """What a run without ASCII becomes: the same few quotes and words come again and again, long ones do not."""

    def __missing__(self, run: str) -> str:
        folded = _run(run)
        if len(run) < 16:
            if len(self) > 16_384:
                self.clear()
            self[run] = folded
        return folded


_TABLE = _Table()
_RUNS = _Runs()
