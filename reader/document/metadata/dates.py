"""Dates as people write them, to ISO 8601 dates. What is uncertain (03/09/2021) is None. No clock."""

from __future__ import annotations

import re
from datetime import date

_NAMES = {
    1: "january jan janvier janv januar jänner jan enero ene января январь янв",
    2: "february feb février févr fevrier fév februar feber febrero февраля февраль фев",
    3: "march mar mars märz maerz mrz marzo марта март мар",
    4: "april apr avril avr abril abr апреля апрель апр",
    5: "may mai mayo мая май",
    6: "june jun juin juni junio июня июнь июн",
    7: "july jul juillet juil juli julio июля июль июл",
    8: "august aug août aout agosto ago августа август авг",
    9: "september sep sept septembre septiembre setiembre сентября сентябрь сен сент",
    10: "october oct octobre oktober okt octubre октября октябрь окт",
    11: "november nov novembre noviembre ноября ноябрь ноя нояб",
    12: "december dec décembre déc decembre dezember dez diciembre dic декабря декабрь дек",
}
_MONTHS = {name: number for number, names in _NAMES.items() for name in names.split()}
_WEEKDAYS = (
    "mon tue wed thu fri sat sun tues wednes thur thurs satur monday tuesday wednesday thursday friday saturday sunday "
    "lundi mardi mercredi jeudi vendredi samedi dimanche montag dienstag mittwoch donnerstag freitag samstag sonntag "
    "lunes martes miércoles jueves viernes sábado domingo "
    "понедельник вторник среда четверг пятница суббота воскресенье"
)
# But for the first two these are compiled, and kept, by `re` when a date is first written so: that takes ten
# milliseconds of a start, and most dates are ISO.
_ANY_WEEKDAY = "|".join(sorted(_WEEKDAYS.split(), key=len, reverse=True))
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_WEEKDAY = rf"(?i)(?:(?:le|am|el)\s+)?(?:{_ANY_WEEKDAY})\b[.,]?\s*"
_NAME = r"([^\W\d_]{3,10})\.?"
_MONTH_FIRST = rf"(?i){_NAME}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)"
_DAY_FIRST = (
    rf"(?i)(\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s*(?:de\s+|of\s+|[-\s])\s*{_NAME},?(?:\s+del?)?[-\s]+"
    r"(\d{4})(?!\d)(?:\s*г(?:ода|\.)?)?"
)
_DAY_FIRST_DOTTED = r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)"
_NUMERIC = r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)"
_EAST_ASIAN = r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]"
_REST = (
    r"(?i)[\s,T|·@—–-]*(?:(?:at|um|à|a las|в)\s+)?"
    r"(?:\d{1,2}[:.h]\d\d(?:[:.]\d\d(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:Uhr)?)?"
    r"\s*(?:\(?(?:Z|UTC|GMT|[A-Z]{2,5})?\s*(?:[+-]\d\d:?\d\d)?\)?)?[\s.]*$"
)
_LABEL = (
    r"(?i)(?:(?:first |originally )?"
    r"(?:published|posted|publication date|date|publié|veröffentlicht|publicado|опубликовано"
    r"|发布(?:时间|于)|公開日|게시)"
    r"(?:\s+(?:on|at|le|am|el))?\s*[:：]?\s*)"
)


def parse(text: str) -> str | None:
    """The ISO date that `text` begins with, as written, or None; what follows (a time, a zone) is ignored."""
    found = _match(text[:80].strip())
    return found[0] if found else None


def parse_line(text: str) -> str | None:
    """The ISO date when `text` is a date and nothing else but a label before and a time after."""
    text = text.strip()
    if len(text) > 80 or not any(map(str.isdecimal, text)):
        return None
    if label := re.match(_LABEL, text):
        text = text[label.end() :]
    found = _match(text)
    return found[0] if found and re.compile(_REST).match(text, found[1]) else None


def _match(text: str) -> tuple[str, int] | None:
    """The ISO date at the beginning of `text` and where it ends."""
    start = match.end() if not text[:1].isdecimal() and (match := re.match(_WEEKDAY, text)) else 0
    if match := _ISO.match(text, start):
        return _made(match[1], match[3], match[4], match.end())
    if match := _COMPACT.match(text, start) or re.compile(_EAST_ASIAN).match(text, start):
        return _made(match[1], match[2], match[3], match.end())
    if match := re.compile(_MONTH_FIRST).match(text, start):
        return _made(match[3], _MONTHS.get(match[1].lower()), match[2], match.end())
    if match := re.compile(_DAY_FIRST).match(text, start):
        return _made(match[3], _MONTHS.get(match[2].lower()), match[1], match.end())
    if match := re.compile(_DAY_FIRST_DOTTED).match(text, start):
        return _made(match[3], match[2], match[1], match.end())
    if match := re.compile(_NUMERIC).match(text, start):
        first, second = int(match[1]), int(match[2])
        if first > 12 >= second:
            return _made(match[3], second, first, match.end())
        if second > 12 >= first or first == second:
            return _made(match[3], first, second, match.end())
    return None


def _made(year: str, month: str | int | None, day: str | int, end: int) -> tuple[str, int] | None:
    if month is None:
        return None
    try:
        made = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return (made.isoformat(), end) if 1000 <= made.year <= 2999 else None
