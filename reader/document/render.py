"""Units into content and layouts, parsed and drawn when they are first asked for and kept for a while.

Knows of the document what a unit needs to be read alone: its text, metadata and definitions; not which units there are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from reader.article import Meta
from reader.document.align import aligned
from reader.document.cache import Cache
from reader.document.cells import SOFT_HYPHEN
from reader.document.content import Known, read_heading, read_unit
from reader.document.crease import flat, with_folds, with_summary
from reader.document.draw import draw
from reader.document.figure import Fit
from reader.document.grammar import make
from reader.document.inline_note import Begun
from reader.document.layout import Layout
from reader.document.masthead import read_masthead
from reader.document.node import Content
from reader.document.ordinal import moved_in
from reader.document.piece import fitted_with, model_on, table_head, telling_rows
from reader.document.signs import Signs
from reader.document.unit import Kind, Unit
from reader.document.writer import LinkSign
from reader.regex import regex

_CONTENTS = 400_000  # characters of parsed content that are kept
_LAYOUTS = 600_000  # characters of drawn text that are kept
# Kinds in which there is neither code nor a table: what is asked of these changes nothing for them
_FLOWING = frozenset({Kind.MASTHEAD, Kind.HEADING, Kind.PARAGRAPH, Kind.RULE, Kind.SOURCE, Kind.PLAIN})
_MARKUP = frozenset("*_[]<>&!~`\\:@^|={$" + SOFT_HYPHEN)
# A heading whose markup stands whole between spaces, perhaps with its name in braces at the end: what it says is known
# without a parser, as changelogs and manuals need
_WORD = rf"[^\s*_\[\]<>&!~`\\:@^|={{$#{SOFT_HYPHEN}]+"
_LINKED = regex(r"\][(\[]|<a\s|<https?:")  # what leads somewhere, or is a picture
_PHRASE = rf"{_WORD}(?: {_WORD})*"
_TARGET = r"\([^\s()<>\\]+\)"
_INLINE = regex(rf"(?<![^ ])(?:\[({_PHRASE})\]{_TARGET}|\*\*({_PHRASE})\*\*|\*({_PHRASE})\*|`({_PHRASE})`)(?![^ ])")
_SIMPLE = regex(
    rf"(?:#{{1,6}}[ ]+)?((?:{_WORD}|\[{_PHRASE}\]{_TARGET}|\*\*{_PHRASE}\*\*|\*{_PHRASE}\*|`{_PHRASE}`)"
    rf"(?:[ ]+(?:{_WORD}|\[{_PHRASE}\]{_TARGET}|\*\*{_PHRASE}\*\*|\*{_PHRASE}\*|`{_PHRASE}`))*)"
    r"(?:[ ]\{#[\w-]{1,50}\})?"
)


class Look(NamedTuple):
    """How a unit is drawn: `width` for text, up to `room` for code and tables, which begin at cell `pan` where cut.

    `before` are the blank lines above it. `folded`: 0 for no summary of a fold, 1 of an open, 2 of a closed one.
    With `records` tables are drawn row by row. `toggled` are the folds within the unit that are not as they were at
    first, None where nothing is folded up. The number of an item stands `number` cells further right. `align` is where
    the unit stands, as `align` of a text.
    """

    width: int
    before: int
    room: int = 0
    pan: int = 0
    folded: int = 0
    records: bool = False
    toggled: tuple[int, ...] | None = None
    number: int = 0
    align: str = ""

    def of(self, kind: Kind) -> Look:
        """The same for a kind, without what changes nothing for it."""
        if kind in _FLOWING:
            return Look(self.width, self.before, self.width, folded=self.folded, toggled=self.toggled, align=self.align)
        return self._replace(room=max(self.width, self.room))


class Renderer:
    """Reads and draws the units of one text. `text`, `taken` (what the masthead shows of it), `meta` and `known` are
    the document's to set; then `forget`.

    `unit_at` gives the unit that holds a source offset: the later rows of a long table are fitted by its first.
    """

    def __init__(self, signs: Signs, minutes: int | None, unit_at: Callable[[int], Unit]) -> None:
        self.text = ""
        self._begun = Begun("")
        self.taken: Sequence[tuple[int, int]] = ()
        self.meta = Meta()
        self.known = Known({}, {})
        self.minutes = minutes
        self._title: Unit | None = None
        self.link_sign: LinkSign | None = None
        self._picture_fit: Fit | None = None
        self._signs = signs
        self._unit_at = unit_at
        self._md = make()
        self._contents: Cache[tuple[int, int, int, int], Content] = Cache(_CONTENTS)
        self._layouts: Cache[tuple[int, int, int, int, Look], Layout] = Cache(_LAYOUTS)

    def forget(self) -> None:
        """Read and draw all anew from now on."""
        self._contents.clear()
        self._layouts.clear()

    def fit_pictures(self, fit: Fit | None) -> None:
        """Keep rows for pictures as `fit` says: all is drawn anew, what was read stays."""
        self._picture_fit = fit
        self._layouts.clear()

    def content(self, unit: Unit) -> Content:
        """What is in a unit."""
        key = (unit.kind, unit.start, unit.end, unit.level)
        content = self._contents.get(key)
        if content is None:
            content = self._read(unit)
            self._contents.put(key, content, 200 + 2 * (unit.end - unit.start))
        return content

    def entitle(self, shown: Sequence[Unit]) -> bool:
        """Take the title's links from the heading among the blocks that the masthead shows; whether they are new."""
        headings = (unit for unit in shown if unit.kind is Kind.HEADING)
        title = next((unit for unit in headings if _LINKED.search(self._source(unit))), None)
        is_new, self._title = title != self._title, title
        if is_new:
            self.forget()
        return is_new

    def _source(self, unit: Unit) -> str:
        return self.text[unit.start : unit.end]

    def _untaken(self, unit: Unit, source: str) -> str:
        """The source of a unit without what the masthead shows of it, as long as it was."""
        for start, end in self.taken:
            if unit.start <= start and end <= unit.end:
                source = source[: start - unit.start] + " " * (end - start) + source[end - unit.start :]
        return source

    def _read(self, unit: Unit) -> Content:
        if unit.kind is Kind.MASTHEAD:
            words = () if self._title is None else read_heading(self._md, self._source(self._title), self.known)
            return read_masthead(self.meta, self.minutes, self._signs, words)
        source = self._source(unit)
        if unit.kind is Kind.HTML:
            source = self._untaken(unit, source)
        if unit.kind is not Kind.TABLE:
            return self._parsed(unit, source)
        if unit.level:
            source = table_head(self.text, unit.level - 1) + source
            return model_on(self._parsed(unit, source), self.content(self._unit_at(unit.level - 1)))
        content = self._parsed(unit, source)
        rows = telling_rows(self.text, unit.end) if self.text[unit.end : unit.end + 1].strip() else ""
        return fitted_with(content, self._parsed(unit, table_head(self.text, unit.start) + rows)) if rows else content

    def _parsed(self, unit: Unit, source: str) -> Content:
        notes = self.begun().before(unit.start) if "^[" in source else 0
        sign = self.link_sign
        return read_unit(self._md, unit.kind, unit.level, source, self.known, signs=self._signs, sign=sign, notes=notes)

    def begun(self) -> Begun:
        """Where notes in the line may begin."""
        if self._begun.text is not self.text:
            self._begun = Begun(self.text)
        return self._begun

    def heading(self, unit: Unit) -> str:
        """The words of a heading, in one line."""
        source = self._source(unit).strip()
        above, _, below = source.partition("\n")
        if below and not below.strip("=- \t"):
            words = above.rstrip(" \t")  # a heading with a line below
            plain = _MARKUP.isdisjoint(words)
        else:
            words = source.lstrip("#")
            plain = source.startswith("#") and not below and _MARKUP.isdisjoint(words) and not words.endswith("#")
        if not plain and (simple := _SIMPLE.fullmatch(words if below else source)) is not None:
            words = _INLINE.sub(lambda part: part[part.lastindex or 0], simple[1])
        elif not plain:
            words = read_unit(self._md, Kind.HEADING, unit.level, source, self.known, signs=self._signs).text
        return " ".join(words.split())

    def _creased(self, content: Content, toggled: tuple[int, ...] | None) -> Content:
        if toggled is None:
            return content._replace(children=flat(content.children))
        closed = {number for number, fold in enumerate(content.folds, 1) if fold.closed != (number in toggled)}
        return with_folds(content, self._signs, closed)

    def layout(self, unit: Unit, look: Look) -> Layout:
        """The unit drawn."""
        look = look.of(unit.kind)
        key = (unit.kind, unit.start, unit.end, unit.level, look)
        layout = self._layouts.get(key)
        if layout is None:
            content = self.content(unit)
            if content.folds:
                content = self._creased(content, look.toggled)
            if look.align:
                content = content._replace(children=aligned(content.children, look.align))
            if look.number and content.children:
                content = moved_in(content, look.number)
            if look.folded:
                content = with_summary(content, self._signs, closed=look.folded == 2)
            layout = draw(
                content,
                look.width,
                look.before,
                self._signs,
                look.pan,
                look.room,
                records=look.records,
                fit=self._picture_fit,
            )
            self._layouts.put(key, layout, 200 + 80 * len(layout.lines))
        return layout
