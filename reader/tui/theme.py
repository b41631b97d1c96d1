"""Our own themes, and from role names to styles: only here does a role of the document become a colour."""

from __future__ import annotations

from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from reader.tui.palette import Palette

NIGHT = Theme(
    name="night",
    primary="#8fb4d8",
    secondary="#a9b0ba",
    accent="#e0b060",
    foreground="#d8d4cb",
    background="#16181c",
    surface="#1c1f24",
    panel="#23272e",
    success="#9cbf7f",
    warning="#e0b060",
    error="#e08070",
    dark=True,
    variables={"border": "#3a3f47"},
)
PAPER = Theme(
    name="paper",
    primary="#1f5a8c",
    secondary="#5c5a54",
    accent="#8a5a00",
    foreground="#26241f",
    background="#faf7f0",
    surface="#f3efe5",
    panel="#ebe6d9",
    success="#3c6b2a",
    warning="#8a5a00",
    error="#a5332a",
    dark=False,
    variables={"border": "#cfc8b8"},
)
DEFAULT_DARK = NIGHT.name
DEFAULT_LIGHT = PAPER.name
NATIVE_DARK, NATIVE_LIGHT = "ansi-dark", "ansi-light"  # Textual's: the terminal's own colours


class Styles:
    """Rich styles of one palette for combinations of role names; unknown roles add nothing."""

    def __init__(self, colors: Palette, *, plain: bool = False) -> None:
        """`plain`: colours will be taken away (NO_COLOR), so that what stands out does so without them."""
        self.palette = colors
        self.base = Style(color=colors.text.rich_color, bgcolor=colors.ground.rich_color)
        self.secondary = Style(color=colors.secondary.rich_color, bgcolor=colors.ground.rich_color)
        self.rule = Style(color=colors.rule.rich_color, bgcolor=colors.ground.rich_color)
        self.accent = Style(color=colors.accent.rich_color, bgcolor=colors.ground.rich_color)
        self.cursor = Style(bgcolor=colors.cursor_ground.rich_color)
        self.panel = Style(bgcolor=colors.code_ground.rich_color)
        self.mark = Style(bgcolor=colors.mark_ground.rich_color)
        self.hit = Style(bgcolor=colors.hit_ground.rich_color)
        self.current_hit = Style(color=colors.ground.rich_color, bgcolor=colors.accent.rich_color, bold=True)
        self.selected = Style(color=colors.ground.rich_color, bgcolor=colors.link.rich_color, underline=False)
        self.selection = Style(color=colors.ground.rich_color, bgcolor=colors.text.rich_color)
        self.flash = Style(bgcolor=colors.mark_ground.rich_color)
        self.hint = Style(color=colors.ground.rich_color, bgcolor=colors.accent.rich_color, bold=True)
        self._roles = _role_styles(colors)
        if colors.native:  # grounds that are not known cannot be mixed: words on a mark have their own ink
            ink = Color.parse("ansi_black").rich_color
            self.mark = self.flash = self._roles["mark"] = Style(color=ink, bgcolor=colors.mark_ground.rich_color)
            self.hit = Style(color=ink, bgcolor=colors.hit_ground.rich_color)
        if plain or colors.native:
            turned = Style(reverse=True)
            self.current_hit = self.selected = self.selection = self.hint = turned
            self.cursor = Style(bold=True)
        if plain:
            self.hit = self.mark = self.flash = Style(underline=True)
        self._combined: dict[tuple[str, ...], Style] = {}

    def of(self, roles: tuple[str, ...]) -> Style:
        """The style of a run that carries these roles, outermost first."""
        style = self._combined.get(roles)
        if style is None:
            style = self.base
            for role in roles:
                own = self._roles.get(role)
                if own is None and role.startswith("code.token."):
                    own = self._roles.get("code.token." + role[11:12])
                if own is not None:
                    style = style + own
            self._combined[roles] = style
        return style


def _role_styles(c: Palette) -> dict[str, Style]:
    def ink(color: Color, **attributes: bool) -> Style:
        return Style(color=color.rich_color, **attributes)  # type: ignore[arg-type]  # rich types each flag apart

    code_ground = c.code_ground.rich_color
    link = ink(c.link, underline=True)
    return {
        "secondary": ink(c.secondary),
        "masthead.title": ink(c.text, bold=True),
        "masthead.byline": ink(c.secondary),
        "masthead.rule": ink(c.rule),
        "heading1": ink(c.heading, bold=True),
        "heading2": ink(c.heading, bold=True),
        "heading3": ink(c.text, bold=True),
        "heading4": ink(c.text, bold=True, italic=True),
        "heading5": ink(c.secondary, bold=True),
        "heading6": ink(c.secondary, italic=True),
        "hint": ink(c.accent, bold=True),
        "strong": Style(bold=True),
        "emphasis": Style(italic=True),
        "strike": Style(strike=True),
        "code": Style(color=c.code.rich_color, bgcolor=code_ground),
        "code.block": Style(color=c.text.rich_color, bgcolor=code_ground),
        "code.lang": Style(color=c.secondary.rich_color, bgcolor=code_ground),
        "code.token.k": ink(c.link, bold=True),
        "code.token.s": ink(c.good),
        "code.token.m": ink(c.accent),
        "code.token.c": ink(c.secondary, italic=True),
        "code.token.nf": ink(c.heading),
        "code.token.nc": ink(c.heading, bold=True),
        "code.token.nt": ink(c.link),
        "code.token.na": ink(c.accent),
        "code.token.nb": ink(c.heading),
        "code.token.gd": ink(c.missing),
        "code.token.gi": ink(c.good),
        "code.token.o": ink(c.secondary),
        "code.token.p": ink(c.secondary),
        "link": link,
        "link.web": link,
        "link.local": link,
        "link.heading": link,
        "link.missing": ink(c.missing, underline=True),
        "link.sign": ink(c.secondary),
        "link.footnote": ink(c.link),
        "link.image": ink(c.link, italic=True),
        "image": ink(c.link, italic=True),
        "picture.frame": Style(bgcolor=code_ground),
        "picture.caption": ink(c.secondary, italic=True),
        "quote": ink(c.text, italic=False),
        "quote.bar": ink(c.rule),
        "list.bullet": ink(c.accent),
        "list.number": ink(c.accent),
        "task.done": ink(c.good),
        "task.open": ink(c.accent),
        "rule": ink(c.rule),
        "table.rule": ink(c.rule),
        "table.head": ink(c.heading, bold=True),
        "mark": Style(bgcolor=c.mark_ground.rich_color),
        "kbd": Style(color=c.text.rich_color, bgcolor=code_ground, bold=True),
        "sub": ink(c.secondary),
        "sup": ink(c.secondary),
        "html": ink(c.secondary),
        "footnote.number": ink(c.accent),
        "alert.note": ink(c.link, bold=True),
        "alert.tip": ink(c.good, bold=True),
        "alert.important": ink(c.heading, bold=True),
        "alert.warning": ink(c.accent, bold=True),
        "alert.caution": ink(c.missing, bold=True),
        "source": ink(c.secondary),
        "quiet": ink(c.secondary),
    }
