"""Blocks are what markdown-it's own rules find, asked at every line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.rules_block import hr, paragraph

from reader.document.grammar import make
from reader.sanitise import sanitise
from tests.document.samples import markdown
from tests.shared import documents

_PARAGRAPH = ["paragraph", "reference"]
_ENDS = {
    "table": _PARAGRAPH,
    "fence": [*_PARAGRAPH, "blockquote", "list"],
    "blockquote": [*_PARAGRAPH, "blockquote", "list"],
    "hr": [*_PARAGRAPH, "blockquote", "list"],
    "list": [*_PARAGRAPH, "blockquote"],
    "footnote_def": _PARAGRAPH,
    "html_block": [*_PARAGRAPH, "blockquote"],
    "heading": [*_PARAGRAPH, "blockquote"],
    "definition": [*_PARAGRAPH, "blockquote"],
}


def _plain() -> MarkdownIt:
    """A parser that asks all rules in their order, as markdown-it does."""
    md = make()
    ruler = md.block.ruler
    ruler.disable(["dispatch", *(f"end of {chain}" for chain in md.rules.ends)])
    ruler.enable("lheading")
    ruler.before("table", "dialect", md.rules.named["dialect"], {"alt": ["paragraph"]})
    for name, ended in _ENDS.items():
        ruler.at(name, md.rules.named[name], {"alt": ended})
    ruler.at("paragraph", paragraph)
    ruler.at("hr", hr, {"alt": _ENDS["hr"]})
    return md


_OURS, _PLAIN = make(), _plain()


def _same(text: str) -> None:
    ours, plain = _OURS.parse(text, {"notes": {}}), _PLAIN.parse(text, {"notes": {}})
    assert [token.as_dict() for token in ours] == [token.as_dict() for token in plain]


@settings(max_examples=150, deadline=None)
@given(text=markdown)
def test_random_documents(text: str) -> None:
    _same(text)


_line = st.sampled_from(
    ["a", "é b", "a | b\n-|-", "a|b", "|-|", "---", "- ", "=", "== ", "===x", "", " ", "    a", "\ta", "   ---", "> a",
     "> ---", "- a", "  - b", "1. a", ": d", "# h", "```", "<p>", "[a]: b", "[^1]: n", "$$", "{% x %}", "\u2003",
     "中文", "***", "* * *", "- -- ", "_ _", "**", "***a", " - - -\t", "__-", "+", "~~~", "$$ x $$",
     "::: note", ":::", "!!! note", "%% a", "??? b",
     "> - c", ": d | e", "[a]:", "_a_", ">a\nb\n==="]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(lines=st.lists(_line, max_size=12), indent=st.sampled_from(["", "> ", "- ", "  ", "    "]))
def test_random_lines(lines: list[str], indent: str) -> None:
    _same("\n".join(indent + line for line in lines))


@pytest.mark.parametrize("path", documents()[3::9], ids=lambda path: path.name)
def test_real_documents(path) -> None:
    _same(sanitise(path.read_bytes().decode("utf-8", "replace").replace("\r", ""))[:60_000])
