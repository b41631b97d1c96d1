"""The least a Textual app can be: one label. With `--import NAME ...` it first loads these modules."""

import importlib
import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.widgets import Label

for name in sys.argv[2:]:
    importlib.import_module(name)


class Bare(App[None]):
    """Shows that it is there."""

    BINDINGS: ClassVar = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        yield Label("the-label-is-there")


Bare().run()
