"""Links: select, follow, peek, list, hint letters, the outside."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.app import SuspendNotSupported

from reader import document as parsed  # its names load the parser only when they are used
from reader.document import Link
from reader.errors import ReaderError
from reader.paths import display
from reader.reading import Outside, Target
from reader.reading.editor import editor
from reader.reading.picture import SUFFIXES
from reader.tui.hinting import Choice
from reader.tui.item import Item, Offer
from reader.tui.jumping import At
from reader.tui.outlining import Outlining
from reader.tui.page import Page
from reader.tui.stops import BEFORE, BEHIND, LinkAt, linked_units

PLACES = frozenset({"fold", "table"})  # Tab stops that lead nowhere


class Linking(Outlining):
    """The part of the main screen that follows links."""

    # selecting

    def select_link(self, target: LinkAt | None) -> None:
        """Make a link the selected one (None: none) and say where it leads."""
        self.status.hush()  # what is selected is what the line must tell
        self.page.selected = (target.unit, target.number) if target is not None else None
        self.page.forget()
        self.place_moved(scrolled=False)

    def action_link(self, direction: int) -> None:
        # the masthead's link to the original is what `o` opens: the first Tab goes to the first link of the text
        visible = [at for at in self.page.visible_links() if not self.page.is_site(at)]
        current = self.selected_link
        if current is None:
            if visible:
                self.select_link(visible[0] if direction > 0 else visible[-1])
                return
            rows = self.page.rows
            start = (rows[-1].unit, BEHIND) if direction > 0 and rows else (self.page.top.unit, BEFORE)
        else:
            start = (current.unit, current.number)
        found: list[LinkAt] = []
        top = self.page.top

        def arrived() -> None:
            if not found:
                self.say("No further link" if direction > 0 else "No link before this")
            elif self.page.top == top:  # else the person went on without it
                self.page.show_words(found[0].unit, found[0].link.start)
                self.select_link(found[0])

        self.in_slices(self.page.seek_stop(start, direction, found), arrived)

    # following

    def action_follow(self) -> None:
        target = self.selected_link
        if target is None:
            self.say("Tab or f selects a link")
        else:
            self.follow(target)

    def on_page_link_clicked(self, message: Page.LinkClicked) -> None:
        if not self.is_reading:
            self.read_on()
        told = self.selected_link == message.target
        self.select_link(message.target)
        self.follow(message.target, told=told)

    def follow(self, link: LinkAt, *, told: bool = True) -> None:
        """Go where a link leads, or say why not; outside only where it was `told` before where that is."""
        opened = self.opened
        if opened is None:
            return
        if link.link.kind == "fold":
            self.page.toggle_fold(link.unit, int(link.link.href or 0))
            self.tell_place()
            return
        if link.link.kind == "table":
            self.open_table(link.unit, self.follow)
            return
        request = self.request
        self.fetch(
            lambda: self.session.resolve(opened, link.link),
            lambda target: self._follow(request, link, target, told=told),
        )

    def _follow(self, request: int, link: LinkAt, target: Target, *, told: bool) -> None:
        if request != self.request or not self.is_reading:
            return
        if target.kind == "heading":
            self.jump(lambda: self.go_to(At(fragment=target.fragment)))
        elif target.kind in {"library", "saved"} and target.path is not None:
            self.open_path(target.path, At(fragment=target.fragment) if target.fragment else None)
        elif target.kind == "web" and not told and target.url:
            self.say(f"{self.signs.web} {target.display} · Enter opens it")
        elif target.kind == "web":
            self.open_outside(target)
        elif target.kind == "file" and target.path is not None and target.path.suffix.lower() in SUFFIXES:
            self.open_picture(target.path, link.link.text)
        elif target.kind == "file":
            name = target.display or (display(target.path.name) if target.path is not None else link.link.href)
            self.say(f"{name}: this kind of file is not opened here · y l copies the path")
        else:
            self.say(f"{self.signs.missing} {target.reason or 'This link leads nowhere'}")

    def action_outside(self) -> None:
        opened = self.opened
        link = self.selected_link if self.is_reading else None
        if link is not None and link.link.kind not in PLACES and opened is not None:
            self.fetch(lambda: self.session.outside_of(opened, link.link), self.open_outside)
            return
        article = self.opened.article if self.is_reading and self.opened else self.list.current
        if article is None:
            return
        if article.url is None:
            self.say("This article does not say where it is from")
            return
        self.fetch(lambda: self.session.original(article), self.open_outside)

    def open_outside(self, target: Target) -> None:
        """Open a web address outside, when its form is one that is safe to open."""
        if target.kind != "web" or not target.url:
            self.say(f"{self.signs.missing} {target.reason or 'This cannot be opened outside'}")
        elif target.ask:
            url = target.url
            self.pick(
                "Open this address?",
                [Item(f"Open {target.display}", url, facts=target.ask), Item("Stay here", None)],
                lambda value: self._go_outside(str(value)) if value else None,
                cursor=1,
                height=2,
            )
        else:
            self._go_outside(target.url)

    def _go_outside(self, url: str) -> None:
        self.read(lambda: self.session.outside(url), lambda program: self._start(program, f"Opened outside: {url}"))

    def _start(self, program: Outside, done: str) -> None:
        """Start a program; one that needs the terminal gets it until it ends."""
        if not program.in_terminal:
            self.read(lambda: self.session.launcher(program), lambda _: self.say(done))
            return
        try:
            with self.app.suspend():
                self.session.launcher(program)
        except (ReaderError, SuspendNotSupported) as error:
            self.say(str(error) or "This terminal cannot be lent to another program")
        else:
            self.say(done)

    def action_edit(self) -> None:
        article = self.chosen_article()
        if article is None or (self.is_reading and self.opened is not None and not self.opened.stored):
            self.say("There is no file here to edit")
            return
        self.fetch(lambda: editor(article.path), self._edit)

    def _edit(self, program: Outside) -> None:
        self._start(program, "Edited")
        self.scan(quiet=True)

    def action_peek(self) -> None:
        opened, link = self.opened, self.selected_link
        if opened is None or link is None or link.link.kind in PLACES:
            self.say("Tab or f selects a link")
            return
        self.show_peek(opened, link, self.follow)

    # hint letters

    def action_hints(self) -> None:
        choices: list[Choice] = [
            (at.unit, at.link.start, partial(self._hinted_link, at)) for at in self.page.visible_links()
        ]
        self.start_hints(choices, "link")

    def _hinted_link(self, at: LinkAt) -> None:
        self.select_link(at)
        self.follow(at, told=False)

    # lists

    def action_links(self) -> None:
        """List the links, gathered a few milliseconds at a time: those of a book take seconds."""
        document, opened = self.page.document, self.opened
        if document is None or opened is None:
            return
        found: list[tuple[int, int, Link]] = []
        request = self.request

        def gather() -> Iterator[None]:
            for unit in linked_units(document):
                if unit >= 0:
                    start = document.unit(unit).start
                    found.extend((start, at, link) for at, link in enumerate(document.links(unit)))
                yield

        def resolve() -> None:
            self.fetch(lambda: [self.session.resolve(opened, link) for _, _, link in found], resolved)

        def resolved(targets: list[Target]) -> None:
            if request != self.request or not self.is_reading:
                return
            items: list[Item] = []
            self.in_slices(self._link_items(found, targets, items), lambda: self._show_links(document, items))

        self.in_slices(gather(), resolve)

    def _link_items(
        self, links: list[tuple[int, int, Link]], targets: list[Target], items: list[Item]
    ) -> Iterator[None]:
        for (start, at, link), target in zip(links, targets, strict=True):
            sign, _, leads = self.describe(target, link).partition(" ")
            text = " ".join(link.text.split()) or link.href
            items.append(Item(text, (start, at), facts=leads, sign=sign, search=link.href))
            yield

    def _show_links(self, document: parsed.Document, items: list[Item]) -> None:
        self.pick(
            "Links of this article",
            items,
            partial(self._chose_link, document),
            empty="This article has no links.",
            height=2,
            offer=Offer(copy=lambda item: item.search),
        )

    def _chose_link(self, document: parsed.Document, value: object) -> None:
        if not isinstance(value, tuple):
            return
        if document is not self.page.document:
            self.say("The file has changed meanwhile: F lists its links anew")
            return
        start, index = value
        unit = document.index_at(start)
        link = document.layout(unit, self.page.text_width).links[index]
        self.jump(lambda: self.page.show_words(unit, link.start))
        self.select_link(LinkAt(unit, index, link))
