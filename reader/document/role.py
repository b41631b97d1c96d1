"""Roles of MyST, ``{ref}`words <target>` ``: a rule for the inline parser. What a role looks for is not known here.

Shown are its words: as a formula, raised or lowered, as a link where it names a file, else as they are.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

from reader.regex import regex

_ROLE = regex(r"\{([A-Za-z][\w+-]{0,20}(?::[\w+-]{1,20}){0,2})\}(`{1,3})((?:[^`]|(?<!`)`(?!`)){1,1000}?)\2(?!`)")
_NAMES = (
    "ref|numref|eq|term|any|keyword|option|envvar|token|index|abbr|dfn|doc|download|cite|footcite|math|sub|sup"
    "|subscript|superscript|kbd|guilabel|menuselection|command|program|file|code|literal|samp|pep|rfc|prf|glue|py"
    "|external|class|func|meth|mod|attr|obj|exc|data|const|fa|octicon|material-regular|bdg|del|u|underline"
    "|emphasis|strong|title-reference|button-link|button-ref"
)
_ROLES = frozenset(_NAMES.split("|"))
_AS_SCRIPT = {"sub": "sub", "subscript": "sub", "sup": "sup", "superscript": "sup"}
_FILES = frozenset({"doc", "download"})
_TARGET = regex(r"(.*\S)\s*<([^<>]{1,300})>\s*\Z", re.S)


def in_line(state: StateInline, silent: bool) -> bool:
    """A role and its words."""
    match = _ROLE.match(state.src, state.pos, state.posMax)
    name = match[1].lower() if match is not None else ""
    if match is None or name.partition(":")[0] not in _ROLES:
        return False
    if not silent:
        _push(state, name, match[3].strip())
    state.pos = match.end()
    return True


def _push(state: StateInline, name: str, inner: str) -> None:
    target = _TARGET.match(inner)
    words = target[1] if target is not None else inner
    script = _AS_SCRIPT.get(name, "")
    if name == "math":
        token = state.push("formula", "", 0)
        token.content, token.markup = inner, "$"
    elif script:
        state.push(f"{script}_open", script, 1)
        state.push("text", "", 0).content = inner
        state.push(f"{script}_close", script, -1)
    elif name in _FILES:
        state.push("link_open", "a", 1).attrs = {"href": target[2] if target is not None else inner}
        state.push("text", "", 0).content = words
        state.push("link_close", "a", -1)
    elif target is not None:
        state.push("text", "", 0).content = words
    else:
        state.push("code_inline", "code", 0).content = inner
