"""`$formula$` and `$$formula$$`: rules for the inline and the block parser. What TeX means is for `tex`.

Money stays money, by Pandoc's rule and GitHub's: no space inside the signs, neither a letter nor a digit
outside them, but for those of scripts that set no spaces there.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from reader.regex import regex

# Chinese and Japanese have no spaces between a formula and their words, Korean none behind it
_CLOSING = regex(r"(?<![\s\\$])\$(?![^\W\u2e80-\U0010ffff]|\$)")
# What makes a text in `\\(…\\)` a formula; converters of web pages escape square brackets of any text
_TEX = regex(r"\\[A-Za-z]|[\^_{}=<>]|\A[A-Za-z]'*\Z")
_CLEARLY_TEX = regex(r"\\[A-Za-z]{2,}|\^|=[^=]*\Z")
_COMMAND = regex(r"(?<!\\)\\[A-Za-z]{2,}")
_GROUPED = regex(r"(?<!\\)\\[A-Za-z]{2,}\{")
_SHORT = regex(r"[A-Za-z]'{0,2}(?:[_^](?:\w|\{[^{}]{1,20}\}))?(?:[+-]\d)?")
_ORDINAL = regex(r"(?:th|st|nd|rd|s|es)\b")
_ENVIRONMENT = regex(r"\\begin\{((?:equation|align|alignat|gather|multline|eqnarray|flalign|math|displaymath)\*?)\}")
_NAMES = regex(r"\\(?:label|tag)\{[^{}]{0,80}\}|\\(?:nonumber|notag)\b|\(\\#eq:[\w:-]+\)")
_MOST_LINES = 200  # of an environment
_BEHIND = regex(r"[ \t]*(?:\([\w:.-]{1,80}\)|\{#[\w:.-]{1,80}\})?[ \t]*")  # the name of a formula
LIMIT = 2000


def in_line(state: StateInline, silent: bool) -> bool:
    """A formula among words, or signs that are none."""
    pos, source = state.pos, state.src
    run = 1
    while pos + run < state.posMax and source[pos + run] == "$":
        run += 1
    if run == 2:
        end = source.find("$$", pos + 2, min(state.posMax, pos + LIMIT))
        # code binds closer: a formula with a backtick in it may have the beginning of code
        taken = source[pos + 2 : end].strip() if end > 0 else ""
        found = (pos + 2, end, end + 2) if taken and "`" not in taken else None
    elif run == 1:
        found = _single(state)
    else:
        found = None
    if found is None:
        # all of the run at once: none of its signs may be looked at again
        if not silent:
            state.append_pending(source[pos : pos + run])
        state.pos = pos + run
        return True
    start, end, state.pos = found
    if not silent:
        token = state.push("formula", "", 0)
        token.content = source[start:end]
        token.markup = "$" * run
    return True


def _single(state: StateInline) -> tuple[int, int, int] | None:
    """Where the formula that begins at one `$` starts and ends, and what follows it starts."""
    pos, source = state.pos, state.src
    before = source[pos - 1] if pos else ""
    if before == "\\" or pos + 1 >= state.posMax:
        return None
    # what is clearly TeX is so wherever it stands
    money = (before.isalnum() and before < "\u2e80") or source[pos + 1].isspace()
    end = source.find("$", pos + 1, min(state.posMax, pos + LIMIT))
    while end > 0 and source[end - 1] == "\\":
        end = source.find("$", end + 1, min(state.posMax, pos + LIMIT))
    # the very next sign must be one that can close: `$5-$10 … 7$` is no formula
    if end < 0 or ((money or not _CLOSING.match(source, end)) and not _is_meant(source, pos, end)):
        return None
    start = pos + 1
    if source[start] == "`" and source[end - 1] == "`" and end - start > 2:  # GitHub's other form
        return start + 1, end - 1, end + 1
    return None if "`" in source[start:end] or "\n\n" in source[start:end] else (start, end, end + 1)


def _is_meant(source: str, pos: int, end: int) -> bool:
    """Whether the signs at `pos` and `end` are those of a formula though letters or spaces touch them."""
    inner, after = source[pos + 1 : end], source[end + 1 : end + 2]
    if after.isdigit() or inner[:1].isdigit():
        return False
    if pos and source[pos - 1].isalnum():
        return inner == inner.strip() and not after.isalnum() and _COMMAND.search(inner) is not None
    if after.isalpha() and _SHORT.fullmatch(inner) and _ORDINAL.match(source, end + 1):
        return True
    return (_GROUPED if after.isalpha() else _COMMAND).search(inner) is not None


def bracketed(state: StateInline, silent: bool) -> bool:
    r"""`\(formula\)` and `\[formula\]`, where what is inside is TeX: else these are escaped brackets."""
    pos, source = state.pos, state.src
    round_ = source[pos + 1] == "("
    end = source.find("\\)" if round_ else "\\]", pos + 2, min(state.posMax, pos + LIMIT))
    inner = source[pos + 2 : end].strip() if end > 0 else ""
    if not inner or "`" in inner or "\n\n" in inner or not (_TEX if round_ else _CLEARLY_TEX).search(inner):
        return False
    if not silent:
        token = state.push("formula", "", 0)
        token.content, token.markup = inner, "$" if round_ else "$$"
    state.pos = end + 2
    return True


def block(state: StateBlock, first: int, last: int, silent: bool = False) -> bool:
    """Lines from `$$` to `$$` without a blank one between.

    With `env["open"]` more text will follow, which may close what is open at the end; else that is words.
    Silent: whether the line ends the paragraph above, whatever follows it, so that any slice gives the same.
    """
    start = state.bMarks[first] + state.tShift[first]
    if not state.src.startswith("$$", start):
        return False
    if silent:
        words = state.src[start + 2 : state.eMarks[first]].rstrip()
        return not words.startswith("$") and words.find("$$") in (-1, len(words) - 2)
    line, position = first, start + 2
    while True:
        end = state.eMarks[line]
        sign = state.src.find("$$", position, end)
        if sign >= 0:
            if not _BEHIND.fullmatch(state.src, sign + 2, end):
                return False
            break
        line += 1
        if line >= last and not state.level and state.env.get("open"):
            break
        if line >= last or state.isEmpty(line) or state.sCount[line] < state.blkIndent:
            return False
        position = state.bMarks[line]
    closed = line < last
    words = state.getLines(first, min(line + 1, last), state.blkIndent, False).strip()
    words = words[: words.rfind("$$") + 2] if closed else words
    if closed and not words[2:-2].strip():
        return False
    token = state.push("formula_block", "", 0)
    token.content = words[2:-2].strip() if closed else words
    token.map = [first, min(line + 1, last)]
    state.line = min(line + 1, last)
    return True


def environment(state: StateBlock, first: int, last: int, silent: bool = False) -> bool:
    r"""Lines from `\begin{align}` to its end, without a blank one: a formula without other signs around it."""
    start = state.bMarks[first] + state.tShift[first]
    begins = _ENVIRONMENT.match(state.src, start, state.eMarks[first])
    if begins is None or silent:
        return begins is not None
    closing = f"\\end{{{begins[1]}}}"
    line = first
    while not state.src[state.bMarks[line] : state.eMarks[line]].rstrip(" .,\t").endswith(closing):
        line += 1
        if line >= last and not state.level and state.env.get("open"):
            break
        if line >= min(last, first + _MOST_LINES) or state.isEmpty(line) or state.sCount[line] < state.blkIndent:
            return False
    stop = min(line + 1, last)
    words = _NAMES.sub("", state.getLines(first, stop, state.blkIndent, False).strip())
    is_list = begins[1].startswith(("align", "gather", "eqnarray", "multline", "flalign"))
    token = state.push("formula_block", "", 0)
    token.content = words if is_list else words[len(begins[0]) :].rstrip(" .,").removesuffix(closing).strip()
    token.map = [first, stop]
    state.line = stop
    return True
