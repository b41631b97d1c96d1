"""Which rules of the block parser are asked at a line: those that can begin with its first sign.

markdown-it asks all of them in their order, some ten at each line, and at each line of a paragraph whether they
end it. What they find is the same. Knows the signs that rules begin with, not what they make of a line.
"""

from __future__ import annotations

from collections.abc import Mapping

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from reader.document.dialect import SIGNS as DIALECT
from reader.document.prose import BlockRule

_SIGNS = {
    "`": ("fence",),
    "~": ("fence",),
    ">": ("blockquote",),
    "-": ("hr", "list"),
    "*": ("hr", "list"),
    "_": ("hr",),
    "+": ("list",),
    **dict.fromkeys("0123456789", ("list",)),
    "[": ("footnote_def", "reference"),
    "<": ("html_block",),
    "#": ("heading",),
    ":": ("definition",),
}
# what ends a paragraph, a quotation or an item where it begins a line
_ENDS = {
    "paragraph": (
        "dialect",
        "table",
        "fence",
        "blockquote",
        "hr",
        "list",
        "footnote_def",
        "html_block",
        "heading",
        "definition",
    ),
    "blockquote": ("fence", "blockquote", "hr", "list", "html_block", "heading", "definition"),
    "list": ("fence", "blockquote", "hr"),
}
_ENDS["reference"] = _ENDS["paragraph"][1:]


class Dispatch:
    """The rules, by their names, and the signs they begin with; `install` has a parser ask through this alone."""

    def __init__(self, rules: Mapping[str, BlockRule]) -> None:
        last = (rules["definition"], rules["prose"])
        begin = {sign: self._dialect(rules, sign) for sign in _SIGNS.keys() | DIALECT}
        self._code = (rules["code"],)
        self._rules = {
            sign: (*begin[sign], *(rules[name] for name in _SIGNS.get(sign, ()) if name != "definition"), *last)
            for sign in begin
        }
        table = rules["table"]
        self._in_table = {
            sign: (*begin[sign], table, *found[len(begin[sign]) :]) for sign, found in self._rules.items()
        }
        self._words = last
        self._words_in_table = (table, *last)
        self._table = table
        self.named = rules
        self.ends = {chain: self._ender(chain) for chain in _ENDS}

    @staticmethod
    def _dialect(rules: Mapping[str, BlockRule], sign: str) -> tuple[BlockRule, ...]:
        return (rules["dialect"],) if sign in DIALECT else ()

    def at(self, state: StateBlock, line: int) -> tuple[BlockRule, ...]:
        """The rules that may take a line that is not blank, in the order in which they are asked; the last one does."""
        if state.is_code_block(line):
            return self._code
        start = state.bMarks[line] + state.tShift[line]
        if state.src.find("|", start, state.eMarks[line]) >= 0:
            return self._in_table.get(state.src[start], self._words_in_table)
        return self._rules.get(state.src[start], self._words)

    def install(self, md: MarkdownIt) -> None:
        """Ask no rule of the parser but through this."""
        ruler = md.block.ruler
        for name, rule in self.named.items():
            if name not in {"dialect", "prose"}:
                ruler.at(name, rule)  # named, and at the end of nothing
        ruler.before("table", "dispatch", self._ask)
        for chain, rule in self.ends.items():
            ruler.push(f"end of {chain}", rule, {"alt": [chain]})

    def _ask(self, state: StateBlock, first: int, last: int, silent: bool) -> bool:
        return not silent and any(rule(state, first, last, False) for rule in self.at(state, first))

    def _ender(self, chain: str) -> BlockRule:
        """The rule that says whether a line ends what the chain is called by."""
        names = _ENDS[chain]
        dialect = DIALECT if "dialect" in names else frozenset[str]()
        ends = {
            sign: (
                *self._dialect(self.named, sign if sign in dialect else ""),
                *(self.named[name] for name in _SIGNS.get(sign, ()) if name in names),
            )
            for sign in _SIGNS.keys() | DIALECT
        }
        table = self._table if "table" in names else None

        def ending(state: StateBlock, line: int, last: int, silent: bool) -> bool:
            start, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
            if not silent or start >= end:
                return False
            for rule in ends.get(state.src[start], ()):
                if rule(state, line, last, True):
                    return True
            return table is not None and state.src.find("|", start, end) >= 0 and table(state, line, last, True)

        return ending
