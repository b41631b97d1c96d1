"""A source text as a document: units, layout in lines of roles, links, outline, find, anchors.

Pure values in and out: no file, no database, no clock, no widget. Names are imported when they are
first asked for, because a program that only shows a list must not pay for the parser's import.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from reader.document.layout import Layout as Layout
from reader.document.layout import Line as Line
from reader.document.layout import Link as Link
from reader.document.layout import Run as Run
from reader.document.unit import Heading as Heading
from reader.document.unit import Kind as Kind
from reader.document.unit import Unit as Unit

_LATE = {
    "Batch": "parser",
    "Parser": "parser",
    "Document": "document",
    "open_document": "opening",
    "whole": "opening",
    "Flow": "flow",
}
__all__ = [
    "Batch", "Document", "Flow", "Heading", "Kind", "Layout", "Line", "Link", "Parser", "Run", "Unit",
    "open_document", "whole",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    module = _LATE.get(name)
    if module is None:
        raise AttributeError(name)
    return getattr(import_module(f"reader.document.{module}"), name)
