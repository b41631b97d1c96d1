"""One open document: its text, its units as far as they are parsed, and their layouts on request.

Lives on one thread; takes batches of the parser, gives values. Says which units there are; what is in
them and how they look is for `render`. Knows no files and no screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from reader.article import Meta
from reader.document import outline
from reader.document.align import Alignments
from reader.document.content import Known
from reader.document.figure import Fit
from reader.document.fold import Folds
from reader.document.keytext import KeyText, make_key_text
from reader.document.layout import Layout, Link
from reader.document.link_line import lines_of
from reader.document.note import note_at
from reader.document.ordinal import wider
from reader.document.parser import Batch, ahead
from reader.document.reach import last_pages, pages_end
from reader.document.render import Look, Renderer
from reader.document.seek import seek
from reader.document.signs import UNICODE, Signs
from reader.document.spacing import space_above
from reader.document.unit import Heading, Kind, Unit, Units
from reader.document.writer import LinkSign


class Document:
    """A text in units. Unit 0 is the masthead; the last ones are provisional until `complete`.

    `version` changes when units given before were replaced: drop what was made of them. These are the
    provisional ones, from `final` on; `renewals` counts the times that it was all units, or how they look.
    """

    def __init__(self, *, name: str = "", signs: Signs = UNICODE, minutes: int | None = None) -> None:
        self.text = ""
        self.name = name
        self.meta = Meta()
        self.complete = False
        self.whole = False  # `text` is that of the whole file, though it may not be parsed yet
        self.version = 0
        self.renewals = 0
        self.compact = False  # set by who shows it: fewer blank lines between units
        self.taken: tuple[tuple[int, int], ...] = ()  # of the text: front matter, and what the masthead shows
        self._folds: Folds | None = None  # None: nothing is folded up
        self._renderer = Renderer(signs, minutes, lambda offset: self.unit(self.index_at(offset)))
        self._units = Units([Unit(Kind.MASTHEAD, 0, 0, 1)])
        self._tail = Units()
        self._ahead = Units()  # the last ones of the tail: what was looked at before parsing got there
        self._alignments = Alignments()
        self._skipped: list[Unit] = []
        self._outline = outline.Outline(self._renderer.heading)

    # -- growing

    def extend(self, batch: Batch) -> None:
        """Take what the parser found. Units that were final stay, unless the batch says otherwise."""
        renewed = batch.reset
        if batch.reset:
            self._units = Units([Unit(Kind.MASTHEAD, 0, 0, 1)])
            self._alignments = Alignments()
            self._skipped = []
        if batch.text is not None:
            if self.text and self.unit(len(self) - 1).kind is Kind.TABLE and len(batch.text) > len(self.text):
                self._renderer.forget()  # its columns suit the rows that were there
                replaced = True
            self.text = self._renderer.text = batch.text
            self.taken = self._renderer.taken = ((0, batch.body), *batch.taken) if batch.body else batch.taken
        if batch.meta is not None and batch.meta != self.meta:
            self.meta = self._renderer.meta = batch.meta
            renewed = True
        if batch.references is not None and batch.notes is not None:
            known = Known(batch.references, batch.notes)
            if known != self._renderer.known:
                self._renderer.known = known
                self._renderer.forget()
                renewed = True
        tail, self._tail = self._tail, batch.tail
        reached = max((units.ends[-1] for units in (batch.units, batch.tail) if len(units)), default=0)
        if len(self._ahead) and batch.done:
            self._ahead = Units()
        elif len(self._ahead):
            self._ahead = self._ahead.behind(reached)
            self._tail = Units()
            self._tail.extend(batch.tail)
            self._tail.extend(self._ahead)
        self.whole = batch.whole
        at = len(self._units)
        self._units.extend(batch.units)
        self._alignments.look(self.text, self._units)
        self._skipped += batch.skipped
        renewed = self._renderer.entitle(self._skipped) or renewed
        self.complete = batch.done
        replaced = any(at + index >= len(self) or self.unit(at + index) != tail[index] for index in range(len(tail)))
        folded = self._folds is not None and self._folds.look(self.text, self._units)
        if renewed or folded:
            self._renew()
        self.version += replaced
        if batch.reset or batch.references is not None or batch.meta is not None:
            self._outline = outline.Outline(self._renderer.heading)

    def _renew(self) -> None:
        self.version += 1
        self.renewals += 1

    def look_ahead(self, offset: int | None = None) -> None:
        """Have units from `offset` on, where a block begins, or of the end (None) before parsing gets there.

        They are provisional, and what lies before them is missing until then. Bounded work; none when
        the place is parsed already, or the text is not there yet.
        """
        at_end = offset is None
        offset = last_pages(self.text) if offset is None else offset
        last = self.unit(len(self) - 1)
        if self.complete or not self.whole or offset < last.end or offset >= len(self.text):
            return
        end = len(self.text) if at_end else pages_end(self.text, offset)
        self._ahead = ahead(self.text, offset, end, self.taken, markdown=Kind.PLAIN not in self._units.kinds)
        self._tail = Units([unit for unit in map(self.unit, range(self.final, len(self))) if unit.end <= offset])
        self._tail.extend(self._ahead)
        self.version += 1

    def set_minutes(self, minutes: int | None) -> None:
        """How long it takes to read, for the masthead."""
        if minutes != self._renderer.minutes:
            self._renderer.minutes = minutes
            self._renderer.forget()
            self._renew()

    def sign_links(self, sign: LinkSign | None, alike: LinkSign | None = None) -> None:
        """Draw a sign behind each link from now on; call again when its answers change. The text stays the same.

        What was drawn with `alike`, which gives the same answers so far, stays.
        """
        before, self._renderer.link_sign = self._renderer.link_sign, sign
        if alike is None or before != alike:
            self._renderer.forget()

    def fit_pictures(self, fit: Fit | None) -> None:
        """Keep rows for pictures from now on as `fit` says; call again when its answers change."""
        self.renewals += 1
        self._renderer.fit_pictures(fit)

    # -- units

    def __len__(self) -> int:
        return len(self._units) + len(self._tail)

    @property
    def final(self) -> int:
        """How many units from the first on no step will replace."""
        return len(self._units)

    def unit(self, index: int) -> Unit:
        """The unit at `index`, 0 to len - 1. Raises IndexError beyond."""
        final = len(self._units)
        return self._units[index] if index < final else self._tail[index - final]

    def index_at(self, offset: int) -> int:
        """The unit that holds this offset of the source, or the one before it."""
        final = len(self._units)
        if len(self._tail) and offset >= self._tail.starts[0]:
            return final + self._tail.before(offset)
        return max(0, self._units.before(offset))

    def source(self, index: int) -> str:
        """The source of a unit."""
        unit = self.unit(index)
        return self.text[unit.start : unit.end]

    # -- content and layout

    def content(self, index: int) -> str:
        """What a person reads of the unit: `Layout.text`, without laying out."""
        return self._renderer.content(self.unit(index)).text

    def links(self, index: int) -> tuple[Link, ...]:
        """The links of the unit: `Layout.links`, without laying out."""
        return self._renderer.content(self.unit(index)).links

    def layout(self, index: int, width: int, pan: int = 0, room: int | None = None, *, records: bool = False) -> Layout:
        """The unit drawn at `width` cells.

        Code and tables that need more take up to `room` cells (None: `width`), and are drawn from cell
        `pan` on where that is too little. With `records` a table is drawn row by row, as `Header: value`.
        """
        unit = self.unit(index)
        folded, toggled = 0, None
        if self._folds is not None:
            if self._folds.hides(unit):
                return Layout((), 0, self.content(index), self.links(index), 0)
            folded, toggled = self._folds.state(unit), self._folds.toggled(unit)
        before = space_above(self.text, index, self.unit, self._shows, compact=self.compact)
        align, number = self._alignments.of(self.text, self.unit, len(self), index), wider(self.unit, len(self), index)
        look = Look(width, before, room or 0, pan, folded, records, toggled, number, align)
        return self._renderer.layout(unit, look)

    def _shows(self, index: int) -> bool:
        return bool(self._renderer.content(self.unit(index)).children)

    # -- folds

    def fold_up(self) -> None:
        """From now on what the source folds up is closed, until it is opened or revealed."""
        if self._folds is not None:
            return
        self._folds = Folds()
        if self._folds.look(self.text, self._units):
            self._renew()

    def fold_state(self, index: int, number: int = 0) -> int:
        """0: the unit holds no summary of a fold, 1: that of an open one, 2: that of a closed one.

        With a `number` that of a fold within the unit, as its link names it.
        """
        if self._folds is None:
            return 0
        unit = self.unit(index)
        return (
            self._folds.inner(unit, number, self._renderer.content(unit).folds) if number else self._folds.state(unit)
        )

    def has_folds(self, index: int) -> bool:
        """Whether the unit holds a summary, or folds are within it."""
        return self._folds is not None and bool(
            self._folds.state(self.unit(index)) or self._renderer.content(self.unit(index)).folds
        )

    def toggle_fold(self, index: int, number: int = 0) -> None:
        """Open the fold whose summary is in the unit, or close it; with a `number` one within the unit."""
        if self._folds is not None and number:
            self._folds.toggle(self.unit(index), number)
        elif self._folds is not None:
            self._folds.set(self.unit(index).start, closed=self.fold_state(index) == 1)

    def is_hidden(self, index: int) -> bool:
        """Whether the unit lies in a closed fold and has no lines."""
        return self._folds is not None and self._folds.hides(self.unit(index))

    def reveal(self, index: int, offset: int = 0) -> bool:
        """Open what hides the words at `offset` of a unit's text; False when they are to be seen already."""
        if self._folds is None:
            return False
        unit = self.unit(index)
        content = self._renderer.content(unit)
        return self._folds.reveal(unit, offset, len(content.text.partition("\n")[0]), content.folds)

    # -- headings

    def headings(self) -> Sequence[Heading]:
        """The headings found so far, the title first when the masthead shows one of the text."""
        return self._outline.grow(self._skipped, self._units)

    def find_heading(self, fragment: str) -> Heading | None:
        """The heading that `fragment` (with or without `#`) means: by slug, text, or an `<a name=…>`."""
        self.headings()
        found = self._outline.find(fragment)
        if found is not None:
            return found
        at = outline.find_anchor(self.text, fragment)
        if at < 0:
            return None
        index = self.index_at(at)
        return Heading(0, fragment.removeprefix("#"), fragment.removeprefix("#"), index, at, self.unit(index).line)

    def heading_seeker(self, fragment: str) -> Callable[[], int]:
        """What tells, in any thread, where the heading that `fragment` means probably stands behind what is parsed.

        It gives a source offset, -1 when it finds none.
        """
        parsed = self.unit(self.final - 1).end if self.final else 0
        self.headings()  # so that all slugs before are known
        return partial(seek, self.text, parsed, fragment, self._outline.slugs.copy())

    def find_note(self, href: str) -> tuple[int, int] | None:
        """Where a footnote (`#fn-LABEL`) stands, or is first referred to (`#fnref-LABEL`): unit, offset in its text."""
        sign = href.partition("-")[2]
        at = self._renderer.begun().at(sign) if sign.startswith("[") else outline.find_note(self.text, href)
        return (unit := self.index_at(at), note_at(self._renderer.content(self.unit(unit)), href)) if at >= 0 else None

    # -- all of it

    def links_all(self) -> Iterator[tuple[int, Link, int]]:
        """(unit, link, 1-based source line) in reading order; images are links of kind "image"."""
        for index in range(len(self)):
            unit = self.unit(index)
            if unit.kind not in {Kind.CODE, Kind.RULE}:
                links = self.links(index)
                yield from ((index, *found) for found in zip(links, lines_of(links, self.text, unit), strict=True))

    def plain_text(self) -> str:
        """What a person reads of the whole document; a blank line between units."""
        return "\n\n".join(text for text in map(self.content, range(len(self))) if text)

    def key_text(self) -> KeyText:
        """Letters, marks and digits of all content, for finding a passage again."""
        return make_key_text(self)

    @property
    def notes(self) -> Mapping[str, int]:
        """Footnote labels to their numbers."""
        return self._renderer.known.notes
