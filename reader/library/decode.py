"""Bytes of a text file to text that is safe to show; whatever the bytes are, never an error. No files here."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from reader.sanitise import sanitise

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that one's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What detection may answer: what text files are really written in. More would only give more wrong answers.
_CANDIDATES = [
    "cp1252", "cp1250", "cp1251", "koi8_r", "koi8_u", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "iso8859_2", "iso8859_5", "iso8859_15", "mac_roman", "cp437", "cp866", "tis_620",
    "gb18030", "big5", "cp932", "shift_jis", "euc_jp", "iso2022_jp", "cp949", "euc_kr",
]  # fmt: skip
# Letters beyond ASCII of languages that are written in cp1252. A text that has only those of one of them is in it:
# in a short one a detector takes the same bytes for Romanian or Czech. Other encodings, read so, mix them all.
_WESTERN = tuple(
    frozenset(letters + letters.upper() + "«»“”‘’„‚–—…•·°§€£¿¡©®\xa0\xad")
    for letters in (
        "àâæçéèêëîïôœùûüÿ",
        "äöüß",
        "áéíóúüñªº",
        "áâãàçéêíóôõúªº",
        "àèéìîòù",
        "åäöé",
        "æøåéèêóòôü",
        "éëïöüèêáóú",
    )
)
_SAMPLE = 16_384
# Compiled by `re` when a file first has to be guessed at: few libraries have one.
_NON_ASCII = rb"[\x80-\xff]"
_MULTIBYTE = rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"


class Decoded(NamedTuple):
    """Safe text with `\\n` line ends, and the encoding it was read with; `lossy` when bytes did not fit it."""

    text: str
    encoding: str
    lossy: bool


def decode(data: bytes, *, whole: bool = True) -> Decoded:
    """The text of a file, or of its beginning when not `whole` (then it ends at a line end where there is one)."""
    if whole and b"\r" not in data and (decoded := _plain(data)):
        return decoded
    encoding, skip = sniff(data)
    raw = data[skip:] if skip else data
    try:
        text = codecs.getincrementaldecoder(encoding)("strict").decode(raw, final=whole)
        lossy = False
    except UnicodeDecodeError:
        text = codecs.getincrementaldecoder(encoding)("replace").decode(raw, final=whole)
        lossy = True
    if not whole:
        # a CR at the cut may be half of a line end, and half a line would parse as something else
        text = text.removesuffix("\r")
        text = text[: max(text.rfind("\n"), text.rfind("\r")) + 1] or text
    return Decoded(_safe(text), encoding, lossy)


def _plain(data: bytes) -> Decoded | None:
    """As `decode`, for UTF-8 without a mark, which nearly all files are; None for others. To decode is to see it."""
    if data.startswith(codecs.BOM_UTF8) or b"\0" in data:
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return Decoded(sanitise(text, data), "utf-8", False)


def decode_tail(data: bytes, encoding: str, size: int) -> str:
    """The text of the last bytes `data` of a file of `size` bytes, from the first line that begins in them, or ""."""
    if encoding.startswith(("utf-16", "utf-32")):
        unit = 4 if "32" in encoding else 2
        data = data[(unit - (size - len(data)) % unit) % unit :]
    text = _safe(data.decode(encoding, "replace"))
    end = text.find("\n")
    return text[end + 1 :] if end >= 0 else ""


def _safe(text: str) -> str:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return sanitise(text)


def sniff(data: bytes) -> tuple[str, int]:
    """The encoding of `data` and how many bytes of it are a byte order mark."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, len(mark)
    if data.isascii():
        return _without_bom_utf16(data) or "utf-8", 0
    try:
        codecs.getincrementaldecoder("utf-8")("strict").decode(data, final=False)
    except UnicodeDecodeError:
        return _without_bom_utf16(data) or _detect(data), 0
    return "utf-8", 0


def _without_bom_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: text in it has a zero in nearly every other byte (spaces, digits, line ends at least)."""
    sample = data[: _SAMPLE & ~1]
    if sample.count(0) * 5 < len(sample) or len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 8 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 8 * odd else None


def _detect(data: bytes) -> str:
    first = re.search(_NON_ASCII, data)
    sample = data[max(0, first.start() - 2048) :][:_SAMPLE] if first else data[:_SAMPLE]
    # Most text is UTF-8, also where a few bytes of it were damaged: sequences that fit hardly come by chance.
    fitting = re.findall(_MULTIBYTE, sample)
    stray = len(re.findall(_NON_ASCII, re.sub(_MULTIBYTE, b"", sample)))
    if fitting and len(fitting) >= stray:
        return "utf-8"
    if sample.count(0) * 20 > len(sample):
        return "cp1252"  # no text at all: any single-byte encoding shows as much
    if stray < 4 and not fitting:
        return "cp1252"  # too little to tell from
    return _guess(sample)


def _guess(sample: bytes) -> str:
    # Late: it takes 30 ms to load and few libraries have such a file.
    from charset_normalizer import from_bytes

    # A sample may end within a character; a line end never does.
    cut = sample.rfind(b"\n")
    sample = sample[:cut] if cut > 0 else sample
    beyond = {char for char in sample.decode("cp1252", "replace") if not char.isascii()}
    if any(beyond <= letters for letters in _WESTERN):
        return "cp1252"
    best = from_bytes(sample, cp_isolation=_CANDIDATES, enable_fallback=False).best()
    if not best or sample.decode(best.encoding, "replace") == sample.decode("cp1252", "replace"):
        return "cp1252"  # the commonest, where quotes and dashes are all there is to tell from
    return best.encoding
