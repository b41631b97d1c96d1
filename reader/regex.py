"""Regular expressions that are compiled when they are first asked for something.

To compile all that any document may need takes a tenth of the time to its first page, and most documents
need few of them.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast


class Late:
    """Stands for a pattern; what was asked for once is an attribute of its own, as quick as the pattern's."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)  # what copies or pickles looks whether it is there
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._source, self._flags)


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, but that a mistake raises re.error when it is used.

    Not to be handed to functions of `re`, and not the `re` of its matches.
    """
    return cast("re.Pattern[str]", Late(source, flags))
