"""Bare addresses in text: where they end, by the rules of GitHub's Markdown. Plain strings in and out."""

from __future__ import annotations

from typing import NamedTuple

from reader.regex import regex

_STOP = regex(r"[\s<>\x00-\x20\u3000-\u3002\uff08-\uff0c\uff1a\uff1b\u300a-\u300f`]")
_HOST = regex(r"[^\s/?#:@\[\]()<>\"'*,;!]")
_ENTITY = regex(r"&[A-Za-z0-9]{2,32};$")
_BARE = regex(
    r"(?<![\w./@:+-])(?:www\.[^\s<>`\u3000-\u3002\uff08-\uff0c]+|[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}"
    r"(?:\.[A-Za-z0-9-]{1,63}){0,7}\.[A-Za-z][A-Za-z0-9-]{0,62}(?<!-)(?![\w-]))"
)
LIMIT = 500  # addresses in a block beyond this stay text


class Address(NamedTuple):
    """An address in a text: its place and what it points to."""

    start: int
    end: int
    href: str


def find_url(text: str, start: int, host: int, limit: int) -> int:
    """Where the URL that starts at `start` (its host at `host`) ends; -1 when there is no host."""
    if host >= limit or _HOST.match(text, host) is None:
        return -1
    stop = _STOP.search(text, host, limit)
    end = _trimmed(text, start, stop.start() if stop else limit)
    return end if end > host else -1


def _trimmed(text: str, start: int, end: int) -> int:
    """`end` without the punctuation that belongs to the sentence around the address."""
    opened = -1
    while end > start:
        last = text[end - 1]
        if last in "?!.,:*_~'\"”’»…":
            end -= 1
        elif last in ")]":
            if opened < 0:
                closers = text.count(last, start, end)
                opened = closers - text.count("(" if last == ")" else "[", start, end)
            if opened <= 0:
                break
            opened -= 1
            end -= 1
        elif last == ";":
            entity = _ENTITY.search(text, max(start, end - 40), end)
            end = entity.start() if entity else end - 1
        else:
            break
    return end


def find_bare(text: str) -> list[Address]:
    """`www.` hosts and e-mail addresses in `text`."""
    found: list[Address] = []
    if "www." not in text and "@" not in text:
        return found
    for match in _BARE.finditer(text):
        start, end = match.span()
        if text.startswith("www.", start):
            end = _trimmed(text, start, end)
            if "." in text[start + 4 : end]:
                found.append(Address(start, end, "http://" + text[start:end]))
        else:
            found.append(Address(start, end, "mailto:" + text[start:end]))
        if len(found) > LIMIT:
            return []
    return found
