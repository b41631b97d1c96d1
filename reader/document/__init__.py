"""A source text as a document: units, layout in lines of roles, links, outline, find, anchors.

Pure values in and out: no file, no database, no clock, no widget. Names are imported when they are
first asked for, because a program that only shows a list must not pay for the parser's import; a stub
beside this file tells their types.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_LATE = {
    "Batch": "parser",
    "Parser": "parser",
    "Document": "document",
    "open_document": "opening",
    "whole": "opening",
    "Heading": "unit",
    "Kind": "unit",
    "KeyText": "keytext",
    "Layout": "layout",
    "Line": "layout",
    "Link": "layout",
    "Run": "layout",
    "Unit": "unit",
    "find_quote": "anchor",
    "make_selector": "anchor",
    "match": "anchor",
}
__all__ = [
    "Batch", "Document", "Heading", "KeyText", "Kind", "Layout", "Line", "Link", "Parser", "Run", "Unit",
    "find_quote", "make_selector", "match", "open_document", "whole",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    module = _LATE.get(name)
    if module is None:
        raise AttributeError(name)
    found = globals()[name] = getattr(import_module(f"reader.document.{module}"), name)
    return found
