"""No text is lost: the letters and digits that a browser would show are all in the content, in order."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from reader.document import Document, comment, dialect, template, whole
from reader.document.definition import definition
from reader.sanitise import sanitise
from tests.document.samples import markdown

_HIDDEN = re.compile(
    r"<(script|style|title|template)\b.*?</\1\s*>|<!--.*?(?:-->|\Z)|<!\[CDATA\[|<[!?].*?>", re.S | re.I
)
_TAG = re.compile(r"</?[A-Za-z](?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_WORD = re.compile(r"[^\W_]")


def _letters(text: str) -> str:
    return "".join(_WORD.findall(text)).casefold()


def _tag(renderer: object, tokens: Sequence[Token], index: int, options: object, env: object) -> str:
    """A tag of a site generator, which has no HTML: what is shown of it."""
    return html.escape("".join(part.text for part in template.shown(tokens[index].content)))


_INLINE = {"{": template.in_line, "%": comment.in_line, ":": template.signs}


def _inline(state: StateInline, silent: bool) -> bool:
    sign = state.src[state.pos]
    if sign == "^":
        return not silent and comment.name(state)
    return sign in _INLINE and _INLINE[sign](state, silent)


def _named(renderer: object, tokens: Sequence[Token], index: int, *_: object) -> str:
    return html.escape(str(tokens[index + 1].meta["name"]))


def _rendered(text: str) -> str:
    md = MarkdownIt("gfm-like2", {"maxNesting": 100, "linkify": False, "alerts": False})
    # our own rule, because another's finds other definitions in random text, and numbers become words or not
    md.block.ruler.before("lheading", "definition", definition, {"alt": ["paragraph", "reference", "blockquote"]})
    md.inline.ruler.push("tag", _inline)
    md.block.ruler.before("table", "tag", dialect.block, {"alt": ["paragraph"]})
    md.inline.ruler.at("escape", dialect.backslash)
    md.add_render_rule("comment_block", lambda *_: "")
    md.add_render_rule("alert_title_open", _named)
    md.add_render_rule("formula", lambda renderer, tokens, index, *_: html.escape(tokens[index].content))
    md.add_render_rule("formula_block", lambda renderer, tokens, index, *_: html.escape(tokens[index].content))
    md.add_render_rule("template", _tag)
    text = re.sub(r"(?m)(#{1,6} .*?)[ \t]*\{#[^}\s]*\}[ \t]*$", r"\1", text)
    md.normalizeLinkText = lambda url: url  # type: ignore[method-assign]
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    return _letters(sanitise(html.unescape(_TAG.sub("", _HIDDEN.sub("", md.render(text))))))


def _check(text: str, document: Document) -> None:
    kept = list(text)
    for start, end in document.taken:
        kept[start:end] = [char if char == "\n" else " " for char in text[start:end]]
    source = "".join(kept)
    for label in document.notes:  # a footnote is shown by its number
        source = source.replace(f"[^{label}]:", "-   ").replace(f"[^{label}]", "")
    wanted = _rendered(source)
    have = _letters("\n".join(document.content(index) for index in range(len(document))))
    position = 0
    for number, char in enumerate(wanted):
        position = have.find(char, position) + 1
        assert position, f"lost: …{wanted[max(0, number - 60) : number]}>>>{wanted[number : number + 60]}"


@settings(max_examples=200, deadline=None)
@given(text=markdown)
def test_random_documents(text: str) -> None:
    _check(text, whole(text))


@pytest.mark.parametrize("depth", [1, 9, 10, 11, 20, 24, 25, 26, 50, 100, 150, 200])
@pytest.mark.parametrize("mark", ["- ", "> ", "1. ", "> - ", "[^a]: ", "- > 1. "])
def test_deep_nesting(depth: int, mark: str) -> None:
    for text in (mark * depth + "deepest", "".join("  " * level + "- x" + str(level) + "\n" for level in range(depth))):
        document = whole(text)
        have = _letters(document.plain_text())
        for word in re.findall(r"deepest|x\d+", text):
            assert word in have
