"""Keeps what was used last, up to a weight. Knows nothing of what it keeps."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Cache(Generic[K, V]):
    """A mapping that forgets the longest unused values once their weights exceed `limit`, and tells `gone` of each."""

    def __init__(self, limit: int, gone: Callable[[V], None] = lambda value: None) -> None:
        self._limit = limit
        self._gone = gone
        self._weight = 0
        self._kept: OrderedDict[K, tuple[V, int]] = OrderedDict()

    def get(self, key: K) -> V | None:
        """The value, which counts as used now; None when it is not there."""
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        return found[0]

    def put(self, key: K, value: V, weight: int) -> None:
        """Keep a value; the newest is kept whatever its weight."""
        old = self._kept.pop(key, None)
        if old is not None:
            self._weight -= old[1]
            self._gone(old[0])
        self._kept[key] = (value, weight)
        self._weight += weight
        while self._weight > self._limit and len(self._kept) > 1:
            _, (dropped, weighed) = self._kept.popitem(last=False)
            self._weight -= weighed
            self._gone(dropped)

    def clear(self) -> None:
        """Forget all."""
        kept, self._kept = self._kept, OrderedDict()
        self._weight = 0
        for value, _ in kept.values():
            self._gone(value)
