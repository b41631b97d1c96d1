"""A language as headers write it to a BCP 47 tag, or None where the value is none that is known. Pure."""

from __future__ import annotations

import re

from reader.regex import regex

_TWO_LETTERS = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz "
    "ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik "
    "in io is it iu iw ja ji jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh "
    "mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw "
    "sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur "
    "uz ve vi vo wa wo xh yi yo za zh zu "
)
_TWO = frozenset(_TWO_LETTERS.split())
_THREE = {
    "eng": "en", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "spa": "es", "rus": "ru", "zho": "zh", "chi": "zh",
    "jpn": "ja", "kor": "ko", "ita": "it", "por": "pt", "nld": "nl", "dut": "nl", "pol": "pl", "ukr": "uk", "swe": "sv",
    "dan": "da", "nor": "no", "fin": "fi", "ces": "cs", "cze": "cs", "tur": "tr", "ara": "ar", "heb": "he", "hin": "hi",
    "ell": "el", "gre": "el", "hun": "hu", "ron": "ro", "rum": "ro", "vie": "vi", "tha": "th", "ind": "id", "cat": "ca",
}  # fmt: skip
# Written where a language of people is expected, and none of theirs; other codes of three letters are as they are.
_CODES = (
    "css php cpp sql lua xml jsx tsx vue yml txt svg asm vim nim zig ini bat awk tex all any und mul zxx elm sol "
    "sas sml ada hcl tcl vba csh zsh ksh npm git csv rst org dot log"
)
_NO_LANGUAGE = frozenset(_CODES.split())
_NAMES = {
    "english": "en", "french": "fr", "français": "fr", "francais": "fr", "german": "de", "deutsch": "de",
    "spanish": "es", "español": "es", "espanol": "es", "castellano": "es", "russian": "ru", "русский": "ru",
    "chinese": "zh", "中文": "zh", "汉语": "zh", "漢語": "zh", "简体中文": "zh-Hans", "繁體中文": "zh-Hant",
    "simplified chinese": "zh-Hans", "traditional chinese": "zh-Hant", "japanese": "ja", "日本語": "ja",
    "korean": "ko", "한국어": "ko", "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt",
    "brazilian portuguese": "pt-BR", "dutch": "nl", "nederlands": "nl", "polish": "pl", "polski": "pl",
    "ukrainian": "uk", "українська": "uk", "swedish": "sv", "svenska": "sv", "danish": "da", "dansk": "da",
    "norwegian": "no", "norsk": "no", "finnish": "fi", "suomi": "fi", "czech": "cs", "čeština": "cs", "turkish": "tr",
    "türkçe": "tr", "arabic": "ar", "العربية": "ar", "hebrew": "he", "עברית": "he", "hindi": "hi", "हिन्दी": "hi",
    "greek": "el", "ελληνικά": "el", "hungarian": "hu", "magyar": "hu", "romanian": "ro", "română": "ro",
    "vietnamese": "vi", "tiếng việt": "vi", "thai": "th", "ไทย": "th", "indonesian": "id", "catalan": "ca",
    "català": "ca", "irish": "ga", "gaeilge": "ga", "latin": "la", "esperanto": "eo", "persian": "fa", "farsi": "fa",
}  # fmt: skip
_TAG = regex(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{2,8})*)(?:[.@][\w-]+)?\Z", re.A)


def language_tag(text: str) -> str | None:
    """The tag in `text` (`en`, `EN_us`, `pt-BR`, `en_US.UTF-8`, `German`), its parts in their usual case."""
    match = _TAG.match(text)
    if match is None:
        return _NAMES.get(text.casefold())
    primary = match[1].lower()
    primary = _THREE.get(primary, primary)
    if primary in _NO_LANGUAGE or (len(primary) == 2 and primary not in _TWO):
        return None  # `js` and `css` are languages of another kind
    parts = [part for part in re.split("[-_]", match[2]) if part]
    return "-".join([primary, *map(_in_its_case, parts)])


def _in_its_case(part: str) -> str:
    if len(part) == 4 and part.isalpha():
        return part.capitalize()  # a script
    return part.upper() if len(part) == 2 and part.isalpha() else part.lower()
