"""The tag of a component as MDX has it, an attribute on each line: a rule for the block parser, before that of HTML.

To Markdown its first lines are a paragraph and its last, `>`, a quotation. It is code, and shown as that, its end tag
with it where nothing stands between. What stands within a component is Markdown as ever.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock, html_block

from reader.regex import regex

MOST = 16384  # characters of a tag
_VALUE = r"(?:=[^\n]*)?"
_TAG = regex(
    r"<(?P<name>[A-Z][\w.]{0,60})[ \t]*\n"
    rf"(?:[ \t]+[A-Za-z_][\w:-]{{0,60}}{_VALUE}\n){{1,60}}"
    r"[ \t]*(?:/>|>(?:\s{0,40}</(?P=name)>)?)[ \t]*(?:\n|\Z)"
)


def component_or_html(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A component, or what else begins with `<`."""
    start = state.bMarks[first] + state.tShift[first]
    if silent or state.blkIndent or not "A" <= state.src[start + 1 : start + 2] <= "Z":
        return html_block(state, first, last, silent)
    match = _TAG.match(state.src, start, min(start + MOST, state.eMarks[last - 1]))
    if match is None or "={" not in match[0]:
        return html_block(state, first, last, silent)
    token = state.push("code_block", "code", 0)
    token.content = match[0].rstrip() + "\n"
    token.info = "jsx"
    state.line = first + token.content.count("\n")
    token.map = [first, state.line]
    return True
