"""The tests of the interface run as on a terminal of 256 colours, whatever starts them and however slowly."""

import pytest

from reader.tui import keys


@pytest.fixture(autouse=True)
def colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys wait for what the one before asked for, and are not let go when the machine is busy."""
    monkeypatch.setattr(keys, "HELD", 4.0)
