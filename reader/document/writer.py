"""Collects the text and the links of one unit while its nodes are built. Knows nothing of how they are shown."""

from __future__ import annotations

from collections.abc import Callable

from reader.document.layout import Link
from reader.document.signs import Signs

# What is drawn behind a link and in which role, by the link; "" for nothing. Decoration: no part of the text.
LinkSign = Callable[[Link], tuple[str, str]]


class Writer:
    """The text and links of a unit."""

    def __init__(self, signs: Signs, link_sign: LinkSign | None = None) -> None:
        self.signs = signs
        self.link_sign = link_sign
        self.parts: list[str] = []
        self.length = 0
        self.links: list[Link | None] = []

    def write(self, text: str) -> int:
        """Add to the unit's text; where it starts there."""
        at = self.length
        self.parts.append(text)
        self.length += len(text)
        return at

    def paragraph(self) -> None:
        """Part what follows from what was written before, by one newline."""
        if self.length and not self.parts[-1].endswith("\n"):
            self.write("\n")

    def text(self) -> str:
        """All that was written."""
        return "".join(self.parts)

    def finished_links(self) -> tuple[Link, ...]:
        """The links in the order in which they began."""
        return tuple(link if link is not None else Link("", "", "", "link", 0, 0) for link in self.links)
