"""After a scan: what is remembered of articles goes where their files are now. Writes user data, reads a few heads."""

from __future__ import annotations

import os
from pathlib import Path

from reader.library import Move
from reader.reading.both import Both, exists, is_away
from reader.userdata import ArticleRecord
from reader.userdata.articles import Resettled, before_replaced


class Settling(Both):
    """Articles whose files moved."""

    def settle(self) -> int:
        """Find remembered articles again that moved; how many. The identity follows the content. A write."""
        moved = self._take_over() + self._find_gone()
        if moved:
            self.refresh(whole=True)
        return moved

    def _take_over(self) -> int:
        """Those that are under the path of another article now, as files that swapped their names are."""
        untold = self.library.untold
        if not untold:
            return 0
        moves = [move for found in untold if (move := self._resettled(found)) is not None]
        moved = self.userdata.resettle(moves) if moves else 0
        self.library.told(untold)
        return moved

    def _resettled(self, move: Move) -> Resettled | None:
        record = self.userdata.record(move.id)
        was = Path(os.fsdecode(move.was))
        if record is None or record.path != was:
            return None
        if record.content is not None and self.content_at(was) == record.content:
            return None  # told before, by an index of other folders
        now = Path(os.fsdecode(move.now)) if move.now is not None else None
        if now is None or now.is_relative_to(record.root):
            return Resettled(record.id, was, record.root, now)
        root = next((root for root in self.library.roots if now.is_relative_to(root)), now.parent)
        return Resettled(record.id, was, root, now)

    def _find_gone(self) -> int:
        """Those whose file is gone, by their id (renamed), their address, or where they were before."""
        moved = 0
        for record in self.userdata.records():
            if exists(record.path):
                continue
            found = self.library.by_id(record.id)
            if (found is None or not exists(found.path)) and record.url and not is_away(record.root):
                found = self.library.by_url("https://" + record.url)
                if found is not None and not found.path.is_relative_to(record.root):
                    continue  # another library has saved the same page
            root, path = (found.root, found.path) if found is not None else (record.root, self._back(record))
            if path is None or not exists(path) or self.userdata.find_article(path) is not None:
                continue
            self.userdata.relocate(record.id, root, path)
            moved += 1
        return moved

    def _back(self, record: ArticleRecord) -> Path | None:
        """Where the file of an article is again that another had replaced."""
        path = before_replaced(record.path)
        return path if path is not None and record.content and self.content_at(path) == record.content else None
