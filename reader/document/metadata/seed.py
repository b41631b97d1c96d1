"""What other programs say in a header of how far a text is read: read, archived, starred, progress. Pure.

Only what can mean nothing else is taken: `status: done` may be of a task, `progress: 1` may be all or a
hundredth, and `published: true` is about something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from reader.article import Seed, State
from reader.document.metadata import dates
from reader.regex import regex

_READ = ("read", "isread", "finished", "isfinished")
_UNREAD = ("unread", "isunread")
_READ_AT = ("readat", "dateread", "readdate", "readon", "finishedat", "datefinished", "finishedon")
_ARCHIVED = ("archived", "isarchived", "archive")
_ARCHIVED_AT = ("archivedat", "datearchived", "archiveddate")
_STARRED = (
    "starred", "isstarred", "star", "favorite", "favourite", "isfavorite", "isfavourite", "favorited", "favourited",
    "fav", "liked", "ismarked", "starredat", "favoritedat",
)  # fmt: skip
_STATUS = ("readstatus", "readingstatus", "readstate", "readingstate", "status", "state")
_SHARE = ("readingprogress", "readprogress", "progress")
_PERCENT = (
    "readingprogresspercent", "readingprogressbottompercent", "progresspercent", "percentread", "percentfinished",
    "percentcomplete", "readpercent", "readpercentage", "percentageread", "progresspercentage", "readingpercent",
)  # fmt: skip
KEYS = frozenset(
    (*_READ, *_UNREAD, *_READ_AT, *_ARCHIVED, *_ARCHIVED_AT, *_STARRED, *_STATUS, *_SHARE, *_PERCENT, "location")
)  # fmt: skip

_YES = frozenset({"true", "yes", "y", "on", "1", "x", "✓", "✔", "☑", "✅"})
_NO = frozenset({"false", "no", "n", "off", "0"})
_STATES = {
    "unread": State.UNREAD, "toread": State.UNREAD, "notread": State.UNREAD, "reading": State.READING,
    "currentlyreading": State.READING, "read": State.FINISHED, "finished": State.FINISHED,
    "gelesen": State.FINISHED, "ungelesen": State.UNREAD, "lu": State.FINISHED, "nonlu": State.UNREAD,
    "leído": State.FINISHED, "прочитано": State.FINISHED, "已读": State.FINISHED, "在读": State.READING,
    "未读": State.UNREAD, "読了": State.FINISHED, "未読": State.UNREAD, "읽음": State.FINISHED,
}  # fmt: skip
# Of a key that can only be about reading; of a bare `status` they may be about anything.
_OF_READING = {
    "new": State.UNREAD, "later": State.UNREAD, "inbox": State.UNREAD, "todo": State.UNREAD,
    "inprogress": State.READING, "started": State.READING, "done": State.FINISHED, "completed": State.FINISHED,
    "complete": State.FINISHED,
}  # fmt: skip
_DATED = frozenset({"read", "finished", "archived", "starred", "starredat", "favoritedat"})  # some write since when
_NUMBER = regex(r"(\d{1,3}(?:\.\d{1,20})?)\s*(%?)\Z", re.A)
_END = 0.985  # as where reading it ends: the rest is no text


def seed_from(values: Mapping[str, object]) -> Seed | None:
    """What the values of a header say, by keys as `keys.key` gives them; None when that is nothing."""
    state = _state(values)
    archived = (
        _flag(values, _ARCHIVED)
        or _dated(values, _ARCHIVED_AT)
        or _word(values, _STATUS) in {"archived", "archive"}
        or _word(values, ("location",)) == "archive"  # Readwise; elsewhere it is a place
    )
    starred = bool(_flag(values, _STARRED))
    progress = _progress(values)
    if state is None and progress is not None and progress > 0:
        state = State.FINISHED if progress >= _END else State.READING
    if state is State.FINISHED and progress is None:
        progress = 1.0
    found = Seed(state or State.UNREAD, progress or 0.0, starred, bool(archived))
    return None if found == Seed() else found


def _state(values: Mapping[str, object]) -> State | None:
    read, unread = _flag(values, _READ), _flag(values, _UNREAD)
    if read or unread is False or _dated(values, _READ_AT):
        return State.FINISHED
    word = _word(values, _STATUS)
    state = _STATES.get(word)
    of_reading = not any(name in values for name in ("status", "state")) or any("omnivore" in name for name in values)
    if state is None and of_reading:
        state = _OF_READING.get(word)
    if state is State.FINISHED and (read is False or unread):
        return None  # it says both
    return State.UNREAD if state is None and unread else state


def _word(values: Mapping[str, object], names: Iterable[str]) -> str:
    """The word of the most telling key for a state, letters only."""
    for name in names:
        value = values.get(name)
        if isinstance(value, str) and value.strip():
            return "".join(filter(str.isalpha, value[:40].casefold()))
    return ""


def _flag(values: Mapping[str, object], names: Iterable[str]) -> bool | None:
    for name in names:
        value = values.get(name)
        text = value[:10].strip().casefold() if isinstance(value, str) else ""
        if text in _YES or text in _NO:
            return text in _YES
        if name in _DATED and text and dates.parse(str(value)):
            return True
    return None


def _dated(values: Mapping[str, object], names: Iterable[str]) -> bool:
    return any(isinstance(value := values.get(name), str) and dates.parse(value) is not None for name in names)


def _progress(values: Mapping[str, object]) -> float | None:
    """The share that is read, 0 to 1."""
    for name in (*_PERCENT, *_SHARE):
        value = values.get(name)
        found = _NUMBER.match(value.strip()) if isinstance(value, str) else None
        if found is None:
            continue
        number = float(found[1])
        if name in _PERCENT or found[2] or number > 1:
            number /= 100
        elif number == 1 and "." not in found[1]:
            continue  # all of it, or a hundredth
        if number <= 1:
            return number
    return None
