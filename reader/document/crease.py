"""Folds in the content of a unit, shown: a sign before each summary, and nothing behind it where it is closed.

Which are closed is decided elsewhere. Sign and summary are a link of kind "fold", whose target is the number of
the fold in its unit, or nothing for the one that the whole unit begins.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from reader.document.layout import Link
from reader.document.node import Box, Child, Content, Crease, Fold, Node, Span, Table, Text
from reader.document.signs import Signs


def flat(children: Sequence[Child]) -> tuple[Child, ...]:
    """Children with what is in their folds among them: nothing is folded up."""
    return tuple(each for child in children for each in _flat(child))


def _flat(child: Child) -> Iterator[Child]:
    node = child.node
    if isinstance(node, Fold):
        first, *rest = flat(node.children)
        yield first._replace(gap=child.gap)
        yield from rest
    elif isinstance(node, Box):
        yield child._replace(node=node._replace(children=flat(node.children)))
    else:
        yield child


def with_folds(content: Content, signs: Signs, closed: Collection[int]) -> Content:
    """The content of a unit with its inner folds, those whose numbers are `closed` without what they hide."""
    creasing = _Creasing(content, signs, closed)
    children = creasing.children(content.children)
    return content._replace(children=children, links=(*content.links, *creasing.links))


class _Creasing:
    """Content being folded up. `links` are those of the summaries."""

    def __init__(self, content: Content, signs: Signs, closed: Collection[int]) -> None:
        self._content = content
        self._signs = signs
        self._closed = closed
        self.links: list[Link] = []

    def children(self, children: Sequence[Child]) -> tuple[Child, ...]:
        """The children with their folds."""
        found: list[Child] = []
        for child in children:
            if isinstance(child.node, Fold):
                first, *rest = self._fold(child.node)
                found += [first._replace(gap=child.gap), *rest]
            else:
                found.append(child._replace(node=self._node(child.node)))
        return tuple(found)

    def _fold(self, fold: Fold) -> tuple[Child, ...]:
        closed = fold.number in self._closed
        number = self._link(fold.number, _words(fold.children[:1]))
        headed = _headed(fold.children, _sign(self._signs, closed=closed), number, closed=closed)
        return (headed[0], *self.children(headed[1:]))

    def _node(self, node: Node) -> Node:
        if isinstance(node, Box):
            return node._replace(children=self.children(node.children))
        if isinstance(node, Table):
            return node._replace(rows=tuple(tuple(map(self._text, row)) for row in node.rows))
        return self._text(node) if isinstance(node, Text) else node

    def _text(self, text: Text) -> Text:
        for crease in reversed(text.creases):
            text = self._creased(text, crease)
        return text

    def _creased(self, text: Text, crease: Crease) -> Text:
        closed = crease.number in self._closed
        head = _slice(text, crease.start, crease.cut)
        number = self._link(crease.number, head)
        lead = _sign(self._signs, closed=closed)
        spans = [Span(0, len(lead), -1, ("list.bullet",), number), *_linked(_moved(head.spans, len(lead)), number)]
        summary = Text(lead + head.shown, tuple(spans))
        parts = [_slice(text, 0, crease.start), summary]
        if not closed:
            parts.append(_slice(text, crease.cut, crease.end))
        parts.append(_slice(text, crease.end, len(text.shown)))
        shown = ""
        joined: list[Span] = []
        for part in parts:
            joined += _moved(part.spans, len(shown))
            shown += part.shown
        return text._replace(shown=shown, spans=tuple(joined), creases=())

    def _link(self, number: int, words: Text) -> int:
        offsets = [(span.offset, span.offset + span.end - span.start) for span in words.spans if span.offset >= 0]
        start, end = (offsets[0][0], offsets[-1][1]) if offsets else (0, 0)
        self.links.append(Link(self._content.text[start:end], str(number), "", "fold", start, end))
        return len(self._content.links) + len(self.links) - 1


def _words(children: Sequence[Child]) -> Text:
    node = children[0].node if children else None
    return node if isinstance(node, Text) else Text("", ())


def _slice(text: Text, start: int, end: int) -> Text:
    spans = []
    for span in text.spans:
        first, last = max(start, span.start), min(end, span.end)
        if first < last:
            offset = span.offset + first - span.start if span.offset >= 0 else -1
            spans.append(span._replace(start=first - start, end=last - start, offset=offset))
    return Text(text.shown[start:end], tuple(spans))


def _moved(spans: Sequence[Span], by: int) -> list[Span]:
    return [span._replace(start=span.start + by, end=span.end + by) for span in spans]


def _linked(spans: Sequence[Span], link: int) -> list[Span]:
    return [span if span.link >= 0 else span._replace(link=link) for span in spans]


def _sign(signs: Signs, *, closed: bool) -> str:
    return (signs.folded if closed else signs.unfolded) + "\xa0"


def with_summary(content: Content, signs: Signs, *, closed: bool) -> Content:
    """The content of a unit that holds a summary: a sign before it, and when closed nothing behind it.

    Summary and sign are a link of kind "fold", the last of the links.
    """
    if not content.children:
        return content
    first = content.children[0]
    sign = _sign(signs, closed=closed)
    link = len(content.links)
    if isinstance(first.node, Box):
        inner = _headed(first.node.children, sign, link, closed=closed)
        children = (first._replace(node=first.node._replace(children=inner)), *content.children[1:])
    else:
        children = _headed(content.children, sign, link, closed=closed)
    words = content.text.partition("\n")[0]
    return content._replace(links=(*content.links, Link(words, "", "", "fold", 0, len(words))), children=children)


def _headed(children: tuple[Child, ...], lead: str, link: int, *, closed: bool) -> tuple[Child, ...]:
    mark = Span(0, len(lead), -1, ("list.bullet",), link)
    node = children[0].node if children else None
    if not isinstance(node, Text):
        return (Child(0, Text(lead, (mark,))), *(() if closed else children))
    spans = _linked(_moved(node.spans, len(lead)), link)
    head = children[0]._replace(node=Text(lead + node.shown, (mark, *spans), node.align))
    return (head, *(() if closed else children[1:]))
