"""A terminal app that opens a folder of Markdown as a library to read."""

__version__ = "0.1.0"
