"""What the page of a site (MDX) brings in and defines before its text: `import Tabs from "@theme/Tabs";`. Pure.

It is no text, and left out as front matter is. An `export` is one only beside an `import` or the tag of a component:
by itself it could be what an article is about.
"""

from __future__ import annotations

import re

from reader.regex import regex

MOST = 16_384  # characters of an export
_BLANK = regex(r"[ \t]*\n")
_IMPORT = regex(
    r"import[ \t]+(?:[\w$*{][^;\"'`]{0,1000}?\sfrom[ \t]+)?(?:\"[^\"\n]{1,300}\"|'[^'\n]{1,300}')[ \t]*;?[ \t]*\n"
)
_EXPORT = regex(
    r"export[ \t]+(?:(?:const|let|var)[ \t]+[\w$]+[^=\n]{0,200}="
    r"|(?:async[ \t]+)?function\b[ \t]*\*?[ \t]*[\w$]+[ \t]*\("
    r"|default[ \t]+[\w$({\[]|[{*])"
)
_SIGN = regex(
    r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|//[^\n]*|/\*.{0,1000}?\*/|([(\[{])|([)\]}])|(\n)",
    re.S,
)
_GOES_ON = regex(r"[ \t]+\S|[.?:&|+)\]}]")  # what cannot be the beginning of a text
_COMPONENT = regex(r"^[ \t]*<[A-Z]\w*(?:[\s/>]|$)", re.M)


def module_end(head: str, body: int) -> int:
    """Where the text begins behind imports and exports at `body`; `body` where there are none, or nothing else."""
    end = at = body
    imported = exported = False
    while at < len(head):
        if blank := _BLANK.match(head, at):
            at = blank.end()
        elif found := _IMPORT.match(head, at):
            end = at = found.end()
            imported = True
        elif _EXPORT.match(head, at) and (stop := _export_end(head, at)) > 0:
            end = at = stop
            exported = True
        else:
            break
    is_module = imported or (exported and _COMPONENT.search(head, end) is not None)
    return at if is_module and head[at:].strip() else body


def _export_end(head: str, start: int) -> int:
    """Behind the last line of the export at `start`, -1 when it does not end as one does."""
    depth = 0
    for sign in _SIGN.finditer(head, start, min(len(head), start + MOST)):
        opening, closing, line = sign.groups()
        depth += bool(opening) - bool(closing)
        if depth < 0:
            return -1
        if line and not depth:
            at = sign.end()
            if _BLANK.match(head, at) or _IMPORT.match(head, at) or _EXPORT.match(head, at):
                return at
            if not _GOES_ON.match(head, at):
                return -1
    return -1
