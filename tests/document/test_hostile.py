"""Documents made to be dear: the first screen comes, all parts are drawn, and none is lost."""

from __future__ import annotations

import importlib.util
import sys

import pytest

from reader.document import Flow, open_document
from reader.sanitise import sanitise
from tests.document.samples import check_layout
from tests.shared import SHARED

_PATH = SHARED / "tools" / "pathological.py"


def _generators() -> dict:
    if not _PATH.is_file():
        return {}
    spec = importlib.util.spec_from_file_location("pathological", _PATH)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # the folder may be read-only
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = before
    return module.G


_GENERATORS = _generators()
# quadratic in the block parser, which a worker runs: 10 KB of them take 0.3 s and more here
_SLOW = {"lazy continuation", "setext+bq lazy", "lazy continuation 20", "table cell autofill"}
_LARGE = [
    "link openers no closers",
    "table rows",
    "list then many paras",
    "long word CJK",
    "footnote defs",
    "backticks",
]


def _open(text: str) -> None:
    document, parser = open_document(text[:65536], last=len(text) <= 65536)
    flow = Flow(document, 72)
    flow.settle(0, 0, 40)
    if len(text) > 65536:
        parser.complete(text)
    while not parser.done:
        document.extend(parser.step())
    flow.grow()
    for index in {*range(min(len(document), 20)), len(document) - 1}:
        check_layout(document, index, 72)
        check_layout(document, index, 7)


@pytest.mark.parametrize("name", _GENERATORS)
def test_ten_kilobytes(name: str) -> None:
    _open(sanitise(_GENERATORS[name](2_000 if name in _SLOW else 10_000)))


@pytest.mark.parametrize("name", [name for name in _LARGE if name in _GENERATORS])
def test_a_hundred_kilobytes(name: str) -> None:
    _open(sanitise(_GENERATORS[name](100_000)))
