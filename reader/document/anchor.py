"""Tie a passage to its words, and find it again in the document as it is now.

A selector is made from the units around the passage, never from the whole document, so that marking
costs the same in 10 KB and 10 MB. Finding again runs over the key text of the whole document.
Must not change a selector: only a person confirms that a passage is another one now.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from reader import document as parsed  # its names load the parser only when used: here they are types
from reader.document.keytext import KeyText, fold
from reader.document.quote import KeyMatch, KeySelector, match_key
from reader.document.selector import TEXT_VERSION, Selector

CONTEXT = 160  # characters of key on each side
_REACH = 4000  # characters of one unit looked at for context
_UNITS = 400  # of these on each side: rules and pictures without words say nothing of the place
_LONGEST = 20_000  # characters of quote that are kept


class Match(NamedTuple):
    """Where a passage is now: unit and [start, end) in its text (`end` as in `Selector`); score 0 to 100."""

    unit: int
    start: int
    end: int
    exact: bool
    score: float


def make_selector(document: parsed.Document, unit: int, start: int, end: int) -> Selector:
    """The selector of [start, end) in the text of `unit`; `end` may reach into the units behind it.

    A quote of more than 20,000 characters is cut there. Raises ValueError when there is no text.
    """
    text = readable(document, unit)
    after = unit + 1
    end = min(end, start + _LONGEST)
    while end > len(text) and after < len(document):
        text += "\n" + readable(document, after)
        after += 1
    start, end = max(0, start), min(end, len(text))
    if not text[start:end].strip():
        raise ValueError("no text there")
    return Selector(
        quote=text[start:end],
        prefix=_before(document, unit, text[:start]),
        suffix=_after(document, after, text[end:]),
        headings=_outline(document, document.unit(unit).start),
        offset=document.unit(unit).start,
        start=start,
        end=end,
    )


def match(selector: Selector, document: parsed.Document, key: KeyText | None = None) -> Match | None:
    """Where the passage is in a document parsed to its end, or None when no place is convincing.

    `key` is the document's key text where the caller has it already.
    """
    key = key or document.key_text()
    keys = KeySelector(fold(selector.quote), fold(selector.prefix), fold(selector.suffix))
    hint = 0
    if len(document):
        unit = document.index_at(selector.offset)
        hint = key.position(unit, min(selector.start, len(document.content(unit))))
    if not keys.quote:
        return _wordless(selector, keys, document, key, hint)
    found = match_key(keys, key.text, hint)
    return _placed(found, selector.quote, document, key) if found is not None else None


def find_quote(document: parsed.Document, quote: str) -> list[tuple[int, int, int]]:
    """Where words stand in a document parsed to its end: (unit, start, end as in `Selector`), in order.

    White space is one as good as another; when the words are nowhere as written, case and
    punctuation do not count either.
    """
    words = quote.split()
    if not words:
        return []
    texts = [readable(document, index) for index in range(len(document))]
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    joined = "\n".join(texts)
    spans = [found.span() for found in re.finditer(r"\s+".join(map(re.escape, words)), joined)]
    if spans:
        units = [bisect_right(starts, start) - 1 for start, _ in spans]
        return [(unit, a - starts[unit], b - starts[unit]) for unit, (a, b) in zip(units, spans, strict=True)]
    key, wanted = document.key_text(), fold(quote)
    places = []
    at = key.text.find(wanted) if wanted else -1
    while at >= 0:
        placed = _placed(KeyMatch(at, at + len(wanted), True, 100.0), "", document, key)
        places.append((placed.unit, placed.start, placed.end))
        at = key.text.find(wanted, at + len(wanted))
    return places


def readable(document: parsed.Document, unit: int) -> str:
    """The text of a unit as marks see it: of the masthead the title alone, footnote numbers blank."""
    content = document.content(unit)
    if unit == 0:
        content = content.partition("\n")[0]
    for link in document.links(unit):
        if link.kind in {"footnote", "backref"}:
            content = content[: link.start] + " " * (link.end - link.start) + content[link.end :]
    return content


def _placed(found: KeyMatch, quote: str, document: parsed.Document, key: KeyText) -> Match:
    unit, start = key.locate(found.start)
    last, at = key.locate(found.end - 1)
    text = readable(document, unit)
    length = 0
    for index in range(unit, last):
        length += len(readable(document, index)) + 1
    end = length + at + 1
    for index in range(unit + 1, last + 1):
        text += "\n" + readable(document, index)
    # Punctuation at the ends has no key: it belongs to the passage where it is still there.
    lead, trail = _edges(quote)
    if lead and text.endswith(lead, 0, start):
        start -= len(lead)
    if trail and text.startswith(trail, end):
        end += len(trail)
    return Match(unit, start, end, found.exact, found.score)


def _edges(quote: str) -> tuple[str, str]:
    first = next((index for index, char in enumerate(quote) if fold(char)), 0)
    last = next((index for index in range(len(quote) - 1, -1, -1) if fold(quote[index])), len(quote))
    return quote[:first], quote[last + 1 :]


def _wordless(
    selector: Selector, keys: KeySelector, document: parsed.Document, key: KeyText, hint: int
) -> Match | None:
    """A passage without a letter (`{}`, `→`): the same signs where the words before and after it are."""
    anchor = KeySelector(keys.suffix, keys.prefix, "") if keys.suffix else KeySelector(keys.prefix, "", "")
    found = match_key(anchor, key.text, hint if keys.suffix else hint - len(keys.prefix))
    if found is None:
        return None
    near, _ = key.locate(found.start if keys.suffix else found.end - 1)
    for unit in sorted(range(max(0, near - 3), min(len(document), near + 4)), key=lambda index: abs(index - near)):
        start = readable(document, unit).find(selector.quote)
        if start >= 0:
            return Match(unit, start, start + len(selector.quote), found.exact, found.score)
    return None


def _before(document: parsed.Document, unit: int, text: str) -> str:
    parts, size = [text[-_REACH:]], len(fold(text[-_REACH:]))
    for above in range(unit - 1, max(-1, unit - 1 - _UNITS), -1):
        if size >= CONTEXT:
            break
        parts.append(readable(document, above)[-_REACH:])
        size += len(fold(parts[-1]))
    return _cut("\n".join(reversed(parts))[::-1])[::-1]


def _after(document: parsed.Document, unit: int, text: str) -> str:
    parts, size = [text[:_REACH]], len(fold(text[:_REACH]))
    for below in range(unit, min(len(document), unit + _UNITS)):
        if size >= CONTEXT:
            break
        parts.append(readable(document, below)[:_REACH])
        size += len(fold(parts[-1]))
    return _cut("\n".join(parts))


def _cut(text: str) -> str:
    """As much of the beginning of `text` as has CONTEXT characters of key."""
    low, high = min(len(text), CONTEXT), len(text)
    while low < high:
        middle = (low + high) // 2
        if len(fold(text[:middle])) >= CONTEXT:
            high = middle
        else:
            low = middle + 1
    return text[:low]


def _outline(document: parsed.Document, offset: int) -> tuple[str, ...]:
    above: list[tuple[int, str]] = []
    for heading in document.headings():
        if heading.offset > offset:
            break
        while above and above[-1][0] >= heading.level:
            above.pop()
        above.append((heading.level, heading.text))
    return tuple(text for _, text in above)


__all__ = ["CONTEXT", "TEXT_VERSION", "Match", "Selector", "find_quote", "make_selector", "match", "readable"]
