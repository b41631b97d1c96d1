"""From a Textual theme to the colours of the page.

Text keeps a contrast of at least 4.5:1 against its ground whatever theme is chosen: colours are moved
until they have it. Where the colours are the terminal's own nobody knows what they are: text is then
never dim nor bright black, and stands on no ground but the terminal's.
"""

from __future__ import annotations

from typing import NamedTuple

from rich.color import ColorSystem
from textual.color import Color
from textual.theme import Theme

CONTRAST = 4.5
_BRIGHT_BLACK = 8  # a dark grey, or in some palettes the ground itself


class Palette(NamedTuple):
    """The colours of the page, as opaque Textual colours."""

    text: Color
    ground: Color
    secondary: Color
    rule: Color
    heading: Color
    link: Color
    accent: Color
    missing: Color
    good: Color
    code: Color
    code_ground: Color
    cursor_ground: Color
    mark_ground: Color
    hit_ground: Color
    dark: bool
    native: bool = False  # the terminal's own colours, whatever they are


def contrast(one: Color, other: Color) -> float:
    """Contrast ratio of two opaque colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(color: Color) -> float:
    def linear(part: int) -> float:
        value = part / 255
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)


def readable(color: Color, *grounds: Color, least: float = CONTRAST) -> Color:
    """The colour, moved towards black or white just as far as every ground needs."""
    target = Color(255, 255, 255) if _luminance(grounds[0]) < 0.18 else Color(0, 0, 0)
    for step in range(21):
        moved = color.blend(target, step / 20, alpha=1.0)
        if all(contrast(moved, ground) >= least for ground in grounds):
            return moved
    return target


def palette(theme: Theme) -> Palette:
    """The page's colours from a Textual theme; what the theme leaves open is derived."""

    def of(value: str | None, fallback: Color) -> Color:
        if not value:
            return fallback
        parsed = Color.parse(value)
        return fallback if parsed.ansi is not None or parsed.a < 1 else parsed

    dark = theme.dark
    if theme.ansi:
        return _native(dark)
    ground = of(theme.background, Color.parse("#16181c" if dark else "#faf7f0"))
    text = of(theme.foreground, Color.parse("#d8d4cb" if dark else "#26241f"))
    primary = of(theme.primary, text)
    accent = of(theme.accent or theme.warning, primary)
    panel = ground.blend(text, 0.06 if dark else 0.05, alpha=1.0)
    cursor = ground.blend(primary, 0.22 if dark else 0.16, alpha=1.0)
    mark = ground.blend(accent, 0.28 if dark else 0.24, alpha=1.0)
    hit = ground.blend(accent, 0.42 if dark else 0.36, alpha=1.0)
    grounds = (ground, cursor, panel)
    text = readable(text, *grounds, mark, hit)
    return Palette(
        text=text,
        ground=ground,
        secondary=readable(text.blend(ground, 0.4, alpha=1.0), *grounds),
        rule=ground.blend(text, 0.22, alpha=1.0),
        heading=readable(primary.blend(text, 0.35, alpha=1.0), ground, cursor),
        link=readable(primary, *grounds),
        accent=readable(accent, *grounds),
        missing=readable(of(theme.error, accent), *grounds),
        good=readable(of(theme.success, primary), *grounds),
        code=readable(text.blend(accent, 0.25, alpha=1.0), *grounds),
        code_ground=panel,
        cursor_ground=cursor,
        mark_ground=mark,
        hit_ground=hit,
        dark=dark,
    )


def _native(dark: bool) -> Palette:
    """The terminal's own colours: those that are told from its ground in nearly every palette."""

    def of(name: str) -> Color:
        return Color.parse(f"ansi_{name}")

    text = of("default")
    link, accent, missing, good, heading = (
        ("cyan", "yellow", "bright_red", "green", "bright_cyan") if dark else ("blue", "magenta", "red", "blue", "blue")
    )
    return Palette(
        text=text,
        ground=text,
        secondary=of("white") if dark else text,
        rule=of("blue"),
        heading=of(heading),
        link=of(link),
        accent=of(accent),
        missing=of(missing),
        good=of(good),
        code=of(good),
        code_ground=text,
        cursor_ground=text,
        mark_ground=of("yellow"),
        hit_ground=of("cyan"),
        dark=dark,
        native=True,
    )


def in_sixteen(colors: Palette) -> Palette:
    """The palette for a terminal of 16 colours: an ink that would be its ground or bright black is that of text."""

    def number(color: Color) -> int | None:
        return color.rich_color.downgrade(ColorSystem.STANDARD).number

    if colors.native:
        return colors
    lost = {number(colors.ground), _BRIGHT_BLACK}
    pole = Color(255, 255, 255) if colors.dark else Color(0, 0, 0)
    text = pole if number(colors.text) in lost else colors.text

    def ink(color: Color) -> Color:
        return text if number(color) in lost else color

    return colors._replace(
        text=text,
        secondary=ink(colors.secondary),
        heading=ink(colors.heading),
        link=ink(colors.link),
        accent=ink(colors.accent),
        missing=ink(colors.missing),
        good=ink(colors.good),
        code=ink(colors.code),
        code_ground=colors.ground,
    )
