"""Hostile titles, names and texts on every surface: nothing unsafe in any strip, no crash, nothing acts."""

import os
from itertools import zip_longest
from pathlib import Path

import pytest

from reader.reading import Launch
from reader.sanitise import UNSAFE
from tests.tui.desk import Desk

MARKUP = [
    "[/foo]", "[@click=app.quit]quit[/]", "[@click='screen.leave']x", "[red]red[/red", "[link=https://x.example]y[/link]",
    "[[[[", "]]]]", "\\[", "[bold", "[/]", "[#fff on]", "{nothing}", "%s %(x)s", "$background", ":smile:", "&amp;&#27;",
]  # fmt: skip
CONTROLS = [
    "\x1b]2;title\x07", "\x1b[2J", "\x9b31m", "\x90q\x9c", "\x07\x08\x0b\x0c", "\x7f", "\u202egnirts", "\u2066x\u2069",
    "\u200d\u200d中", "A\u200d" * 40, "e" + "\u0301" * 60, "\U000e0041\U000e0042", "\u2028\u2029",
    "\ufff9a\ufffab\ufffb", "\u200f\u05d0\u05d1", "👩‍👩‍👧‍👦🏴‍☠️", "日本語のとても長い題名" * 6,
]  # fmt: skip
NASTY = MARKUP + CONTROLS


def unsafe(desk: Desk) -> list[str]:
    """Rows of the screen that hold what must not leave, before and behind the last filter."""
    rows = list(desk.lines())
    for widget in desk.app.screen.walk_children():
        if widget.size.height and not widget.children:
            rows += desk.drawn(widget)
    return [row for row in rows if UNSAFE.search(row) or "\n" in row or "\t" in row or "\r" in row]


def safe(desk: Desk, where: str) -> None:
    assert unsafe(desk) == [], where
    width = desk.app.size.width
    for strip in desk.app.screen._compositor.render_strips():
        assert strip.cell_length == width, where
    for strip in desk.app.screen._compositor.render_strips():
        for segment in strip:
            link = segment.style.link if segment.style else None
            assert link is None or all(0x21 <= ord(letter) <= 0x7E for letter in link), (where, link)


def document(nasty: str) -> str:
    """The string in every part of an article: meta, title, headings, text, code, table, links, notes."""
    quoted = nasty.replace("\\", "\\\\").replace('"', '\\"')
    quoted = "".join(letter if letter.isprintable() else f"\\U{ord(letter):08x}" for letter in quoted)
    flat = nasty.replace("\n", " ")
    return f"""---
title: "{quoted}"
author: "{quoted}"
tags: ["{quoted}"]
source: "https://{quoted}.example/"
date: "{quoted}"
---

# {flat}

{flat} and *{flat}* and `{flat}` and [{flat}](<{flat}>) and ![{flat}](x.png "{flat}") and <b>{flat}</b>.

## {flat}

- {flat}
- [ ] {flat}

> {flat}

| {flat} | b |
| --- | --- |
| {flat} | {flat} |

```{flat}
{flat}
```

<p title="{flat}">{flat}</p>

[ref]: <{flat}> "{flat}"
[^1]: {flat}

See [ref] and note[^1] and <https://a.example/%1b%5d2;x%1b%5c%C2%9b%E2%80%AE> and &#27;&#x9b;&#x202e;&#xd800;&#0;
"""


async def every_surface(desk: Desk) -> None:
    """Look at the list, the page and all that can be opened over them."""
    safe(desk, "list")
    await desk.press("enter")
    await desk.until(lambda: desk.title is not None)
    await desk.rest()
    safe(desk, "page")
    for key in ("tab", "tab", "m", "space", "G", "g"):
        await desk.press(key)
        safe(desk, f"page after {key}")
    for key in ("t", "F", "B", "'", "W", "i", "y", "f", "M", "v"):
        await desk.press(key)
        safe(desk, f"dialog {key}")
        await desk.press("escape")
        if desk.has_dialog:
            await desk.press("escape")
    await desk.press("H", "h", "s", "a", "U", "R")
    safe(desk, "messages")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_hostile_strings_on_every_surface(tmp_path: Path, size: tuple[int, int]) -> None:
    """Two strings in an article, one of each kind, for each look at all surfaces is long."""
    pairs = list(zip_longest(MARKUP, CONTROLS, fillvalue="plain"))
    files = {f"{number:03}.md": document(" ".join(pair)) for number, pair in enumerate(pairs)}
    async with Desk(tmp_path, files, size=size) as desk:
        safe(desk, "the whole list")
        await desk.press("G")
        safe(desk, "its end")
        for number in range(0, len(pairs), 1 if size[0] == 80 else 4):
            await desk.press("g")
            await desk.hurry(*"j" * number)
            await every_surface(desk)
            assert not desk.left, pairs[number]
        await desk.press("B", "G")
        safe(desk, "all marks")


