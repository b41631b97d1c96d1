"""The HTML that markdown-it-py makes of a real document, as a page: what the document here is compared with."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin

from reader.document import Document, row, template
from reader.document.destination import with_tags
from tests.document.page import Page, read_html

_NAMED = re.compile(r"(?m)(#{1,6} .*?)[ \t]*\{#[^}\s]*\}[ \t]*$")


def reference(text: str, document: Document) -> Page:
    """The page of `text` without what the masthead of `document` took of it, and without numbers of footnotes."""
    kept = list(text)
    for start, end in document.taken:
        kept[start:end] = [char if char == "\n" else " " for char in text[start:end]]
    source = "".join(kept)
    for label in document.notes:  # a footnote stands where it is defined, behind its number
        source = source.replace(f"[^{label}]:", "-   ").replace(f"[^{label}]", "")
    return read_html(_parser().render(_NAMED.sub(r"\1", source)))


def _parser() -> MarkdownIt:
    md = MarkdownIt("gfm-like2", {"maxNesting": 100}).use(deflist_plugin)
    md.normalizeLinkText = lambda url: url  # type: ignore[method-assign]
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    assert md.linkify is not None
    md.linkify.set({"fuzzy_link": False})
    md.helpers = with_tags()
    # tags of site generators are told by our rules: no HTML says what they are
    md.inline.ruler.push("tag", _inline)
    md.block.ruler.before("table", "tag", _block)
    md.add_render_rule("template", _tag)
    md.block.ruler.at("table", row.table, {"alt": ["paragraph", "reference"]})  # others drop cells beyond the head's
    return md


def _inline(state: StateInline, silent: bool) -> bool:
    return state.src[state.pos] == "{" and template.in_line(state, silent)


def _block(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    start = state.bMarks[first] + state.tShift[first]
    begins = not silent and state.src.startswith("{", start) and not state.is_code_block(first)
    return begins and template.block(state, first, last)


def _tag(renderer: object, tokens: Sequence[Token], index: int, options: object, env: object) -> str:
    parts = []
    for part in template.shown(tokens[index].content):
        text, href = html.escape(part.text), html.escape(part.href)
        if part.kind == "image":
            parts.append(f'<img src="{href}" alt="{text}">')
        else:
            parts.append(f'<a href="{href}">{text}</a>' if part.kind == "link" else text)
    return "".join(parts)
