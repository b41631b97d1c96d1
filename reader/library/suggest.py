"""What may have been meant by a word that no text has: the nearest word of the index. Reads only, work is bounded."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterator

from reader.library.query import Query, Word

_MOST_TERMS = 20_000  # of the vocabulary that are looked at for two mistakes
_ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", "абвгдежзиклмнопрстуфхцчшщъыьэюя", "αβγδεζηθικλμνξοπρστυφχψω")
_SCRIPT = 128  # code points that most scripts have to themselves
_CHUNK = 500


def suggestion(connection: sqlite3.Connection, text: str, query: Query) -> str | None:
    """The query in `text` with the words that are nowhere replaced by ones that are; None without any such."""
    made = text
    for word in query.wanted:
        if not all(map(_is_letter, word.terms)) or _is_known(connection, word):
            continue
        nearest = _nearest(connection, word.terms)
        if nearest is None:
            return None  # nothing would be found all the same
        made = made.replace(word.text, nearest)
    return made if made != text else None


def _is_known(connection: sqlite3.Connection, word: Word) -> bool:
    return _any_from(connection, word.terms) if word.prefix else bool(_counts(connection, [word.terms]))


def _any_from(connection: sqlite3.Connection, prefix: str) -> bool:
    found = connection.execute("SELECT term FROM vocabulary WHERE term >= ? LIMIT 1", (prefix,)).fetchall()
    return bool(found) and found[0][0].startswith(prefix)


def _counts(connection: sqlite3.Connection, terms: list[str]) -> list[tuple[int, str]]:
    """(articles that have it, term) for those of `terms` that there are."""
    found: list[tuple[int, str]] = []
    for at in range(0, len(terms), _CHUNK):
        part = terms[at : at + _CHUNK]
        sql = f"SELECT doc, term FROM vocabulary WHERE term IN ({', '.join('?' * len(part))})"
        found += connection.execute(sql, part).fetchall()
    return found


def _nearest(connection: sqlite3.Connection, term: str) -> str | None:
    """The most frequent word one mistake away, else of those two away that begin alike."""
    if not 2 < len(term) < 40:
        return None
    near = _counts(connection, sorted(set(_one_mistake(term)) - {term}))
    if not near and len(term) > 4:
        near = [item for item in _alike(connection, term) if distance(term, item[1], 2) <= 2]
    return max(near)[1] if near else None


def _one_mistake(term: str) -> Iterator[str]:
    letters = next((alphabet for alphabet in _ALPHABETS if term[0] in alphabet or term[-1] in alphabet), None)
    letters = letters if letters is not None else _script(term[0])
    for at in range(len(term) + 1):
        before, after = term[:at], term[at:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in letters:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]


def _script(sign: str) -> str:
    """The letters, vowel signs with them, that stand beside one in Unicode: those of its script, nearly always."""
    first = ord(sign) & ~(_SCRIPT - 1)
    return "".join(filter(_is_letter, map(chr, range(first, first + _SCRIPT))))


def _is_letter(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LM"


def _alike(connection: sqlite3.Connection, term: str) -> list[tuple[int, str]]:
    start = term[:2]
    sql = (
        "SELECT doc, term FROM (SELECT doc, term FROM vocabulary WHERE term >= ? AND term < ? LIMIT ?) "
        "WHERE length(term) BETWEEN ? AND ?"
    )
    values = (start, start + "\U0010ffff", _MOST_TERMS, len(term) - 2, len(term) + 2)
    return connection.execute(sql, values).fetchall()


def distance(one: str, other: str, most: int) -> int:
    """How many letters have to be changed, left out, put in or swapped with the next; any number over `most` is one."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, sign in enumerate(one, 1):
        earlier, before = before, row
        row = [at]
        for position, letter in enumerate(other, 1):
            cost = min(before[position] + 1, row[-1] + 1, before[position - 1] + (sign != letter))
            if at > 1 and position > 1 and sign == other[position - 2] and one[at - 2] == letter:
                cost = min(cost, earlier[position - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
