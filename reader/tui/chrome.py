"""Help, command palette, themes, history, width, about: what stands around the reading."""

from __future__ import annotations

from reader import paths
from reader.article import Article
from reader.reading import Step
from reader.tui import dates
from reader.tui.commands import TITLES, Command, Where, keys_of
from reader.tui.fit import pad
from reader.tui.item import Item, Offer
from reader.tui.jumping import At
from reader.tui.measure import MEASURE, NARROWEST, WIDEST
from reader.tui.searching import Searching
from reader.tui.theme import DEFAULT_DARK, DEFAULT_LIGHT, NATIVE_DARK, NATIVE_LIGHT


def help_items(commands: tuple[Command, ...]) -> list[Item]:
    """All keys, grouped by where they hold."""
    items = []
    for where, heading in TITLES.items():
        items.append(Item(heading, None, strong=True))
        items += [
            Item(f"  {pad(keys_of(command), 26)}{command.title}", command, search=command.id)
            for command in commands
            if command.where is where and command.keys
        ]
        items.append(Item("", None))
    return items[:-1]


def palette_items(commands: tuple[Command, ...], where: Where) -> list[Item]:
    """What can be done here, by name; `:q` finds Quit, as hands expect."""
    order = (where, Where.ANYWHERE, Where.MOVES)
    items = [
        Item(command.title, command, facts=keys_of(command), search=command.id)
        for place in order
        for command in commands
        if command.where is place and command.id not in {"palette", "escape"}
    ]
    return sorted(items, key=lambda item: item.search == "quit")


class Chrome(Searching):
    """The part of the main screen that helps, colours and remembers where one was."""

    commands: tuple[Command, ...]

    def action_help(self) -> None:
        self.pick(
            "Keys",
            help_items(self.commands),
            self.run_command,
            hint="Enter does it · / filters · Esc closes · : finds a command by its name",
        )

    def action_palette(self) -> None:
        where = Where.ARTICLE if self.is_reading else Where.LIST
        self.pick("Commands", palette_items(self.commands, where), self.run_command, typing=True, hint="")

    def run_command(self, value: object) -> None:
        """Do what a command of the table says."""
        if not isinstance(value, Command) or value.where is Where.DIALOG:
            return
        pane = self.page if self.is_reading else self.list
        self.set_focus(pane)
        namespace = pane if value.where is Where.MOVES else self
        self.call_later(self.run_action_of, value.action, namespace)

    async def run_action_of(self, action: str, namespace: object) -> None:
        """Run an action string on a widget of ours."""
        await self.app.run_action(action, default_namespace=namespace)  # type: ignore[arg-type]  # a DOM node, always

    # themes

    def action_theme(self) -> None:
        names = self.theme_names()
        before = self.app.theme

        def chose(value: object) -> None:
            if isinstance(value, str):
                self.app.theme = value
                self.write(lambda: self.session.remember("theme", value))
            else:
                self.app.theme = before

        def show(item: Item) -> None:
            self.app.theme = str(item.value)

        native = {NATIVE_DARK: "the terminal's own", NATIVE_LIGHT: "the same, on white"}
        items = [Item(name, name, facts=native.get(name, "")) for name in names]
        cursor = names.index(before) if before in names else 0
        self.pick(
            "Theme",
            items,
            chose,
            side=True,
            cursor=cursor,
            offer=Offer(highlight=show),
            hint="Enter keeps · Esc goes back",
        )

    def theme_names(self) -> list[str]:
        """Our own themes first and the terminal's own colours, then those of the library underneath."""
        own = [DEFAULT_DARK, DEFAULT_LIGHT, NATIVE_DARK, NATIVE_LIGHT]
        return own + sorted(set(self.app.available_themes).difference(own))

    # width and density

    def action_width(self, delta: int) -> None:
        page = self.page
        if delta > 0 and page.text_width < page.measure:
            self.say(f"{page.text_width} characters wide: there is room for no more")  # what is kept stays as it is
            return
        measure = MEASURE if delta == 0 else max(NARROWEST, min(WIDEST, page.text_width + delta))
        page.measure = measure
        page.relayout()
        self.say(f"{page.text_width} characters wide · = resets")
        self.write(lambda: self.session.remember("width", str(measure)))

    def action_density(self) -> None:
        compact = not self.page.compact
        self.page.set_compact(compact)
        self.say("Compact: fewer blank lines" if compact else "Comfortable: more room between blocks")
        self.write(lambda: self.session.remember("density", "compact" if compact else ""))

    def action_zoom(self) -> None:
        self.zoomed = not self.zoomed
        self.set_up_panes()

    def action_pan(self, delta: int) -> None:
        if self.page.pan_by(delta):
            self.tell_place()
        elif not self.page.overflow:
            self.say("Nothing on the screen is cut: there is nothing to pan")

    # history and facts

    def action_history(self) -> None:
        def arrived(steps: list[Step]) -> None:
            items = [Item(step.title or step.path.name, step, facts=dates.full(step.visited)) for step in steps]
            self.pick("History", items, self._chose_step, empty="Nothing has been read yet.")

        self.fetch(self.session.visits, arrived)

    def _chose_step(self, value: object) -> None:
        if isinstance(value, Step):
            self.open_path(value.path, At(step=value))

    def action_about(self) -> None:
        opened = self.opened
        if opened is None:
            return

        def facts() -> tuple[list[tuple[str, str]], list[Article], list[Article]]:
            copies = self.session.library.copies(opened.article.path)
            return self.session.about(opened), self.session.backlinks(opened.article), copies

        def arrived(found: tuple[list[tuple[str, str]], list[Article], list[Article]]) -> None:
            told, linked, copies = found
            items = [Item(f"{name:<12}{value}", value) for name, value in told if name != "Linked from"]
            items += [
                Item(f"{'' if at else 'Also as':<12}{paths.display(article.path)}", article)
                for at, article in enumerate(copies)
            ]
            items += [
                Item(f"{'' if at else 'Linked from':<12}{article.title}", article) for at, article in enumerate(linked)
            ]
            leads = " · Enter opens an article that links here" if linked else " · Enter opens another copy"
            self.pick(
                "About this article",
                items,
                self._chose_fact,
                offer=Offer(copy=lambda item: item.value.title if isinstance(item.value, Article) else str(item.value)),
                hint=f"y copies{leads if linked or copies else ''} · Esc closes",
            )

        self.save_place()
        # in the writer, behind the place that was just saved: the facts are those of now
        self.fetch(facts, arrived, behind_writes=True)

    def _chose_fact(self, value: object) -> None:
        if isinstance(value, Article):
            self.open_path(value.path)