async def test_a_title_that_is_markup_is_shown_as_it_is_and_does_not_act(tmp_path: Path) -> None:
    files = {f"{n}.md": f"---\ntitle: {title!r}\n---\n\nText.\n" for n, title in enumerate(MARKUP[:5])}
    async with Desk(tmp_path, files) as desk:
        for title in ("[/foo]", "[@click=app.quit]quit[/]", "[red]red[/red"):
            assert title in desk.text()
        for y in range(5):
            await desk.pilot.click("#articles", offset=(10, y))
            assert not desk.left


NAMES = [
    b"\x1b]2;x\x07.md", b"new\nline.md", b"-rf.md", b"caf\xe9.md", b"\xff\xfe.md", "\u202egnp.md".encode(), b"[foo].md",
    b"[@click=app.quit].md", "e\u0301.md".encode(), "\u00e9.md".encode(), b"a%20b#c?.md", b"\xc2\x9b31m.md", b" .md",
]  # fmt: skip


async def test_hostile_file_names_are_listed_read_and_marked(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    for name in NAMES:
        with open(os.path.join(os.fsencode(folder), name), "wb") as file:
            file.write(b"Some words without a title stand here.\n")
    async with Desk(tmp_path) as desk:
        assert desk.desk.list.count == len(NAMES)
        for number in range(len(NAMES)):
            await desk.press("g")
            await desk.hurry(*"j" * number)
            safe(desk, "list")
            await desk.press("enter")
            await desk.until(lambda: desk.title is not None)
            await desk.rest()
            assert "Some words" in desk.text()
            await desk.press("m")
            await desk.says("Bookmarked")
            safe(desk, "page")
            await desk.press("i")
            safe(desk, "about")
            await desk.press("escape", "h")
        await desk.press("B")
        safe(desk, "marks")
        assert len(desk.dialog.rows.items) == len(NAMES)


async def test_a_hostile_name_of_the_library_itself(tmp_path: Path) -> None:
    for name in ("\x1b]2;x\x07", "[@click=app.quit]", "\u202egnp", "a\nb"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "a.md").write_text("# A\n\nText.\n")
        async with Desk(tmp_path, launch=Launch((folder,)), index=f"{len(name)}.db") as desk:
            safe(desk, name)
            await desk.press("enter", "i")
            safe(desk, name)


async def test_a_clipboard_takes_only_what_is_safe(tmp_path: Path) -> None:
    """What `y` copies is what was shown: pasted into a shell it commands nothing."""
    async with Desk(tmp_path, {"a.md": "# A\n\nFirst \x1b[201~; rm -rf ~ \x9b and \u202emore.\n"}) as desk:
        await desk.press("enter")
        await desk.until(lambda: desk.title == "A")
        await desk.press("y", "q")
        copied = desk.app.clipboard
        assert copied.startswith("First") and UNSAFE.search(copied) is None


async def test_what_is_typed_and_pasted_is_safe_too(tmp_path: Path) -> None:
    from textual import events

    async with Desk(tmp_path, {"a.md": "# A\n\nText.\n"}) as desk:
        await desk.press("/")
        desk.app.post_message(events.Paste("\x1b]2;x\x07\u202ezzz [/foo]"))
        await desk.rest()
        await desk.sees("zzz")
        safe(desk, "prompt and empty list")
        await desk.press("enter")
        safe(desk, "message")
        await desk.press("escape", "escape", "enter")
        await desk.press("/")
        desk.app.post_message(events.Paste("\x1b[2J\u202eqqq [/foo]"))
        await desk.rest()
        await desk.press("enter")
        safe(desk, "message of find")


async def test_messages_are_kept_to_one_safe_line(tmp_path: Path) -> None:
    async with Desk(tmp_path, {"a.md": "# A\n\nText.\n"}) as desk:
        for nasty in NASTY:
            desk.desk.say(f"before {nasty}\nafter\t{nasty}")
            await desk.rest()
            safe(desk, nasty)


async def test_raw_c1_in_a_windows_encoded_file_is_no_control(tmp_path: Path) -> None:
    files = {"a.md": b"# A\n\n\x9b31m caf\xe9 \x93quoted\x94\n", "b.md": "# B\n\nÿ".encode("utf-16")}
    async with Desk(tmp_path, files) as desk:
        for title in ("A", "B"):
            await desk.read(title)
            safe(desk, title)
            await desk.press("h")
