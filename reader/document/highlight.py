"""Which class each stretch of a code has, by pygments. Imports pygments when a language is first named."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from reader.regex import regex

# Characters; longer code is shown without classes: a lexer takes 5 ms for a thousand, and the lines
# of a unit are wanted within a key press.
LIMIT = 12288
# Some lexers are quadratic in the length of a line or of white space
_DEAR = regex(r"[^\n]{500}|\s{200}")

Stretch = tuple[int, int, str]


@lru_cache(maxsize=32)  # the same code is drawn again for every step of a pan
def highlight(text: str, language: str) -> tuple[Stretch, ...]:
    """(start, end, short class) for all of `text`, "" where there is none; one stretch when it is not known."""
    cheap = bool(language) and len(text) <= LIMIT and _DEAR.search(text) is None
    lexer = _lexer(language) if cheap else None
    if lexer is None:
        return ((0, len(text), ""),)
    found: list[Stretch] = []
    position = 0
    for _, kind, value in lexer.get_tokens_unprocessed(text):
        if value:
            end = position + len(value)
            if text[position:end] != value:  # a lexer that changes the text: its classes cannot be placed
                break
            found.append((position, end, _short(kind)))
            position = end
    if position < len(text) or not text:
        found.append((position, len(text), ""))
    return tuple(found)


@lru_cache(maxsize=64)
def _lexer(language: str) -> Any:
    # late: pygments takes 30 ms to import, and most texts have no code
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language)
    except ClassNotFound:
        return None


@lru_cache(maxsize=512)
def _short(kind: Any) -> str:
    from pygments.token import STANDARD_TYPES

    while kind not in STANDARD_TYPES:
        kind = kind.parent
    name = str(STANDARD_TYPES[kind])
    return "" if name == "w" else name
