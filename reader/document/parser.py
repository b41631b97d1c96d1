"""Parses a text block by block, in slices: what comes out are units and definitions, never tokens.

Each slice begins at the last top-level block of the one before: all blocks but the last are final
when more text is appended. In a list the same holds for its items. May live on a worker thread: it
shares nothing with the document but the batches it makes, which are values. Pure: no clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from reader.article import Meta
from reader.document import grammar
from reader.document.cut import KINDS, is_taken, pieces
from reader.document.label import Notes, Reference, References
from reader.document.metadata import extract
from reader.document.portion import LISTS
from reader.document.scan import Definitions, scan
from reader.document.unit import Kind, Unit, Units
from reader.regex import regex

HEAD = 65536  # what the metadata is looked for in, at the beginning and, 4 KB, at the end
TAIL = 4096
_BLANK = regex(r"\n[ \t]*\n")


class Batch(NamedTuple):
    """What one step found. `units` are final and follow those given before; `tail` is provisional.

    `skipped` are the blocks that the masthead shows instead. `text`, `meta`, `references` and
    `notes` are None when they are as before. `reset`: all units given before are void.
    """

    units: Units
    tail: Units
    skipped: tuple[Unit, ...] = ()
    text: str | None = None
    meta: Meta | None = None
    references: References | None = None
    notes: Notes | None = None
    body: int = 0
    taken: tuple[tuple[int, int], ...] = ()
    reset: bool = False
    done: bool = False
    whole: bool = True  # the text is that of the whole file, not its head


class Parser:
    """Makes batches. `last=False`: `text` is only the head of the file, `complete` brings the whole."""

    def __init__(self, text: str, *, markdown: bool = True, last: bool = True, name: str = "") -> None:
        self._markdown = markdown
        self._name = name
        self._md = grammar.make()
        self._last = last
        self.done = False
        self.pause: Callable[[], None] = lambda: None  # called between blocks: a thread may rest there
        self._position = 0
        self._line = 1
        self._want = 0
        self._carried = grammar.Carried()
        self._number = 0
        self._exact = Definitions(References(), Notes())
        self._open(text)
        self._position = self._body
        self._line = 1 + text.count("\n", 0, self._body)
        self._fresh = True  # the next batch carries text, metadata and definitions
        self._reset = False

    def _open(self, text: str) -> None:
        self.text = text
        tail = text[-TAIL:] if self._last and len(text) > HEAD else ""
        # plain text has no metadata that could be told from its words
        found = extract(text[:HEAD], tail, self._name) if self._markdown else extract("", "", self._name)
        size = len(text)
        ranges = ((start + size, end + size) if start < 0 else (start, end) for start, end in found.taken)
        self.meta = found.meta
        self._body = found.body
        self._taken = sorted(ranges)
        self._scanned = scan(self._md, text, found.body) if self._markdown else Definitions(References(), Notes())

    def complete(self, text: str) -> None:
        """The whole text, which begins with the head given before."""
        body, taken = self._body, self._taken
        self._last = True
        self._open(text)
        self._fresh = True
        if self._body != body or any(start < self._position for start, _ in set(self._taken) ^ set(taken)):
            self._reset = True
            self._position = self._body
            self._line = 1 + text.count("\n", 0, self._body)
            self._want, self._carried = 0, grammar.Carried()
            self._exact = Definitions(References(), Notes())

    def step(self, size: int = 65536) -> Batch:
        """Parse about `size` characters more. When a slice was one open block, the next is twice as long."""
        text = self.text
        limit = len(text) if self._last else (text.rfind("\n") + 1 or len(text))
        end = self._slice_end(self._position + max(size, self._want), limit)
        final = end >= limit and self._last
        units, tail, skipped = Units(), Units(), []
        began = self._position
        found = self._blocks(end, final) if self._markdown else self._paragraphs(end, final)
        for unit, fenced, is_final in found:
            if is_taken(text, unit, self._taken):
                skipped += [unit] if is_final else []
            else:
                kept = units if is_final else tail
                for piece in pieces(unit, text, fenced):
                    kept.append(piece)
        self._want = 0 if self._position > began else 2 * (end - began)
        if end >= limit and not self._last:
            self._want = 0
        self.done = final
        references = notes = None
        given = self._scanned if self._markdown else None
        if final and self._markdown:
            given = self._exact
            self._fresh = self._fresh or self._exact != self._scanned
            self._scanned = self._exact
        if self._fresh and given is not None:
            references, notes = given.references, given.notes  # neither is added to any more
        fresh, reset = self._fresh, self._reset
        self._fresh = self._reset = False
        return Batch(
            units,
            tail,
            tuple(skipped),
            text if fresh else None,
            self.meta if fresh else None,
            references,
            notes,
            self._body,
            tuple(self._taken),
            reset,
            final,
            self._last,
        )

    def _slice_end(self, wanted: int, limit: int) -> int:
        """Where a slice may end: at a line, best at a blank one, because then its last block is likely whole."""
        if wanted >= limit:
            return limit
        blank = _BLANK.search(self.text, wanted, min(limit, wanted + 4096))
        if blank is not None:
            return blank.end()
        line = self.text.find("\n", wanted, limit)
        return limit if line < 0 else line + 1

    def _blocks(self, end: int, final: bool) -> list[tuple[Unit, bool, bool]]:
        """(unit, whether fenced, whether final) from here to `end`; moves on to what is not final."""
        base = self._position
        if base >= end:
            return []
        env: dict[str, Any] = {"open": not final, "outline": True}
        blocks, starts = grammar.blocks(self._md, self.text[base:end], env, self._carried, self.pause)
        found: list[tuple[Unit, bool, bool]] = []
        resume: tuple[int, int, grammar.Carried, int] | None = None  # line, offset, then state to go on with
        table = self._number  # where the table starts whose rows go on, while there are such
        following = self._number  # the number of the next item of the list that goes on
        for number, block in enumerate(blocks):
            closed = block.source and block.last < len(starts) - 1
            open_end = number == len(blocks) - 1 and not (final or closed)
            if block.plain is not None:
                numbers = (following, block.plain[1]) if block.goes_on else block.plain
                before = len(found)
                found += self._plain_items(block, starts, base, *numbers)
                following = numbers[0] + (len(found) - before) * numbers[1]
                continue
            if block.notes:
                lines = (grammar.Block(line, line + 1, []) for line in range(block.first, block.last))
                found += ((self._unit(line, starts, base, Kind.FOOTNOTE), False, True) for line in lines)
                continue
            if not block.tokens:
                if block.rows:
                    unit = self._unit(block, starts, base, Kind.TABLE)._replace(level=table + 1)
                    found.append((unit, False, not open_end))
                if open_end:
                    resume = (block.first, base + starts[block.first], grammar.Carried(rows=block.rows), table)
                continue
            kind = block.tokens[0].type
            if kind in LISTS and not block.source:
                goes_on = block.goes_on
                items = self._items(block, starts, base, following if goes_on else -1)
                following = items[-1][0].level + (kind == "ordered_list_open")
                found += [(unit, False, not (open_end and unit is items[-1][0])) for unit, _ in items]
                if open_end:
                    unit, line = items[-1]
                    resume = (line, unit.start, grammar.Carried(goes_on or line > block.first), unit.level)
                continue
            unit = self._unit(block, starts, base, Kind.SOURCE if block.source else KINDS.get(kind, Kind.PARAGRAPH))
            table = unit.start
            found.append((unit, kind == "fence", not open_end))
            if open_end:
                resume = (block.first, unit.start, grammar.Carried(), 0)
        self._keep(env, blocks, None if resume is None else resume[0])
        if resume is None:
            # spaces at the end may be the beginning of a line of code
            self._position = end if final else max(base, self.text.rfind("\n", base, end) + 1)
            self._line += self.text.count("\n", base, self._position)
            self._carried = grammar.Carried()
        else:
            line, self._position, self._carried, self._number = resume
            self._line += line
        return found

    def _keep(self, env: dict[str, dict[str, Reference]], blocks: Sequence[grammar.Block], resume: int | None) -> None:
        """Definitions of what is final; those behind `resume` will be found again."""
        for key, value in env.get("references", {}).items():
            lines = value["map"]
            if resume is None or (isinstance(lines, list) and lines[0] < resume):
                self._exact.references.define(key, value)
        for block in blocks:
            for label in block.notes:
                self._exact.notes.add(label)
            for token in block.tokens:
                defines = token.type == "footnote_reference_open" and token.map
                if defines and (resume is None or defines[0] < resume):
                    self._exact.notes.add(str(token.meta["label"]))

    def _unit(self, block: grammar.Block, starts: Sequence[int], base: int, kind: Kind) -> Unit:
        level = int(block.tokens[0].tag[1:]) if kind is Kind.HEADING else 0
        return Unit(kind, base + starts[block.first], base + starts[block.last], self._line + block.first, level)

    def _items(self, block: grammar.Block, starts: Sequence[int], base: int, carried: int) -> list[tuple[Unit, int]]:
        """The items of a list and the lines they begin at."""
        opening = block.tokens[0]
        ordered = opening.type == "ordered_list_open"
        number = carried if carried >= 0 else int(opening.attrs.get("start", 1)) if ordered else 0
        found: list[tuple[Unit, int]] = []
        for token in block.tokens:
            if token.type == "list_item_open" and token.level == 1 and token.map and token.map[0] < block.last:
                first, last = token.map
                unit = Unit(Kind.LIST_ITEM, base + starts[first], base + starts[last], self._line + first, number)
                found.append((unit, first))
                number += 1 if ordered else 0
        return found

    def _plain_items(
        self, block: grammar.Block, starts: Sequence[int], base: int, number: int, step: int
    ) -> Iterator[tuple[Unit, bool, bool]]:
        """As `_items` where each line is an item or blank, and another item follows."""
        text = self.text
        first = block.first
        for line in range(block.first + 1, block.last + 1):
            if line == block.last or text[base + starts[line]] != "\n":
                unit = Unit(Kind.LIST_ITEM, base + starts[first], base + starts[line], self._line + first, number)
                yield unit, False, True
                number += step
                first = line

    def _paragraphs(self, end: int, final: bool) -> list[tuple[Unit, bool, bool]]:
        """As `_blocks` for plain text: what blank lines part."""
        found: list[tuple[Unit, bool, bool]] = []
        text = self.text
        position = self._position
        while position < end:
            blank = _BLANK.search(text, position, end)
            stop = end if blank is None else blank.end()
            if text[position:stop].strip():
                found.append((Unit(Kind.PLAIN, position, stop, self._line, 0), False, True))
            if blank is None and not final:
                if found and found[-1][0].start == position:
                    found[-1] = (*found[-1][:2], False)
                break
            self._line += text.count("\n", position, stop)
            position = stop
        self._position = position
        return found


def ahead(text: str, start: int, end: int, taken: Sequence[tuple[int, int]], *, markdown: bool) -> Units:
    """What is from `start` to about `end`, parsed as if a block began there: pages before their time."""
    parser = Parser("", markdown=markdown)
    parser.text, parser._position, parser._line = text, start, 1 + text.count("\n", 0, start)
    end = parser._slice_end(end, len(text))
    found = parser._blocks(end, end == len(text)) if markdown else parser._paragraphs(end, end == len(text))
    units = Units()
    for unit, fenced, _ in found:
        if not is_taken(text, unit, taken):
            units.extend(Units(pieces(unit, text, fenced)))
    return units
