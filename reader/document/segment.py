"""Sentences and words of a text, as spans: what a selection is extended by. Pure."""

from __future__ import annotations

from bisect import bisect_right

from reader.regex import regex

# A sentence ends after . ! ? … (and closing quotes or brackets) before white space and something that can
# begin a sentence; after the full stops of CJK and Indic scripts; and at a line end.
_END = regex(r"""[.!?…]+["'”’»)\]]*(?=\s+["'“‘«(\[]*[^\sa-z])|[。！？｡]["'」』”’）]*|[।॥۔]|\n+""")
# Abbreviations that are followed by a name or a number more often than they end a sentence.
_SHORT = regex(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|vs|No|Nr|Fig|cf|e\.g|i\.e|z\.B|M|Mme|Sra?)\.$")
_WORD = regex(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]")


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences in order, without the white space between them; they cover all else."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        if _SHORT.search(text, max(0, end - 12), end):
            continue
        _add(spans, text, start, end)
        start = end
    _add(spans, text, start, len(text))
    return spans


def words(text: str) -> list[tuple[int, int]]:
    """Spans of the words and the signs between them, in order."""
    return [match.span() for match in _WORD.finditer(text)]


def span_at(spans: list[tuple[int, int]], offset: int) -> int:
    """The number of the span that holds the offset, else of the one before it, else 0."""
    return max(0, bisect_right(spans, (offset, 1 << 60)) - 1)


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))
