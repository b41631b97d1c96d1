"""Dates as people write them, to ISO 8601 dates. What is uncertain (03/09/2021, March 2021) is None. No clock.

The calendar date is the one that is written: a time and a zone behind it change nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime

from reader.regex import regex

# But for the first two these are compiled, and kept, by `re` when a date is first written so: that takes ten
# milliseconds of a start, and most dates are ISO.
_ISO = regex(r"(\d{4})([-/.])(\d\d?)\2(\d\d?)(?!\d)", re.A)
_YEAR_SOMEWHERE = regex(r"\d{4}|[年년]")
_SPACED = r"(?a)(\d{4})\s?([-/.])\s?(\d\d?)\s?\2\s?(\d\d?)(?!\d)"  # Korean: 2021. 3. 9.
_COMPACT = r"(?a)((?:19|20)\d\d)(\d\d)(\d\d)(?:[T ]?(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?)?(?!\d)"
_EPOCH = r"(?a)(\d{10})(\d{3})?(?:\.\d{1,9})?(?![\d-])"
_NAME = r"([^\W\d_]{3,14})\.?"
_YEAR = r"(\d{4})(?!\d)(?:\s*(?:г(?:\.|ода\b)|року\b|р\.|r\.))?"
_TIME = r"\d\d?[:.h]\d\d(?:[:.]\d\d(?:[.,]\d+)?)?(?:\s*[ap]\.?m\.?)?"
_ORDINAL = r"(?:st|nd|rd|th|er|re|\.?[oa](?![^\W\d_])|\.|°)?"
_DAY = r"(\d\d?)"
_MONTH_FIRST = rf"(?i){_NAME}[\s/-]*(?:the\s+)?(?<!\w){_DAY}{_ORDINAL}[,\s/-]+{_YEAR}"
_ASCTIME = rf"(?i){_NAME}\s+{_DAY},?\s+\d\d?:\d\d:\d\d\s+(?:[A-Z]{{2,5}}\s+)?{_YEAR}"
_DAY_FIRST = (
    rf"(?i){_DAY}{_ORDINAL}(?:\s+d(?:e|el|i)\s+|\s+of\s+|\s+d['’]|[-\s/]+|(?<=\.))"
    rf"{_NAME},?(?:\s+d(?:e|el|i))?[-\s/]+{_YEAR}"
)
_OF_MAIL = rf"(?i){_DAY}([-\s]){_NAME}\2(\d\d)\s+\d\d:\d\d:\d\d\s+(?:GMT|UTC?|Z|[+-]\d{{4}})(?![\w:])"  # RFC 822, 850
_YEAR_FIRST = rf"(?i)(\d{{4}})[.,]?[-\s/]+{_NAME}[-\s/]+{_DAY}(?:st|nd|rd|th|\.)?(?!\d)"
_DOTTED = r"(\d\d?)\.\s?(\d\d?)\.\s?(\d{4})(?!\d)"
_NUMERIC = r"(\d\d?)([/-])(\d\d?)\2(\d{4})(?!\d)"
_HAN = "〇零一二三四五六七八九"
_EAST_ASIAN = (
    rf"(明治|大正|昭和|平成|令和|民國|民国|中華民國|中华民国)?\s*(\d{{1,4}}|[{_HAN}]{{4}}|元)\s*[年년]"
    rf"\s*(\d\d?|[{_HAN}十]{{1,3}})\s*[月월]\s*(\d\d?|[{_HAN}十廿]{{1,4}})\s*[日号號일]"
)
_ERAS = {"明治": (1867, 45), "大正": (1911, 15), "昭和": (1925, 64), "平成": (1988, 31), "令和": (2018, 99)}
_REPUBLIC = (1911, 199)
_VIETNAMESE = r"(?i)(?:ngày\s+)?(\d\d?)\s+tháng\s+(\d\d?),?\s+(?:năm\s+)?(\d{4})(?!\d)"
_LABEL = (
    r"(?i)(?:(?:first |originally )?"
    r"(?:published|posted|publication date|date|written|publié|paru|veröffentlicht|erschienen|publicado|pubblicato"
    r"|gepubliceerd|опубликовано|дата(?: публикации)?|发布(?:日期|时间|于)|發[布佈](?:日期|時間|於)|发表(?:时间|于)"
    r"|公開日|投稿日|更新前|게시일?|작성일|발행일|등록일?|입력)"
    r"(?:\s+(?:on|at|le|am|el|il|op|em))?\s*:?\s*)"
)
_ZONE = r"(?:\(?(?:Z|UTC|GMT|[A-Z]{2,5})?\s*(?:[+-]\d\d(?::?\d\d)?)?\)?(?:\s*\([\w .]{2,40}\))?)"
_PART_OF_DAY = r"(?:at|um|à|as|às|a las|alle|om|kl\.?|в|o|上午|下午|午前|午後|오전|오후)"
_CHANGED = (  # when it was changed, behind
    r"(?:[\s,;|·•(—–/-]+(?:last )?(?:updated|modified|mise? à jour|modifié|aktualisiert|actualizado|aggiornato"
    r"|обновлено|更新)\b[^\d\n]{0,20}\d[^\n]{0,40})?"
)
# what may follow a date in a line that says nothing else: a weekday, a time, a zone
_REST = (
    r"(?i)[\s,T|·@—–-]*(?:\(\s*\w{1,3}\s*\)|WEEKDAY)?[\s,.|·@—–-]*"
    rf"(?:{_PART_OF_DAY}\s*)?(?:{_TIME}|\d\d?\s*(?:h|:|時|时|시)\s*(?:\d\d\s*[分분]?)?|\d\d?\s*[ap]\.?m\.?)?"
    rf"\s*(?:Uhr|hrs?|ч\.?)?\s*{_ZONE}[\s.]*{_CHANGED}$"
)
_ARTICLE = r"(?:the|le|am|den|der|el|il|on|på|d\.|на)"
_CLOSED = {"[[": "]]", "[": "]", "<": ">", "(": ")", '"': '"', "'": "'", "`": "`", "**": "**", "*": "*", "_": "_"}
_WEB = 1990  # no page is older, and zero is "unknown"
_FIRST_YEAR, _LAST_YEAR = 1500, 2199  # years beyond are of another calendar: 2564 in Bangkok, 1399 in Tehran

Dated = tuple[str, int]


def parse(text: str) -> str | None:
    """The ISO date that `text` begins with, as written, or None; what follows (a time, a zone) is ignored."""
    if iso := _ISO.match(text):
        found = _made(iso[1], iso[3], iso[4], 0)
    else:
        found = _match(_bare(text))
    return found[0] if found else None


def parse_line(text: str) -> str | None:
    """The ISO date when `text` is a date and nothing else but a label before and a time after."""
    if len(text) > 120 or _YEAR_SOMEWHERE.search(text) is None:
        return None
    text = _bare(text)
    found = _match(text) if len(text) <= 80 else None
    return found[0] if found and _rest().match(text, found[1]) else None


def _rest() -> re.Pattern[str]:
    from reader.document.metadata.months import ANY_WEEKDAY  # late, as in `_match`

    return re.compile(_REST.replace("WEEKDAY", rf"\(?(?:{ANY_WEEKDAY})\b\)?"))


def _bare(text: str) -> str:
    """The date without what stands around it, its digits and signs ASCII where they have such a form."""
    text = text[:120].strip()
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if label := re.match(_LABEL, text):
        text = text[label.end() :]
    text = text.removeprefix("@")  # as Notion mentions a day
    for opened, closed in _CLOSED.items():
        if text.startswith(opened):
            text = text.removeprefix(opened).replace(closed, "", 1)
    return text.strip()


def _match(text: str) -> Dated | None:
    """The ISO date at the beginning of `text`, a weekday or a time before it left out, and where it ends."""
    # as it stands first: "mar" is March, and a Tuesday in French
    for start in sorted({0, _lead(text)}):
        for pattern, read in _FORMS:
            if match := re.compile(pattern).match(text, start):
                return read(match)
    return None


def _lead(text: str) -> int:
    """Where a date begins behind a weekday and an article, or a time."""
    if text[:1].isdecimal():
        before = rf"(?i){_TIME},?\s+(?=\d)"
    else:
        # Late, like all patterns but one: most dates are ISO, and a list should need no names of months.
        from reader.document.metadata.months import ANY_WEEKDAY

        before = rf"(?i)(?:{_ARTICLE}\s+)?(?:(?:{ANY_WEEKDAY})\b[.,]*\s*(?:{_ARTICLE}\s+)?)?"
    found = re.match(before, text)
    return found.end() if found else 0


def _named(year: str, name: str, day: str, end: int) -> Dated | None:
    from reader.document.metadata.months import MONTHS  # late, as above

    month = MONTHS.get(name.lower())
    return _made(year, month, day, end) if month else None


def _numeric(match: re.Match[str]) -> Dated | None:
    """By slashes or hyphens, where only one order is a date."""
    first, second = int(match[1]), int(match[3])
    if first > 12 >= second:
        return _made(match[4], second, first, match.end())
    return _made(match[4], first, second, match.end()) if second > 12 >= first or first == second else None


def _epoch(match: re.Match[str]) -> Dated | None:
    """Seconds or milliseconds since 1970, as the date in UTC."""
    made = datetime.fromtimestamp(int(match[1]), UTC).date()
    return _made(made.year, made.month, made.day, match.end()) if _WEB < made.year < 2100 else None


def _east_asian(match: re.Match[str]) -> Dated | None:
    era, written = match[1], match[2]
    year = 1 if written == "元" else _han(written)
    if era:
        before, last = _ERAS.get(era, _REPUBLIC)
        year = before + year if 1 <= year <= last else 0
    elif len(written) != 4:
        return None
    return _made(year, _han(match[3]), _han(match[4]), match.end())


def _han(text: str) -> int:
    """A number in digits, or in Han ones by position (二〇二一) or by tens (二十一)."""
    if text.isdecimal():
        return int(text)
    text = text.replace("廿", "二十")
    if "十" not in text:
        return int("".join(str(max(_HAN.index(sign) - 1, 0)) for sign in text))
    tens, _, ones = text.partition("十")
    return (_han(tens) if tens else 1) * 10 + (_han(ones) if ones else 0)


# The forms and how the groups of each are read; the first that matches decides.
_FORMS: tuple[tuple[str, Callable[[re.Match[str]], Dated | None]], ...] = (
    (_SPACED, lambda match: _made(match[1], match[3], match[4], match.end())),
    (_COMPACT, lambda match: _made(match[1], match[2], match[3], match.end())),
    (_EPOCH, _epoch),
    (_EAST_ASIAN, _east_asian),
    (_MONTH_FIRST, lambda match: _named(match[3], match[1], match[2], match.end())),
    (_ASCTIME, lambda match: _named(match[3], match[1], match[2], match.end())),
    (_DAY_FIRST, lambda match: _named(match[3], match[2], match[1], match.end())),
    (_OF_MAIL, lambda match: _named(f"{'20' if match[4] < '70' else '19'}{match[4]}", match[3], match[1], match.end())),
    (_YEAR_FIRST, lambda match: _named(match[1], match[2], match[3], match.end())),
    (_DOTTED, lambda match: _made(match[3], match[2], match[1], match.end())),
    (_NUMERIC, _numeric),
    (_VIETNAMESE, lambda match: _made(match[3], match[2], match[1], match.end())),
)


def _made(year: str | int, month: str | int, day: str | int, end: int) -> Dated | None:
    try:
        made = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return (made.isoformat(), end) if _FIRST_YEAR <= made.year <= _LAST_YEAR else None
