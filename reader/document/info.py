"""What stands behind a fence of code: the name of the language, and what the code is called. Pure.

`js{1,3-5}`, `rust,ignore`, `ts:line-numbers`, `sh [npm]`, `js title="app.js"`, `{r, echo=FALSE}`, `{code-cell} python`.
"""

from __future__ import annotations

from typing import NamedTuple

from reader.regex import regex

_BEHIND = regex(r"[{,:]")  # the name of a language
_TITLE = regex(
    r"(?:^|[\s{,])(?:title|filename|file|caption|name)\s?[=:]\s?(?:\"([^\"\n]{1,120})\"|'([^'\n]{1,120})'|([^\s,}\"']{1,120}))"
)
_BRACKETS = regex(r"\s\[([^\[\]\n]{1,60})\](?:\s|\Z)")
_FILE = regex(r"[\w+#-]{1,20}:((?=[^\s:]*[./])[^\s:]{1,120})\Z")
_DIRECTIVE = regex(r"\{[A-Za-z][\w:-]*\}")
_OPTIONS = regex(r"(?:[ \t]*:[\w-]{1,40}:[^\n]*(?:\n|\Z))+")
_OF_CODE = frozenset({"code-cell", "code-block", "code", "sourcecode", "literalinclude", "parsed-literal"})


class Info(NamedTuple):
    """`directive`: the name has braces around it, as MyST has it."""

    language: str
    title: str
    directive: bool


def read_info(info: str) -> Info:
    """The language and the title that the words behind a fence give, each "" where they give none."""
    words = info.strip().split(maxsplit=1)
    if not words:
        return Info("", "", False)
    language = _BEHIND.split(words[0].strip("{}.").lower())[0]
    directive = _DIRECTIVE.match(words[0]) is not None
    behind = words[1] if len(words) > 1 else ""
    if directive and language in _OF_CODE:
        path = "/" in behind or language == "literalinclude"
        named = {"ipython3": "python", "ipython": "python"}.get(behind, behind.split(" ")[0])
        return Info("" if path else named.lower(), behind if path else "", True)
    match = _TITLE.search(behind)
    title = next((each for each in match.groups() if each), "") if match is not None else ""
    if not title and (found := _BRACKETS.search(" " + behind) or _FILE.match(words[0])):
        title = found[1]
    return Info(language, title, directive)


def without_options(text: str) -> str:
    """The text of a directive without the options it begins with."""
    match = _OPTIONS.match(text)
    return text[match.end() :] if match is not None else text
