"""Errors that a person is told: each message is one line that says what is wrong and what to do.

Every layer raises these for what it expects to go wrong; anything else is a defect. Messages may
quote foreign text only after `sanitise`, because they end on a terminal.
"""


class ReaderError(Exception):
    """Something went wrong that the person can be told in one line."""


class UsageError(ReaderError):
    """The command line asks for something that does not exist; exit status 2."""


class UnreadableError(ReaderError):
    """A file or folder cannot be read (missing, forbidden, not a regular file, too large)."""


class StorageError(ReaderError):
    """A database cannot be read or written (full disk, read-only, locked too long)."""


class DamagedError(StorageError):
    """A database file is damaged; it was set aside, and nothing was overwritten."""
