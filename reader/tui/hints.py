"""Hint letters: short labels for what is on the screen, typed to choose one. Pure."""

from __future__ import annotations

# the home row first; letters that look alike are left out
LETTERS = "asdfghjkleruiocvntyb"


def labels(count: int) -> list[str]:
    """`count` labels of equal length (one letter as long as that is enough), none the start of another."""
    if count <= len(LETTERS):
        return list(LETTERS[:count])
    size = 1
    while len(LETTERS) ** size < count:
        size += 1
    made = []
    for number in range(count):
        label = ""
        rest = number
        for _ in range(size):
            label = LETTERS[rest % len(LETTERS)] + label
            rest //= len(LETTERS)
        made.append(label)
    return made
