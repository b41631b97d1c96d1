"""On which lines of the source the links of a unit stand: by what they say, because no parser keeps their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.document.layout import Link
from reader.document.unit import Unit


def lines_of(links: Sequence[Link], text: str, unit: Unit) -> Iterator[int]:
    """The 1-based line of each of the links of a unit, in reading order."""
    position = unit.start
    for link in links:
        # by its target, or for a reference its first words; else it is where the one before was
        for sign in filter(None, (link.href, link.text.partition("\n")[0])):
            found = text.find(sign, position, unit.end)
            if found >= 0:
                position = found
                break
        yield unit.line + text.count("\n", unit.start, position)
