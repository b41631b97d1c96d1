"""Which class each stretch of a code has, by pygments. Imports pygments when a language is first named."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

LIMIT = 65536  # characters; longer code is shown without classes

Stretch = tuple[int, int, str]


def highlight(text: str, language: str) -> Iterator[Stretch]:
    """(start, end, short class) for all of `text`, "" where there is none; one stretch when it is not known."""
    lexer = _lexer(language) if language and len(text) <= LIMIT else None
    if lexer is None:
        yield (0, len(text), "")
        return
    position = 0
    for _, kind, value in lexer.get_tokens_unprocessed(text):
        if value:
            end = position + len(value)
            if text[position:end] != value:  # a lexer that changes the text: its classes cannot be placed
                break
            yield (position, end, _short(kind))
            position = end
    if position < len(text) or not text:
        yield (position, len(text), "")


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
