"""Where links lead: their kinds, the signs behind them in the text, and the line that tells the target.

A sign has its cell from the first paint on, by the form of the address alone; the library is asked
behind it, for what is on the screen and a little further. Follows nothing.
"""

from __future__ import annotations

from pathlib import Path

from textual.timer import Timer

from reader.document import Link
from reader.reading import Opened, Target
from reader.tui.scanning import Scanning
from reader.tui.stops import LinkAt

PAUSE = 0.05  # seconds of rest after which links that came on the screen are looked at
AHEAD = 12  # units below the screen whose links are looked at too, so that signs do not change under the eye
Key = tuple[str, str]  # kind and href of a link: what its target depends on


class Leading(Scanning):
    """The part of the main screen that knows where links lead."""

    _targets: dict[Key, Target]  # where the links of this article lead, as far as asked
    _kinds: dict[Key, str]  # web, saved, missing or "": the kinds that have signs
    _look_timer: Timer | None = None

    def open_article(self, path: Path) -> Opened:
        opened = super().open_article(path)
        # here, in the thread: what is laid out ahead has to be what will be shown
        opened.document.sign_links(self._sign_by_address)
        opened.document.fold_up()
        return opened

    def opened_changed(self) -> None:
        self._targets, self._kinds = {}, {}
        if self.opened is not None:
            self.opened.document.sign_links(self.sign_of, self._sign_by_address)
            self.opened.document.fold_up()
            self.page.forget()
        super().opened_changed()
        self.call_after_refresh(self.look_at_links)

    def finished_parsing(self) -> None:
        super().finished_parsing()
        self.call_after_refresh(self.look_at_links)  # only now it is known which headings there are

    def place_moved(self, *, scrolled: bool) -> None:
        super().place_moved(scrolled=scrolled)
        if self._look_timer is not None:
            self._look_timer.stop()
        self._look_timer = self.set_timer(PAUSE, self.look_at_links)

    # signs in the text

    def sign_of(self, link: Link) -> tuple[str, str]:
        """The sign behind a link and its role: by its target where that is known, else by its address."""
        kind = self._kinds.get((link.kind, link.href))
        if kind is None:
            return self._sign_by_address(link)
        return self._sign(kind)

    def _sign_by_address(self, link: Link) -> tuple[str, str]:
        return self._sign(_by_address(link))

    def _sign(self, kind: str) -> tuple[str, str]:
        if kind == "missing":
            return self.signs.missing, "link.missing"
        sign = {"web": self.signs.web, "saved": self.signs.saved}.get(kind, "")
        return sign, "link.sign"

    def look_at_links(self) -> None:
        """Ask the library where the links around the screen lead, as far as that was not asked before."""
        opened, document, rows = self.opened, self.page.document, self.page.rows
        if opened is None or document is None or not rows:
            return
        wanted: dict[Key, Link] = {}
        for unit in range(max(1, rows[0].unit), min(rows[-1].unit + AHEAD, len(document))):
            for link in self.page.links_of(unit):
                key = (link.kind, link.href)
                if link.kind == "link" and (key not in self._targets or (key not in self._kinds and document.complete)):
                    wanted[key] = link
        if not wanted:
            return
        request = self.request

        def arrived(targets: list[Target]) -> None:
            if request == self.request:
                self._targets.update(zip(wanted, targets, strict=True))
                self._judge(wanted)

        self.read(lambda: self._ask(opened, [*wanted.values()]), arrived)

    def _ask(self, opened: Opened, links: list[Link]) -> list[Target]:
        return [self.session.resolve(opened, link) for link in links]

    def _judge(self, links: dict[Key, Link]) -> None:
        """Draw the signs again where the target is of another kind than the address said."""
        document = self.page.document
        if document is None:
            return
        changed = False
        for key, link in links.items():
            target = self._targets[key]
            kind = target.kind if target.kind in {"web", "saved", "missing"} else ""
            if target.kind == "heading" and document.find_heading(target.fragment) is None:
                if not document.complete:
                    continue  # it may come
                kind = "missing"
            changed = changed or kind != self._kinds.get(key, _by_address(link))
            self._kinds[key] = kind
        if changed:
            document.sign_links(self.sign_of)
            self.page.redrawn()
        self.tell_place()

    # the target in words

    @property
    def selected_link(self) -> LinkAt | None:
        """The selected link if it can be seen, else None."""
        chosen = self.page.selected
        if chosen is None:
            return None
        return next((at for at in self.page.visible_links() if (at.unit, at.number) == chosen), None)

    def link_line(self) -> str:
        """The sign of the selected link's kind and where it leads, before it is followed."""
        opened, selected = self.opened, self.selected_link
        if opened is None or selected is None:
            return ""
        link, request = selected.link, self.request
        if link.kind == "fold":
            return (
                "Enter folds it up"
                if opened.document.fold_state(selected.unit, int(link.href or 0)) == 1
                else "Enter unfolds it"
            )
        if link.kind == "table":
            return "Enter shows the whole table · ← → pan it"
        key = (link.kind, link.href)
        target = self._targets.get(key)
        if target is None:

            def arrived(found: Target) -> None:
                if request == self.request:
                    self._targets[key] = found
                    self.tell_place()

            self.read(lambda: self.session.resolve(opened, link), arrived)
            return ""
        return self.describe(target, link)

    def describe(self, target: Target, link: Link) -> str:
        """One line: a sign for the kind of target and what it is."""
        signs = self.signs
        if target.kind == "web":
            return f"{signs.web} {target.display}"
        if target.kind == "heading":
            if link.kind in {"footnote", "backref"}:
                return (
                    f"{signs.heading} note {link.text}"
                    if link.kind == "footnote"
                    else f"{signs.heading} back to the text"
                )
            heading = self.page.document.find_heading(target.fragment) if self.page.document is not None else None
            if heading is None and self.page.document is not None and self.page.document.complete:
                return f"{signs.missing} there is no heading “{target.fragment}” here"
            return f"{signs.heading} {heading.text if heading is not None else target.fragment}"
        if target.kind in {"library", "saved"} and target.path is not None:
            article = self.session.library.by_path(target.path)
            name = article.title if article is not None else target.path.name
            part = f" {signs.heading} {target.fragment.replace('-', ' ')}" if target.fragment else ""
            if target.kind == "saved":
                return f"{signs.saved} {name}{part} · saved"
            return f"{signs.local} {name}{part}"
        if target.kind == "file" and target.path is not None:
            return f"{signs.local} {target.path.name}"
        return f"{signs.missing} {target.reason or 'leads nowhere'}"


def _by_address(link: Link) -> str:
    """The kind that the form of an address tells."""
    if link.kind != "link":
        return ""
    href = link.href.strip().lower()
    if href in {"", "#"}:
        return "missing"
    return "web" if href.startswith(("http://", "https://", "mailto:")) else ""
