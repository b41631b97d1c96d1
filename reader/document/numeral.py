"""The numbers of a list's items in the ways that HTML's `type` names: 3, c, C, iii, III. Strings only."""

from __future__ import annotations

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MAX_ROMAN = 3999
KINDS = frozenset("aAiI")


def numeral(number: int, kind: str) -> str:
    """`number` as `kind` (one of KINDS) writes it; in digits where it cannot, or for any other kind."""
    if kind not in KINDS or number < 1 or (kind in "iI" and number > _MAX_ROMAN):
        return str(number)
    found = _letters(number) if kind in "aA" else _roman(number)
    return found.upper() if kind.isupper() else found


def _letters(number: int) -> str:
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("a") + rest) + found
    return found


def letter_number(letters: str) -> int:
    """The number that `a` writes so: 28 of `ab`; 0 where it writes none."""
    found = 0
    for letter in letters[:6]:
        if not "a" <= letter <= "z":
            return 0
        found = 26 * found + ord(letter) - ord("a") + 1
    return found if len(letters) <= 6 else 0


def _roman(number: int) -> str:
    found = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        found += sign * count
    return found
