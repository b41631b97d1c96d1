"""Matrices and cases of a formula on several lines, with what stands beside them at their middle. Strings in and out.

What is put together so is as wide as it is: the spaces in it hold, and what would be too wide is left to `tex`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.document import cells
from reader.document.tex import LIMIT, to_unicode
from reader.regex import regex

WIDEST = 60  # cells
_ROWS, _COLUMNS = 30, 20
_BEGIN = regex(
    r"(?:\\left\s*(?P<left>\\?[(\[{|.])\s*)?"
    r"\\begin\{(?P<name>(?:[pbBvV]|small)?matrix\*?|[dr]?cases\*?|array)\}"
    r"(?:\[[a-z]\])?(?P<columns>\{[^{}]{0,60}\})?"
)
_RIGHT = regex(r"\s*\\right\s*(\\?[)\]}|.])")
_MARK = regex(r"\\(?:begin|end)\{[^{}]*\}|\\\\(?:\[[^\[\]]{0,20}\])?|\\[a-zA-Z]+|\\.|[&{}]")
_FENCES = {"p": "()", "b": "[]", "B": "{}", "v": "||", "V": "‖‖"}
_SIDES = {"\\{": "{", "\\}": "}", ".": "", "\\|": "‖"}
# Upper, middle and lower parts, and what is repeated between them
_PARTS = {
    "(": "⎛⎜⎝⎜", ")": "⎞⎟⎠⎟", "[": "⎡⎢⎣⎢", "]": "⎤⎥⎦⎥", "{": "⎧⎨⎩⎪", "}": "⎫⎬⎭⎪", "|": "││││", "‖": "║║║║",
}  # fmt: skip
_Block = tuple[list[str], int]  # lines of the same width, and which of them is the middle


def stacked(source: str) -> str | None:
    """The formula with its matrices on several lines; None where it has none, or they cannot be shown so."""
    if "\\begin" not in source or len(source) > LIMIT:
        return None
    blocks: list[_Block] = []
    at = 0
    while match := _BEGIN.search(source, at):
        found = _matrix(source, match.end(), match["name"])
        before = _line(source[at : match.start()])
        if found is None or before is None:
            return None
        rows, at = found
        left, right = _sides(match["name"])
        if match["left"]:
            closing = _RIGHT.match(source, at)
            if closing is None:
                return None
            at = closing.end()
            left, right = (_SIDES.get(side, side) for side in (match["left"], closing[1]))
        blocks += [*before, _fenced(rows, left, right, cased="cases" in match["name"])]
    rest = _line(source[at:])
    return _joined([*blocks, *rest]) if blocks and rest is not None else None


def _line(source: str) -> list[_Block] | None:
    """What stands beside a matrix, on one line: nothing or a block; None where it is more than that."""
    source = source.strip().removesuffix("\\,").strip()
    if not source:
        return []
    shown = to_unicode(source) if "\\begin" not in source and "\\\\" not in source and "&" not in source else None
    return [([shown], 0)] if shown is not None and "\n" not in shown else None


def _matrix(source: str, at: int, name: str) -> tuple[list[list[str]], int] | None:
    """The cells of the rows from `at` on, as they are shown, and where the matrix ends."""
    rows: list[list[str]] = [[]]
    for sign, inner, end in _signs(source, at):
        shown = to_unicode(inner.strip()) if inner.strip() else ""
        if shown is None:
            return None
        rows[-1].append(shown.replace("\n", "; "))
        if sign == "\\end":
            if rows[-1] == [""]:
                rows.pop()  # a break behind the last row
            columns = max(map(len, rows), default=0)
            fits = 0 < len(rows) <= _ROWS and columns <= _COLUMNS and source[:end].endswith(f"{{{name}}}")
            return ([row + [""] * (columns - len(row)) for row in rows], end) if fits else None
        if sign != "&":
            rows.append([])
    return None


def _signs(source: str, at: int) -> Iterator[tuple[str, str, int]]:
    """What parts the cells of an environment (`\\end` at last), what stands before that, and where it ends."""
    start, groups, depth = at, 0, 0
    for match in _MARK.finditer(source, at):
        sign = match[0]
        if sign == "{":
            groups += 1
        elif sign == "}":
            groups -= 1
        elif sign.startswith("\\begin{"):
            depth += 1
        elif sign.startswith("\\end{") and depth:
            depth -= 1
        elif sign.startswith("\\end{"):
            yield "\\end", source[start : match.start()], match.end()
            return
        elif not groups and not depth and (sign == "&" or sign.startswith("\\\\") or sign == "\\cr"):
            yield sign, source[start : match.start()], match.end()
            start = match.end()
        elif sign == "\\hline" and not depth:
            start = match.end()


def _sides(name: str) -> tuple[str, str]:
    if "cases" in name:
        return ("", "}") if name.startswith("r") else ("{", "")
    pair = _FENCES.get(name[0], "") if name.rstrip("*").endswith("matrix") else ""
    return (pair[0], pair[1]) if pair else ("", "")


def _fenced(rows: Sequence[Sequence[str]], left: str, right: str, *, cased: bool) -> _Block:
    widths = [max(map(cells.width, column)) for column in zip(*rows, strict=True)]
    lines = []
    for number, row in enumerate(rows):
        parts = []
        for words, width in zip(row, widths, strict=True):
            spare = width - cells.width(words)
            before = 0 if cased else spare // 2
            parts.append(" " * before + words + " " * (spare - before))
        sides = [_side(side, number, len(rows)) for side in (left, right)]
        lines.append(" ".join(filter(None, (sides[0], "  ".join(parts), sides[1]))))
    return lines, (len(rows) - 1) // 2


def _side(side: str, number: int, count: int) -> str:
    """The part of a fence on one of so many lines."""
    if count == 1 or not side:
        return side
    if number in (0, count - 1):
        return _PARTS[side][2 if number else 0]
    return _PARTS[side][1 if number == (count - 1) // 2 else 3]


def _joined(blocks: Sequence[_Block]) -> str | None:
    above = max(middle for _, middle in blocks)
    below = max(len(lines) - middle for lines, middle in blocks)
    result = [""] * (above + below)
    for number, (lines, middle) in enumerate(blocks):
        width = max(map(cells.width, lines))
        for row in range(len(result)):
            at = row - above + middle
            words = lines[at] if 0 <= at < len(lines) else ""
            result[row] += (" " if number else "") + words + " " * (width - cells.width(words))
    if max(map(cells.width, result)) > WIDEST:
        return None
    return "\n".join(line.rstrip().replace(" ", "\xa0") for line in result)
