"""What a paragraph shows, stretch by stretch, while it is written: stretches that go on with each other are one.

Knows the writer of the unit's text, which gives each its offset; nothing of markup.
"""

from __future__ import annotations

from reader.document.node import Span
from reader.document.writer import Writer


class Spans:
    """Stretches being collected, each in the roles and the link that are set when it comes."""

    def __init__(self, writer: Writer, roles: tuple[str, ...]) -> None:
        self.writer = writer
        self.roles = roles
        self.link = -1
        self.shown: list[str] = []
        self.size = 0
        self.spans: list[Span] = []
        self.last = "\n"  # the last character shown

    def _add(self, text: str, shown: str) -> None:
        at = self.writer.write(text)
        if shown:
            self._span(shown, at, self.roles)

    def _span(self, shown: str, offset: int, roles: tuple[str, ...]) -> None:
        spans = self.spans
        end = self.size + len(shown)
        if spans and offset >= 0:
            last = spans[-1]
            if last.roles == roles and last.link == self.link and last.offset >= 0:
                follows = last.offset + last.end - last.start == offset
                if follows and last.end == self.size:
                    spans[-1] = last._replace(end=end)
                    self._show(shown, end)
                    return
        spans.append(Span(self.size, end, offset, roles, self.link))
        self._show(shown, end)

    def _show(self, shown: str, end: int) -> None:
        self.shown.append(shown)
        self.size = end
        self.last = shown[-1]

    def _take_space(self, part: int) -> bool:
        """Take back a space put last, when words stand before it in the text's parts from `part` on."""
        parts = self.writer.parts
        if self.last != " " or not self.spans or self.spans[-1].offset < 0 or not parts[-1].endswith(" "):
            return False
        if not any(map(str.strip, parts[part:])):
            return False
        span = self.spans.pop()._replace(end=self.size - 1)
        if span.end > span.start:
            self.spans.append(span)
        self.size = span.end
        self.writer.take_last()
        self.shown[-1] = self.shown[-1][:-1]
        if not self.shown[-1]:
            self.shown.pop()
        self.last = self.shown[-1][-1]
        return True
