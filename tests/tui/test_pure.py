"""The parts of the TUI that are plain functions."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from reader.document import Line, Run
from reader.sanitise import UNSAFE, sanitise
from reader.tui import dates
from reader.tui.egress import EgressFilter
from reader.tui.fit import cut, cut_inside, pad, strip_of
from reader.tui.hints import labels
from reader.tui.overlay import Overlay, cells_of_labels, paint
from reader.tui.palette import CONTRAST, contrast, in_sixteen, palette
from reader.tui.theme import NIGHT, PAPER, Styles
from reader.tui.undo import Deed, UndoStack

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40).map(sanitise)


@given(TEXT, st.integers(0, 30))
def test_cut_inside_keeps_to_the_width_and_keeps_both_ends(text: str, width: int) -> None:
    shown = cut_inside(text, width)
    assert cell_len(shown) <= width
    if cell_len(text) <= width:
        assert shown == text
    elif width >= 16:
        head, sign, tail = shown.rpartition("…")
        assert sign and text.startswith(head) and text.endswith(tail) and tail


def test_an_error_keeps_its_reason() -> None:
    message = "Can't read /a/very/long/path/that/leads/somewhere/deep/down/wall.md: you may not read it."
    assert cut_inside(message, 60).endswith("wall.md: you may not read it.")


@given(TEXT, st.integers(0, 30))
def test_cut_and_pad_keep_to_the_width(text: str, width: int) -> None:
    assert cell_len(cut(text, width)) <= width
    assert cell_len(pad(text, width)) == width


@given(st.lists(TEXT, max_size=5), st.integers(0, 40))
def test_a_strip_has_exactly_its_width(texts: list[str], width: int) -> None:
    strip = strip_of([(text, Style.null()) for text in texts], width, Style.null())
    assert sum(cell_len(segment.text) for segment in strip) == width


@given(st.integers(1, 900))
def test_hint_labels(count: int) -> None:
    made = labels(count)
    assert len(set(made)) == count
    assert len({len(label) for label in made}) == 1


@given(st.text(max_size=40))
def test_nothing_unsafe_leaves(text: str) -> None:
    out = EgressFilter().apply([Segment("ok"), Segment(text)], Color(0, 0, 0))
    assert len(out) == 2
    for segment in out:
        assert UNSAFE.search(segment.text) is None and "\n" not in segment.text and "\t" not in segment.text


def test_safe_segments_pass_untouched() -> None:
    segments = [Segment("Größe 日本 👩‍👩‍👧")]
    assert EgressFilter().apply(segments, Color(0, 0, 0)) is segments


def test_a_flag_of_tags_leaves_whole() -> None:
    flag = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
    out = EgressFilter().apply([Segment(f"a {flag}"), Segment("\U000e0067\U000e007f\x1b")], Color(0, 0, 0))
    assert [segment.text for segment in out] == [f"a {flag}", "\ufffd\ufffd\u241b"]


ALL = [NIGHT, PAPER, *BUILTIN_THEMES.values()]
PAINTED = [theme for theme in ALL if not theme.ansi]
NATIVE = [theme for theme in ALL if theme.ansi]
INKS = ("text", "secondary", "link", "accent", "missing", "good", "code", "heading")


@pytest.mark.parametrize("theme", PAINTED, ids=lambda theme: theme.name)
def test_text_can_be_read_in_every_theme(theme) -> None:
    colors = palette(theme)
    inks = [colors.text, colors.secondary, colors.link, colors.accent, colors.missing, colors.good, colors.code]
    for ink in [*inks, colors.heading]:
        for ground in (colors.ground, colors.cursor_ground):
            assert contrast(ink, ground) >= CONTRAST
    for ground in (colors.code_ground, colors.mark_ground, colors.hit_ground):
        assert contrast(colors.text, ground) >= CONTRAST
    for ink in (colors.secondary, colors.link, colors.accent, colors.good):
        assert contrast(ink, colors.code_ground) >= CONTRAST


@pytest.mark.parametrize("theme", NATIVE, ids=lambda theme: theme.name)
def test_the_terminals_own_colours_are_neither_dim_nor_bright_black(theme) -> None:
    colors = palette(theme)
    assert colors.ground.rich_color.is_default and colors.text.rich_color.is_default
    styles = Styles(colors)
    drawn = [styles.base, styles.secondary, styles.accent, styles.hit, styles.mark, styles.hint, styles.selected]
    drawn += [styles.of((role,)) for role in styles._roles]
    for style in drawn:
        for color in (style.color, style.bgcolor):
            assert color is None or color.is_default or (color.number is not None and color.number < 16)
        assert style.color is None or style.color.number != 8
        assert not style.dim


@pytest.mark.parametrize("theme", ALL, ids=lambda theme: theme.name)
def test_text_can_be_read_in_sixteen_colours(theme) -> None:
    colors = in_sixteen(palette(theme))
    ground = colors.ground.rich_color.downgrade(ColorSystem.STANDARD)
    for name in INKS:
        ink = getattr(colors, name).rich_color.downgrade(ColorSystem.STANDARD)
        assert ink.number != 8, name
        assert ink.is_default or ink.number != ground.number, name


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast(Color(0, 0, 0), Color(255, 255, 255)) == pytest.approx(21)
    assert contrast(Color(119, 119, 119), Color(255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@given(st.text(min_size=1, max_size=20).map(sanitise), st.integers(0, 25), st.integers(0, 25))
def test_overlays_keep_the_text_and_its_width(text: str, start: int, end: int) -> None:
    run = Run(text, ("strong",), 0, -1)
    styles = Styles(palette(NIGHT))
    plain = paint([run], styles, -1, [])
    over = paint([run], styles, -1, [Overlay(start, end, styles.hit)], 3)
    assert all(segment.style.meta["offset"][1] == 3 for segment in over)
    assert "".join(segment.text for segment in plain) == "".join(segment.text for segment in over) == text


@pytest.mark.parametrize(
    ("labels", "shown"),
    [
        ([(4, "a")], "a 1. One. Two"),  # at the beginning of a line: in the gutter, its bullet stays
        ([(9, "s")], "  1. One.sTwo"),
        ([(4, "as"), (9, "ad")], "as1. OneadTwo"),
        ([(8, "s"), (9, "a")], "  1. OnesaTwo"),
        ([(4, "a"), (4, "s")], "as1. One. Two"),  # a link in a link
        ([(40, "a")], "  1. One. Twa"),
    ],
)
def test_hint_letters_stand_before_the_words_they_belong_to(labels: list[tuple[int, str]], shown: str) -> None:
    line = Line((Run("1. ", ("list.number",), -1, -1), Run("One. Two", (), 4, -1)), 11)
    cells = list("  1. One. Two")
    for at, label in cells_of_labels(line, 2, labels):
        cells[at : at + len(label)] = label
    assert "".join(cells) == shown


@pytest.mark.parametrize(
    ("iso", "short", "full"),
    [
        ("2021-03-09", "2021", "9 Mar 2021"),
        ("2026-03-09T10:00:00", "9 Mar", "9 Mar 2026"),
        ("2026-03", "2026", "Mar 2026"),
        ("nonsense", "", ""),
        (None, "", ""),
        ("2026-13-40", "2026", "2026"),
    ],
)
def test_dates(iso: str | None, short: str, full: str) -> None:
    assert dates.short(iso, 2026) == short
    assert dates.full(iso) == full


def test_undo_and_redo() -> None:
    log: list[str] = []
    stack = UndoStack()
    for name in "ab":
        stack.push(Deed(name, lambda name=name: log.append("-" + name), lambda name=name: log.append("+" + name)))
    assert [stack.undo().name, stack.undo().name] == ["b", "a"]  # type: ignore[union-attr]
    assert stack.undo() is None
    stack.redo()
    stack.push(Deed("c", lambda: log.append("-c"), lambda: None))
    assert stack.redo() is None
    stack.undo()
    assert log == ["-b", "-a", "+a", "-c"]


def test_a_list_is_shown_without_the_parser() -> None:
    """What a start must not pay for: the parser of Markdown, highlighting, pictures."""
    code = "import sys, reader.tui.app; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"markdown_it", "pygments", "PIL", "yaml", "reader.document.document"}.intersection(loaded)


def test_what_is_cut_has_one_sign_that_looks_as_what_it_stands_behind() -> None:
    plain, lit = Style(bold=True), Style(reverse=True)
    assert strip_of([("and so…", plain), ("the end", lit)], 8, plain).text == "and so… "
    assert strip_of([("and so… on and on", plain)], 8, plain).text == "and so… "
    (_, sign, *_) = strip_of([("and so", plain), ("the end", lit)], 7, plain)
    assert (sign.text, sign.style) == ("…", plain)
