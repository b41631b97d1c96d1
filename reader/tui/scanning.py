"""The folder and the open file as they change: watching, looking again, in threads, and saying what was found."""

from __future__ import annotations

import os
import time
from pathlib import Path

from textual.timer import Timer

from reader import paths
from reader.library import ScanProgress, ScanReport, Watch
from reader.tui.item import Item, Offer
from reader.tui.keeping import Keeping
from reader.tui.progress import Progress

RESTING = 10.0  # seconds that indexing rests at most while an article is opened


class Scanning(Keeping):
    """The part of the main screen that looks at files."""

    _scanning = False
    _indexing = False  # texts are being made searchable
    _quiet = True  # the scan under way was not asked for by the person
    _news = False  # but it says what it finds
    _index_again = False  # once more, when that is done
    _progress: Progress | None = None
    _watch: Watch | None = None
    _watch_timer: Timer | None = None
    _gone = -1  # the request of the article of whose file that was said
    _refused: tuple[tuple[Path, str], ...] = ()  # what the last look could not read, and why
    _told = 0.0  # when progress was last told, on the monotonic clock

    def look_at_file(self) -> None:
        """Read the open file again when it is not the one that was read."""
        opened, document = self.opened, self.page.document
        if opened is None or document is None or not document.complete:
            return
        request = self.request

        def looked(changed: bool | None) -> None:
            if request != self.request:
                return
            if changed:
                self.reload(quiet=True)
            elif changed is None and self._gone != request:
                self._gone = request
                self.status.say("The file of this article is gone · its text stays until you leave", 8.0)

        self.read(lambda: self.session.is_changed(opened), looked)

    def action_rescan(self) -> None:
        self.scan(quiet=False)

    def action_unreadable(self) -> None:
        """List what the last look could not read, and why."""
        items = [
            Item(paths.display(self._below(path)), path, facts=reason)
            for path, reason in sorted(self._refused, key=lambda item: os.fsencode(item[0]))
        ]
        self.pick(
            "Unreadable files and folders",
            items,
            lambda _: None,
            empty="Everything in the library could be read.",
            offer=Offer(copy=lambda item: paths.display(Path(str(item.value)))),
            hint="y copies the path · / filters · Esc closes",
            height=2,
        )

    def _below(self, path: Path) -> Path:
        """The path from the folder of the library on, where that says which it is."""
        roots = self.session.library.roots
        if len(roots) == 1 and path.is_relative_to(roots[0]) and path != roots[0]:
            return path.relative_to(roots[0])
        return path

    def watch_folders(self) -> None:
        """From now on notice by itself when the folders change."""
        self._watch = self.session.library.watch()
        self._look_later(changed=False)

    def look_at_folders(self) -> None:
        """Ask in a thread whether the folders changed; they are scanned when they did, and asked again later."""
        watch = self._watch
        if watch is None or self.leaving:
            return
        if self._scanning:
            self._look_later(changed=False)  # what changes behind it meanwhile is still to be noticed then
            return
        self.background.read(
            lambda: watch.changed(lambda: self.leaving),
            lambda changed: self._look_later(changed=changed),
            lambda _: self._look_later(changed=False),
        )

    def _look_later(self, *, changed: bool) -> None:
        if changed:
            self.scan(quiet=True, news=True)
        if self._watch_timer is not None:
            self._watch_timer.stop()
        if self._watch is not None:
            self._watch_timer = self.set_timer(self._watch.rest, self.look_at_folders)

    def scan(self, *, quiet: bool, news: bool = False) -> None:
        """Look for new, changed and deleted files in a thread, and say what was found.

        `quiet`: the person did not ask; then only what keeps a file from being read is said, or with `news`
        what came, changed and went too.
        """
        if self._scanning:
            self._quiet = self._quiet and quiet  # the scan under way answers this one too
            return
        self._scanning, self._quiet, self._news = True, quiet, news
        self._progress = None

        def work() -> ScanReport:
            self.session.begin()
            return self.session.scan(tell, lambda: self.leaving)

        def tell(progress: ScanProgress) -> None:
            self._tell_progress(progress)
            if progress.phase == "count":  # the list is there, and the words of a long text take their time
                self._rest_or_stop()

        self.background.read(work, self._scanned, self._scan_failed)

    def _scan_failed(self, error: Exception) -> None:
        self._scanning = False
        self.status.tell_progress("")
        self.say(str(error))

    def _tell_progress(self, progress: ScanProgress) -> None:
        now = time.monotonic()
        # often enough to see, seldom enough not to be in the way; and each phase as it begins
        if now - self._told > 0.2 or not progress.done:
            self._told = now
            self.app.call_later(self._scan_progress, progress, now)

    def _scan_progress(self, step: ScanProgress, now: float) -> None:
        if not self._scanning and not self._indexing:
            return  # it came late
        if self._progress is None:
            self._progress = Progress(self.signs)
        line = self._progress.line(step, now)
        self.status.tell_progress(line)
        if step.phase == "walk" or (line and step.phase == "read") or (step.phase == "count" and not step.done):
            self.refresh_list()  # all is there now, though the words of long files are not counted

    def _index_texts(self) -> None:
        """After a scan: what is new or changed can be searched, as it gets ready."""
        if self._indexing:
            self._index_again = True  # what is under way does not know of what was found since
            return
        self._indexing, self._index_again = True, False
        self._progress = None

        def done(_: object) -> None:
            self._indexing = False
            self.status.tell_progress("")
            self.learn_minutes()  # the words of what is open may be among what was counted
            if self._index_again:
                self._index_texts()

        self.background.read(
            lambda: self.session.index_texts(self._tell_progress, self._rest_or_stop), done, self._index_failed
        )

    def _rest_or_stop(self) -> bool:
        """In the thread that counts or indexes texts, between two: rests while an article is opened; True to stop."""
        until = time.monotonic() + RESTING
        while self.is_opening and not self.leaving and time.monotonic() < until:
            time.sleep(0.01)
        return self.leaving

    @property
    def is_opening(self) -> bool:
        """An article is on its way, or the one on the page is not parsed to its end."""
        on_its_way = self.starting or self.keys.held is not None
        return on_its_way or (self.opened is not None and not self.opened.parser.done)

    def _index_failed(self, error: Exception) -> None:
        self._indexing = False
        self.status.tell_progress("")
        self.say(str(error))

    def _scanned(self, report: ScanReport) -> None:
        self._scanning, self._looked, quiet = False, True, self._quiet
        self.status.tell_progress("")
        self._index_texts()
        changed = report.added or report.changed or report.removed or report.renamed
        self._refused = report.unreadable
        unreadable = told = ""
        if report.unreadable:
            path, reason = report.unreadable[0]
            more = f" and {len(report.unreadable) - 1} more" if len(report.unreadable) > 1 else ""
            unreadable = f"Cannot read {paths.display(path)}{more}: {reason}"
            told = f"{unreadable} · :unreadable lists them" if more else unreadable
        self.unreadable = unreadable
        news = self._news and changed
        words = ""
        if unreadable and not news and (changed or not quiet or not self.list.count):
            words = told
        elif not quiet or news:
            words = _found(report)

        def tell() -> None:
            if words:
                self.say(words)

        if changed or not self.list.count:
            self.refresh_list(then=tell)  # what is said to be new is to be seen then
            self._filling = False
            if self.opened is not None:
                self.look_at_file()
        else:
            tell()


def _found(report: ScanReport) -> str:
    """What a scan found, for the status line."""
    parts = [
        f"{number:,} {name}"
        for number, name in (
            (report.arrived, "new"),
            (report.added - report.arrived, "indexed"),
            (report.changed, "changed"),
            (report.renamed, "moved"),
            (report.removed, "gone"),
        )
        if number
    ]
    return ", ".join(parts) if parts else f"Nothing changed in {report.total:,} articles"
