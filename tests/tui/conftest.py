"""The tests of the interface run as on a terminal of 256 colours, whatever they are started from."""

import pytest


@pytest.fixture(autouse=True)
def colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
