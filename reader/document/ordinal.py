"""Numbers of a list whose items are units: all end in the same column, as wide as the last one needs. Pure."""

from __future__ import annotations

from collections.abc import Callable

from reader.document.node import Box, Content
from reader.document.unit import Kind, Unit


def wider(unit_at: Callable[[int], Unit], count: int, index: int) -> int:
    """Cells that a longer number, further down the list of the item `index` (of `count` units), has more than its own.

    Items are numbered on, so that only a few units are looked at: where 10, 100, 1,000 would stand.
    """
    unit, more = unit_at(index), 0
    number = unit.level if unit.kind is Kind.LIST_ITEM else 0
    while number:
        longer = 10 ** len(str(number))
        index += longer - number
        if index >= count or any(not _is(unit_at(index - back), longer - back) for back in (0, 1)):
            break
        number = longer
        more += 1
    return more


def _is(unit: Unit, number: int) -> bool:
    return unit.kind is Kind.LIST_ITEM and unit.level == number


def moved_in(content: Content, cells: int) -> Content:
    """The item with its number so many cells further right."""
    child, *others = content.children
    if not isinstance(child.node, Box):
        return content
    box, room = child.node, " " * cells
    box = box._replace(first=(room + box.first[0], box.first[1]), rest=(room + box.rest[0], box.rest[1]))
    return content._replace(children=(child._replace(node=box), *others))
