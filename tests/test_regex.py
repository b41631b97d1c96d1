"""Regular expressions that are compiled when they are needed."""

import importlib
import pkgutil
import re

import pytest

import reader
from reader.regex import Late, regex

MODULES = [
    module.name
    for module in pkgutil.walk_packages(reader.__path__, "reader.")
    if not module.name.startswith("reader.tui") and module.name != "reader.__main__"
]


def test_it_is_compiled_once_and_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_ = re.compile
    monkeypatch.setattr(re, "compile", lambda source, flags: compiled.append(source) or compile_(source, flags))
    found = regex("A(b)", re.I)
    assert not compiled
    assert found.sub("x", "ab") == "x" and found.flags & re.I
    for _ in range(3):
        match = found.match("abc")
        assert match and match[1] == "b"
    assert compiled == ["A(b)"]


def test_all_can_be_compiled() -> None:
    found = [
        (name, value) for name in MODULES for value in vars(importlib.import_module(name)).values()
        if isinstance(value, Late)
    ]  # fmt: skip
    assert len(found) > 150
    for _, value in found:
        re.compile(value.pattern, value.flags)
