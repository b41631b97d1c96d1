"""Python's parser of HTML, made to come to the end of any source in time that goes with its length. Knows no elements.

What is never closed Python's parser looks for to the end of the source, and so for each of ten thousand `<a `; and it
raises where it meets a section that it does not know. Here both are words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from html import unescape
from html.parser import HTMLParser

from reader.regex import regex

MAX_OPEN = 50  # tags, comments and the like that are begun and never closed, before all that follows is words
# the sections that Python's parser knows
_SECTION = regex(r"<!\[(?:r?cdata|temp|ignore|include|if|else|endif)(?![\w.-])", re.I | re.A)


class SourceParser(HTMLParser):
    """Calls `handle_…` for what a source has; references to characters are decoded."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._unclosed = 0

    def _bounded(self, parse: Callable[[int], int], i: int) -> int:
        """What `parse` gives for `i`, the end of what begins there or -1; words when too many had no end."""
        if self._unclosed >= MAX_OPEN:
            end = self.rawdata.find("<", i + 1)
            end = len(self.rawdata) if end < 0 else end
            words = self.rawdata[i:end]
            self.handle_data(words if self.cdata_elem else unescape(words))
            return end
        end = parse(i)
        self._unclosed += end < 0
        return end

    def parse_starttag(self, i: int) -> int:
        """The end of the tag at `i`."""
        return self._bounded(super().parse_starttag, i)

    def parse_endtag(self, i: int) -> int:
        """The end of the closing tag at `i`."""
        return self._bounded(super().parse_endtag, i)

    def parse_comment(self, i: int, report: bool = True) -> int:
        """The end of the comment at `i`."""
        return self._bounded(partial(super().parse_comment, report=report), i)

    def parse_pi(self, i: int) -> int:
        """The end of the instruction at `i`."""
        return self._bounded(super().parse_pi, i)

    def parse_html_declaration(self, i: int) -> int:
        """The end of the declaration at `i`."""
        return self._bounded(super().parse_html_declaration, i)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """The end of what begins with `<![` at `i`: a section, or words for which Python's parser would raise."""
        if _SECTION.match(self.rawdata, i):
            return super().parse_marked_section(i, report)
        self.handle_data("<![")
        return i + 3

    def unknown_decl(self, data: str) -> None:
        """A section is words."""
        self.handle_data(data.removeprefix("CDATA[").removesuffix("]]"))
