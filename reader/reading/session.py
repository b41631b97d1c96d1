"""One library and one user data, and all that the TUI and the shell do with both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from reader.errors import ReaderError
from reader.library import Library, ScanProgress, ScanReport
from reader.reading.following import Following
from reader.reading.history import History
from reader.reading.marking import Marking
from reader.reading.outside import Outside, start
from reader.reading.search import Searching
from reader.reading.settling import Settling
from reader.userdata import Step, UserData


class Session(Marking, Following, Searching, Settling):
    """See the parts. Methods that say "a write" belong to one writer thread; all others to any.

    `launcher` starts programs outside; tests hand in one that records. `is_shut` tells that the last scan
    could not enter a folder of the library itself: what is known of it is from before.
    """

    def __init__(self, library: Library, userdata: UserData, launcher: Callable[[Outside], None] = start) -> None:
        super().__init__(library, userdata)
        self.launcher = launcher
        self.history = History(userdata)
        self._begun = False
        self.is_shut = False

    @classmethod
    def of(cls, roots: Sequence[Path], index: Path, state: Path) -> Session:
        """Open the library of these folders or files and the user data at `state`. Raises ReaderError."""
        userdata = UserData.open(state)
        try:
            return cls(Library(roots, index), userdata)
        except BaseException:
            userdata.close()
            raise

    def scan(
        self, progress: Callable[[ScanProgress], None] | None = None, stop: Callable[[], bool] | None = None
    ) -> ScanReport:
        """Look for new, changed and gone files; then find remembered articles that moved. Raises StorageError."""
        report = self.library.scan(progress, stop)
        self.is_shut = any(path in self.library.roots for path, _ in report.unreadable)
        self.settle()
        self.refresh()
        return report

    def begin(self) -> None:
        """A person begins to read: what arrives from now on is new. A write to the index; raises StorageError."""
        if not self._begun:
            self._begun = True
            self.library.begin_session()

    def visits(self) -> list[Step]:
        """The articles that were visited, the last first. Raises StorageError."""
        return self.userdata.visits()

    def open_outside(self, url: str) -> str:
        """Open an address outside; the line to say. Raises ReaderError.

        A browser that draws in the terminal is started only by `launcher(outside(url))`, once the
        caller has suspended itself.
        """
        program = self.outside(url)
        if program.in_terminal:
            raise ReaderError(f"{program.argv[0]} needs this terminal")
        self.launcher(program)
        return f"Opened outside: {url}"
