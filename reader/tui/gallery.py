"""What is known of the pictures on the page: their sizes, the cells they take, and their strips as far as drawn.

Looks nothing up itself: who has the threads asks `wanted` what there is to find out, and puts it in.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from reader.article import Fingerprint
from reader.document import Link
from reader.document.cache import Cache
from reader.errors import ReaderError, UnreadableError
from reader.library import Target
from reader.reading import Session
from reader.reading.picture import SUFFIXES, picture_head, read_picture
from reader.tui.brush import Drawn
from reader.tui.kitty import USUAL_CELL
from reader.tui.picture import size_of

_SHARE = 0.6  # of the height of the pane that a picture takes at most
LEAST = 8  # pixels: what is smaller counts visits, or parts a page
_KNOWN = 5000  # pictures whose sizes are kept


class Measured(NamedTuple):
    """A picture of the library: where it is, its pixels, and which state of the file that was."""

    path: Path
    width: int
    height: int
    stamp: Fingerprint


class Wish(NamedTuple):
    """A picture to be drawn in so many cells; `look` is all else that changes how it looks."""

    picture: Measured
    columns: int
    rows: int
    look: object


def measure(session: Session, target: Target) -> Measured | str:
    """What there is to know of a picture before it is decoded; or why it is not drawn, in few words. Reads its head."""
    if target.kind != "file" or target.path is None:
        return target.reason if target.kind == "missing" else ""
    if target.path.suffix.lower() not in SUFFIXES:
        return "this kind of file is not drawn here"
    try:
        head = picture_head(session.library, target.path)
        try:
            width, height = size_of(head.head)
        except ReaderError:
            if head.whole:
                raise
            width, height = size_of(read_picture(session.library, target.path))
    except UnreadableError as error:
        return str(error).removesuffix(".")
    except ReaderError as error:
        return str(error)
    return Measured(target.path, width, height, head.fingerprint) if min(width, height) >= LEAST else ""


def cells_of(width: int, height: int, cell: tuple[int, int], columns: int, rows: int) -> tuple[int, int]:
    """Columns and rows of a picture in such a room: its shape is kept, and it is never larger than it is."""
    own = width / cell[0], height / cell[1]
    scale = min(1.0, columns / own[0], rows / own[1])
    return max(1, round(own[0] * scale)), max(1, min(rows, round(own[1] * scale)))


def rows_in(height: int) -> int:
    """The rows that a picture takes at most in a pane so high."""
    return max(3, int(height * _SHARE))


class Gallery:
    """Pictures by the article they are in and their address there.

    `fit` and `learn` are for any thread, one that opens an article among them; all else is for the event loop.
    """

    def __init__(self, limit: int, gone: Callable[[Drawn], None]) -> None:
        """`limit` is the most weight of what is drawn and kept; `gone` is told what is not kept any more."""
        self.cell = USUAL_CELL  # pixels
        self.widest = 1000  # columns, and rows, that a picture takes in any case
        self.most = 12  # rows that a picture takes at most
        self.asked = False  # somebody depends on that
        self._known: dict[tuple[Path, str], Measured | str] = {}
        self._wanted: dict[tuple[Path, str], None] = {}
        self._drawn: Cache[Wish, Drawn] = Cache(limit, gone)

    def fit(self, article: Path, link: Link, room: int) -> tuple[int, int] | str:
        """The cells that a picture takes where there is room for so many columns, or why it takes none."""
        self.asked = True
        key = article, link.href
        known = self._known.get(key)
        if known is None:
            self._wanted[key] = None
            return ""
        if isinstance(known, str):
            return known
        return cells_of(known.width, known.height, self.cell, min(room, self.widest), min(self.most, self.widest))

    def known(self, article: Path, href: str) -> Measured | None:
        """What is known of a picture that can be drawn."""
        found = self._known.get((article, href))
        return found if isinstance(found, Measured) else None

    def wanted(self, article: Path) -> list[str]:
        """The addresses that were asked for in vain since this was last called."""
        wanted, self._wanted = self._wanted, {}
        return [href for of, href in list(wanted) if of == article]  # a thread may be about to put one in

    def learn(self, article: Path, found: dict[str, Measured | str]) -> bool:
        """Put in what was found out; whether anything looks otherwise than before."""
        if len(self._known) > _KNOWN:
            self._known.clear()
        changed = any(self._known.get((article, href)) != one for href, one in found.items())
        self._known.update(((article, href), one) for href, one in found.items())
        return changed

    def spoil(self, picture: Measured, why: str) -> bool:
        """A picture cannot be drawn after all; whether it was thought it could."""
        spoilt = [key for key, one in list(self._known.items()) if one == picture]  # threads learn of others meanwhile
        self._known.update((key, why) for key in spoilt)
        return bool(spoilt)

    def drawn(self, wish: Wish) -> Drawn | None:
        """A picture as it was drawn; None when it is not drawn yet, or too long ago."""
        return self._drawn.get(wish)

    def keep(self, wish: Wish, drawn: Drawn, weight: int) -> None:
        """Put in what was drawn."""
        self._drawn.put(wish, drawn, weight)

    def forget(self) -> None:
        """Draw all anew."""
        self._drawn.clear()
