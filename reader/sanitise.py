"""One function that makes foreign text safe for a terminal, called after each decoding.

A document, file name, title or URL can hold code points that command a terminal or reorder what is
shown (Trojan Source, CVE-2021-42574). Each is replaced by one visible code point, one for one, so
that offsets in the text stay what they were. Nothing is removed: text that vanishes misleads too.
Knows nothing of files, Markdown or widgets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.regex import regex

PLACEHOLDER = "\ufffd"
PICTURE_CELL = "\U0010eeee"  # in its place some terminals show pictures that a program sent them
_PICTURES = 0x2400  # U+2400..U+241F show the C0 controls


def _unsafe_map() -> dict[int, str]:
    table: dict[int, str] = {}
    for code in range(0x20):
        if code not in (0x09, 0x0A):
            table[code] = chr(_PICTURES + code)
    table[0x7F] = "\u2421"
    ranges = [
        (0x80, 0x9F),  # C1: CSI, OSC, DCS … as single code points
        (0x2028, 0x2029),  # line and paragraph separators: str.splitlines and some terminals break there
        (0x202A, 0x202E),  # bidi embeddings and overrides
        (0x2066, 0x2069),  # bidi isolates
        (0xD800, 0xDFFF),  # lone surrogates: neither UTF-8 nor SQLite takes them
        (0xFFF9, 0xFFFB),  # interlinear annotation
        (0xE0000, 0xE007F),  # tags, but see _TAG_SEQUENCE
        (ord(PICTURE_CELL), ord(PICTURE_CELL)),
    ]
    for first, last in ranges:
        for code in range(first, last + 1):
            table[code] = PLACEHOLDER
    return table


UNSAFE_MAP = _unsafe_map()
UNSAFE = regex(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f\U0010eeee]"
)
# Flags of England, Scotland, Wales are a black flag and tag characters: kept where they are one.
_TAG_SEQUENCE = regex("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,8}\U000e007f")
# A zero-width joiner means something between emoji and in scripts that join; elsewhere it hides text,
# and cell widths that come of it are wrong (some terminals and libraries count a run of them as one cell).
_JOINS = (
    "\u00a9\u00ae\u0600-\u08ff\u0900-\u109f\u1780-\u18af\u1a20-\u1cff\u203c-\u3299"
    "\ua840-\uaaff\ufe0f\U0001f000-\U0001faff"
)
_STRAY_JOINER = f"(?<![{_JOINS}])\u200d|\u200d(?![{_JOINS}])"  # compiled by `re` when a text first has one
_PART = 1 << 18
_REACH = 1000  # code points in which an ASCII one is looked for to cut behind
_HARMLESS = bytes(code for code in range(0x80) if (code >= 0x20 and code != 0x7F) or code in (0x09, 0x0A))


def sanitise(text: str, encoded: bytes | None = None) -> str:
    """The text with every unsafe code point replaced by a visible one; length and offsets are kept.

    Newline and tab stay. CR is unsafe: normalise line ends before. `encoded` is the text in UTF-8, where it is at hand.
    """
    # By parts, because one call for all of a long text keeps every other thread from working for as long as it takes
    if len(text) <= _PART:
        safe = _is_safe_part(text.encode("utf-8", "surrogatepass") if encoded is None else encoded)
        return text if safe else _made_safe(text)
    # all of it is copied only if it must be
    return text if all(sanitise(part) is part for part in _parts(text)) else "".join(map(sanitise, _parts(text)))


def _parts(text: str) -> Iterator[str]:
    """The text in parts of about `_PART` code points, cut where no sign depends on the one before it."""
    start = 0
    while start < len(text):
        end = min(len(text), start + _PART)
        for at in range(end, max(start, end - _REACH), -1):
            if text[at - 1 : at].isascii():
                end = at
                break
        yield text[start:end]
        start = end


def _made_safe(text: str) -> str:
    if "\u200d" in text:
        text = re.sub(_STRAY_JOINER, PLACEHOLDER, text)
        if UNSAFE.search(text) is None:
            return text
    kept = [match.span() for match in _TAG_SEQUENCE.finditer(text)]
    if not kept:
        return text.translate(UNSAFE_MAP)
    parts = []
    position = 0
    for start, end in kept:
        parts += [text[position:start].translate(UNSAFE_MAP), text[start:end]]
        position = end
    parts.append(text[position:].translate(UNSAFE_MAP))
    return "".join(parts)


def _is_safe_part(encoded: bytes) -> bool:
    left = encoded.translate(None, _HARMLESS).decode("utf-8", "surrogatepass")
    # nothing unsafe is printable, and to see that takes a third of the time
    return left.isprintable() or ("\u200d" not in left and UNSAFE.search(left) is None)


def sanitise_line(text: str) -> str:
    """As `sanitise`, for text that is shown on one line: newline and tab become a space too."""
    if text.isprintable():  # nothing unsafe is, nor newline and tab; nearly all short texts are
        return text
    return sanitise(text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ").replace("\t", " "))
