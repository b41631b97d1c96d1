"""A note behind its number, with the way back to where it is referred to at its end; and where in a unit it is."""

from __future__ import annotations

from reader.document.leaf import Leaf
from reader.document.node import Box, Child, Content, Text
from reader.document.writer import Writer


def numbered(writer: Writer, number: str, label: str, inner: list[Child]) -> Box:
    """The note of a label that has just been written."""
    last = inner[-1].node if inner else None
    if isinstance(last, Text) and last.spans:
        # the sign follows the last words, on their line
        writer.write(" ")
        back = _way_back(writer, label)
        size = len(last.shown)
        sign = back.spans[0]._replace(start=size + 1, end=size + 1 + len(back.shown))
        gap = last.spans[-1]._replace(start=size, end=size + 1, offset=sign.offset - 1, link=-1)
        together = last._replace(shown=f"{last.shown} {back.shown}", spans=(*last.spans, gap, sign))
        inner[-1] = inner[-1]._replace(node=together)
    else:
        writer.paragraph()
        inner.append(Child(0, _way_back(writer, label)))
    first = (f"{number} ", "footnote.number")
    return Box(first, (" " * len(first[0]), ""), False, tuple(inner))


def _way_back(writer: Writer, label: str) -> Text:
    leaf = Leaf(writer, "text")
    leaf.open_link("back", "link", "link.footnote")
    leaf.put(writer.signs.back)
    leaf.close_link("back", f"#fnref-{label}", "", "backref")
    return leaf.text()


def note_at(content: Content, href: str) -> int:
    """Where in the text of a unit a note in the line begins (`#fn-[a]`), or any is referred to (`#fnref-…`); else 0."""
    kind, label = href.removeprefix("#").split("-", 1)
    other = f"#fn-{label}" if kind == "fnref" else f"#fnref-{label}"
    found = next((link.start for link in content.links if link.href == other), 0)
    if kind == "fn":
        return content.text.rfind("\n", 0, found) + 1 if label.startswith("[") else 0
    return found
