"""The later rows of a long table: they are read behind its head, and fitted as its first rows are."""

from __future__ import annotations

from reader.document.node import Child, Content, Table


def table_head(text: str, start: int) -> str:
    """The two lines that the table at `start` begins with."""
    end = text.find("\n", text.find("\n", start) + 1)
    return text[start : end + 1]


def model_on(content: Content, first: Content) -> Content:
    """`content` with its table's columns as wide as those of the table that `first` begins with."""
    models = [child.node for child in first.children if isinstance(child.node, Table)]
    if not models or not content.children:
        return content
    children: list[Child] = []
    for child in content.children:
        node = child.node
        children.append(child._replace(node=node._replace(model=models[0].rows)) if isinstance(node, Table) else child)
    return content._replace(children=tuple(children))
