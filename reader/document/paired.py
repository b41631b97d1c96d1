"""What stands between two tags of a site generator on lines of their own: code, a remark, a tab. Block rule.

Jekyll and Hexo have `{% highlight ruby %}` to `{% endhighlight %}`, GitBook `{% hint style="info" %}`, Hugo's themes
`{{< note >}}` to `{{< /note >}}`. What such tags stand for that are not known here is for `template`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it.rules_block import StateBlock

from reader.document.admonition import MOST_DEEP, depth, in_tab, inside, line_of
from reader.document.callout import begin, end
from reader.document.portion import PORTIONS
from reader.regex import regex

_TAG = regex(
    r"(\{%-?|\{\{[<%])[ \t]*([A-Za-z][\w-]{0,30})(?![\w/.-])((?:(?!%\}|\}\})[^\n]){0,500}?)[ \t]*(?:-?%\}|[>%]\}\})"
)
_CODE = frozenset({"highlight", "codeblock", "code-toggle", "code", "terminal", "prism", "codetabs"})
_REMARKS = (
    "note|warning|caution|tip|info|danger|important|alert|notice|hint|callout|admonition|details|expand|question|success"
    "|error|example|attention|quote|aside|spoiler|warn"
)
_BOXES = frozenset(_REMARKS.split("|"))
_GENERAL = frozenset({"alert", "notice", "hint", "callout", "admonition"})  # their arguments say of which kind they are
_FOLDED = frozenset({"details", "expand", "spoiler"})
_ARGUMENT = regex(r"(?:([\w-]{1,30})[ \t]*[=:][ \t]*)?(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=]{1,80}))")
_KIND = ("type", "style", "kind", "level", "color", "class", "context")
_TITLE = ("title", "heading", "name", "summary", "header", "label")


@lru_cache(64)
def _closing(opening: str, name: str) -> re.Pattern[str]:
    sign = r"\{%-?[ \t]*end" if opening.startswith("{%") else r"\{\{[<%][ \t]*/[ \t]*"
    return re.compile(rf"^[ \t>]*{sign}{re.escape(name)}\b[^\n]*$", re.MULTILINE)


def closed_at(state: StateBlock, first: int, last: int) -> int:
    """The line of the tag that ends what one on the line `first` begins; -1 where none begins anything."""
    match = _TAG.fullmatch(line_of(state, first))
    name = match[2].lower() if match is not None else ""
    if match is None or not (name in _CODE or name in _BOXES or name == "tab") or depth(state) >= MOST_DEEP:
        return -1
    stop = _end(state, first, last, match[1], match[2])
    return -1 if stop >= 0 and name == "code" and _is_fenced(state, first + 1, stop) else stop


def block(state: StateBlock, first: int, last: int) -> bool:
    """What is between the tag on the line `first` and its end."""
    stop = closed_at(state, first, last)
    match = _TAG.fullmatch(line_of(state, first))
    if stop < 0 or match is None:
        return False
    name = match[2].lower()
    named, bare = _arguments(match[3])
    if name in _CODE:
        token = state.push("fence", "code", 0)
        token.content = state.getLines(first + 1, stop, state.sCount[first], True)
        token.info = _info(named, bare)
        token.markup = "```"
        token.map = [first, min(stop + 1, last)]
    elif name == "tab":
        in_tab(state, first, _title(named) or " ".join(bare), first + 1, stop, state.blkIndent)
    else:
        opening = begin(state, first, *_head(name, named, bare), "-" if name in _FOLDED else "")
        inside(state, first + 1, stop, state.blkIndent)
        end(state, opening)
        opening.map = [first, min(stop + 1, last)]
    state.line = min(stop + 1, last)
    return True


def _end(state: StateBlock, first: int, last: int, opening: str, name: str) -> int:
    """The line of the tag that ends it, `last` where more text may bring it, -1 when there is none near."""
    near = min(last, first + PORTIONS[0] - 2)
    start = state.eMarks[first]
    found = _closing(opening, name).search(state.src, start, state.eMarks[near - 1]) if near > first + 1 else None
    if found is None:
        return last if near == last and not state.level and state.env.get("open") else -1
    line = first + state.src.count("\n", start, found.end())
    inner = range(first + 1, line + 1)
    return -1 if any(state.sCount[at] < state.blkIndent and not state.isEmpty(at) for at in inner) else line


def _is_fenced(state: StateBlock, first: int, stop: int) -> bool:
    return any(line_of(state, line).startswith(("```", "~~~")) for line in range(first, stop))


def _arguments(source: str) -> tuple[dict[str, str], list[str]]:
    named: dict[str, str] = {}
    bare: list[str] = []
    for match in _ARGUMENT.finditer(source):
        value = next((each for each in match.groups()[1:] if each is not None), "")
        if match[1]:
            named.setdefault(match[1].lower(), value)
        else:
            bare.append(value)
    return named, bare


def _info(named: dict[str, str], bare: list[str]) -> str:
    """What would stand behind a fence with this code."""
    language = named.get("lang") or named.get("language") or (bare[0] if bare and "=" not in bare[0] else "")
    title = next((named[each] for each in ("file", "filename", *_TITLE) if named.get(each)), "")
    return f'{language or "text"} title="{title}"' if title else language


def _title(named: dict[str, str]) -> str:
    return next((named[each] for each in _TITLE if named.get(each)), "")


def _head(name: str, named: dict[str, str], bare: list[str]) -> tuple[str, str]:
    """The kind of a remark, and its title."""
    kind = next((named[each] for each in _KIND if named.get(each)), "").lower()
    title = _title(named)
    if bare and bare[0].lower() in _BOXES:
        kind, bare = kind or bare[0].lower(), bare[1:]
    title = title or " ".join(each for each in bare if each.strip(":"))
    if name not in _GENERAL:
        return ("warning" if name == "warn" else name), title
    return (kind if kind in _BOXES else "note"), title
