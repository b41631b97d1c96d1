"""Containers between signs: `:::note` to `:::`, and directives that look like fences of code. Parser rules.

Docusaurus, VitePress, Pandoc, Quarto and MyST have them. A remark becomes what a callout becomes; what only lays out
the page holds no words, and its signs are none; those of a container that is not known stay, on lines of their own.
`directive` says which is which.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from markdown_it.rules_block import StateBlock, fence

from reader.document import directive
from reader.document.admonition import MOST_DEEP, depth, in_tab, inside, limit, line_of
from reader.document.callout import begin, end
from reader.document.directive import Head
from reader.document.portion import PORTIONS
from reader.regex import regex

_FENCED = regex(r"(:{3,10})[ \t]*(.*?)[ \t:]*\Z")
_SIGNS = regex(r":{3,10}(?=[ \t\w{]|\Z)")
_FENCE = regex(r"(`{3,10}|~{3,10})[ \t]*([{a-z].*)\Z")
_MOST_SIGNS = 40  # lines of signs between the ends of a container, before its end is not looked for any more
_MARKS = "container_marks"  # kept with the state of the parser


def hides(line: str) -> bool:
    """Whether a line of signs holds no words: the end of a container, or the beginning of one that only lays out."""
    match = _FENCED.fullmatch(line.strip())
    if match is None or not _SIGNS.match(match[0]):
        return False
    head = directive.container(match[2]) if match[2] else None
    return not match[2] or (head is not None and head.kind == "plain")


def fenced(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A container from `:::note` to its `:::`, or a line of such signs that is no words of a paragraph."""
    line = line_of(state, first)
    if not _SIGNS.match(line):
        return False
    if silent:
        return True
    match = _FENCED.fullmatch(line)
    head = directive.container(match[2]) if match is not None and match[2] else None
    whole = head is not None and (head.kind != "plain" or bool(head.options))
    stop = _end(state, first, last, len(match[1])) if whole and match is not None else -1
    if head is not None and stop >= 0:
        _take(state, head, first, stop, last)
        return True
    state.push("paragraph_open", "p", 1).map = [first, first + 1]
    words = state.push("inline", "", 0)
    words.content, words.map, words.children = line, [first, first + 1], []
    state.push("paragraph_close", "p", -1)
    state.line = first + 1
    return True


def fence_or_box(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A directive between fences of code, or a fence. One that is longer than a portion is shown as code."""
    match = _FENCE.fullmatch(line_of(state, first))
    head = directive.fence(match[2].strip()) if match is not None else None
    stop = _fence_end(state, first, last, match[1]) if head is not None and match is not None else -1
    if head is None or stop < 0:
        return fence(state, first, last, silent)
    if not silent:
        _take(state, head, first, stop, last)
    return True


def _take(state: StateBlock, head: Head, first: int, stop: int, last: int) -> None:
    """What is between the line `first` and the line `stop`, which ends it."""
    inner = min(stop, limit(state, first))
    start, options = first + 1, dict[str, str]()
    while start < inner and (found := directive.option(line_of(state, start), head.options)):
        options[found[0]] = found[1]
        start += 1
    head = directive.with_options(head, options)
    if head.kind == "tab":
        in_tab(state, first, head.title, start, inner, state.blkIndent)
        opening = None
    else:
        opening = begin(state, first, head.name, head.title, head.fold)
    if opening is not None and head.kind == "picture":
        target = head.title.replace(">", "%3E")
        _words(state, first, f"![{options.get('alt', '')}](<{target}>)")
    if opening is not None:
        opening.meta["plain"] = head.kind != "box"
        inside(state, start, inner, state.blkIndent)
        end(state, opening)
    if state.line >= stop:
        state.line = min(stop + 1, last)
    if opening is not None:
        opening.map = [first, state.line]


def _words(state: StateBlock, line: int, source: str) -> None:
    """A paragraph of its own, of what stands on a line."""
    state.push("paragraph_open", "p", 1).map = [line, line + 1]
    words = state.push("inline", "", 0)
    words.content, words.map, words.children = source, [line, line + 1], []
    state.push("paragraph_close", "p", -1)


def _fence_end(state: StateBlock, first: int, last: int, signs: str) -> int:
    """The line of the fence that closes the one at `first`; -1 when there is none near."""
    if depth(state) >= MOST_DEEP:
        return -1
    for line in range(first + 1, min(last, first + PORTIONS[0] - 2)):
        words = line_of(state, line)
        if words and state.sCount[line] < state.blkIndent:
            return -1
        if words.startswith(signs) and not words.strip(signs[0]) and state.sCount[line] - state.blkIndent < 4:
            return line
    return -1


def _end(state: StateBlock, first: int, last: int, signs: int) -> int:
    """The line that closes `signs` colons, `last` where more text may bring it, -1 when there is none."""
    if depth(state) >= MOST_DEEP:
        return -1
    marks: list[tuple[int, int]] | None = getattr(state, _MARKS, None)
    if marks is None:
        marks = list(_marks(state))
        setattr(state, _MARKS, marks)
    behind = bisect_right(marks, (first, 1 << 30))
    within = 0  # others that began since, as Pandoc has them: with as many signs
    for line, count in marks[behind : behind + _MOST_SIGNS]:
        if line >= last:
            break
        if count <= -signs:
            within += 1
        elif count >= signs and within:
            within -= 1
        elif count >= signs:
            return line if state.sCount[line] >= state.blkIndent else -1
    return last if not state.level and state.env.get("open") else -1


def _marks(state: StateBlock) -> Iterator[tuple[int, int]]:
    """The lines of three colons or more, and how many, outside code; less than 0 where a name follows."""
    if ":::" not in state.src:
        return
    fence = ""
    for line, start in enumerate(state.bMarks[:-1]):
        words = state.src[start : state.eMarks[line]].strip(" \t>")
        if fence and words.startswith(fence) and not words.strip(fence[0]):
            fence = ""
        elif not fence and words.startswith(("```", "~~~")):
            fence = words[: len(words) - len(words.lstrip(words[0]))]
        elif not fence and words[:3] == ":::":
            name = words.lstrip(":")
            count = len(words) - len(name)
            if not name:
                yield line, count
            elif _SIGNS.match(words):
                yield line, -count
