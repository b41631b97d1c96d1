"""The one table of commands: keys, help, status line, command palette and README come from it.

A command has an id that the configuration can give other keys, the place where it holds and the
action it runs. Holds no behaviour and draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from reader.errors import UsageError


class Where(StrEnum):
    """The places in which a key means something."""

    ANYWHERE = "anywhere"
    MOVES = "moves"
    LIST = "list"
    ARTICLE = "article"
    DIALOG = "dialog"


class Command(NamedTuple):
    """One thing a person can ask for.

    `keys` are Textual's key names; `action` is the name of an action method without `action_`.
    """

    id: str
    where: Where
    keys: tuple[str, ...]
    action: str
    title: str


# Ctrl+I, Ctrl+M and Ctrl+H are Tab, Enter and Backspace on a terminal and never stand here.
COMMANDS: tuple[Command, ...] = (
    Command("help", Where.ANYWHERE, ("question_mark",), "help", "Help: all keys"),
    Command("palette", Where.ANYWHERE, ("colon", "ctrl+p"), "palette", "Command palette"),
    Command("search", Where.ANYWHERE, ("S",), "search", "Search the texts"),
    Command("marks", Where.ANYWHERE, ("B",), "all_marks", "All bookmarks"),
    Command("history", Where.ANYWHERE, ("W",), "history", "History"),
    Command("theme", Where.ANYWHERE, ("T",), "theme", "Theme, with live preview"),
    Command("undo", Where.ANYWHERE, ("U",), "undo", "Undo"),
    Command("redo", Where.ANYWHERE, ("ctrl+r",), "redo", "Redo"),
    Command("density", Where.ANYWHERE, (), "density", "Density: compact, or comfortable again"),
    Command("redraw", Where.ANYWHERE, ("ctrl+l",), "redraw", "Redraw the screen"),
    Command("suspend", Where.ANYWHERE, ("ctrl+z",), "app.suspend_process", "Suspend to the shell"),
    Command("escape", Where.ANYWHERE, ("escape",), "escape", "Close a dialog, typing, a selection or find marks"),
    Command("leave", Where.ANYWHERE, ("q",), "leave", "Leave: article, list, out"),
    Command("resume", Where.ANYWHERE, ("Q",), "quit_and_resume", "Quit, and resume here next time"),
    Command("quit", Where.ANYWHERE, (), "quit", "Quit"),
    Command("down", Where.MOVES, ("j", "down"), "move(1)", "Down"),
    Command("up", Where.MOVES, ("k", "up"), "move(-1)", "Up"),
    Command("page-down", Where.MOVES, ("space", "pagedown", "ctrl+f"), "page(1)", "Page down"),
    Command("page-up", Where.MOVES, ("b", "pageup", "ctrl+b"), "page(-1)", "Page up"),
    Command("half-down", Where.MOVES, ("d", "ctrl+d"), "page(0.5)", "Half a page down"),
    Command("half-up", Where.MOVES, ("u", "ctrl+u"), "page(-0.5)", "Half a page up"),
    Command("top", Where.MOVES, ("g", "home"), "top", "Top"),
    Command("bottom", Where.MOVES, ("G", "end"), "bottom", "Bottom"),
    Command("open", Where.LIST, ("enter", "l"), "open", "Read the article"),
    Command("filter", Where.LIST, ("slash",), "filter", "Filter the list"),
    Command("view-library", Where.LIST, ("1",), "view('library')", "View: Library"),
    Command("view-unread", Where.LIST, ("2",), "view('unread')", "View: Unread"),
    Command("view-reading", Where.LIST, ("3",), "view('reading')", "View: Reading"),
    Command("view-starred", Where.LIST, ("4",), "view('starred')", "View: Starred"),
    Command("view-short", Where.LIST, ("5",), "view('short')", "View: Short, ten minutes at most"),
    Command("view-archive", Where.LIST, ("6",), "view('archive')", "View: Archive"),
    Command("view-finished", Where.LIST, ("7",), "view('finished')", "View: Finished"),
    Command("view-marked", Where.LIST, ("8",), "view('marked')", "View: Marked, with bookmarks or highlights"),
    Command("saved", Where.LIST, ("9",), "saved", "The first saved search"),
    Command("views", Where.LIST, ("0",), "views", "All views and saved searches, with how many articles each has"),
    Command("narrow", Where.LIST, ("F",), "narrow", "Narrow the list by tag, site, author, folder or language"),
    Command("mark-row", Where.LIST, ("v",), "mark_row", "Mark the row: s a R act on all that are marked"),
    Command("mark-range", Where.LIST, ("V",), "mark_range", "Mark the rows from the last marked one to here"),
    Command("mark-all", Where.LIST, ("A",), "mark_all", "Mark all rows of the list, or none"),
    Command("sort", Where.LIST, ("O",), "sort", "Sort the list, and group it"),
    Command("list-star", Where.LIST, ("s",), "star", "Star or unstar"),
    Command("list-archive", Where.LIST, ("a",), "archive", "Archive or bring back"),
    Command("list-read", Where.LIST, ("R",), "toggle_read", "Mark as read or unread"),
    Command("list-outside", Where.LIST, ("o",), "outside", "Open the original in the browser"),
    Command("list-edit", Where.LIST, ("e",), "edit", "Edit the file in your editor"),
    Command("rescan", Where.LIST, ("r",), "rescan", "Look for new, changed and deleted files"),
    Command("unreadable", Where.LIST, (), "unreadable", "List the files and folders that could not be read"),
    Command(
        "previous-heading",
        Where.ARTICLE,
        ("left_parenthesis", "left_square_bracket"),
        "heading(-1)",
        "Previous heading",
    ),
    Command("next-heading", Where.ARTICLE, ("right_parenthesis", "right_square_bracket"), "heading(1)", "Next heading"),
    Command("outline", Where.ARTICLE, ("t",), "outline", "Outline"),
    Command("next-link", Where.ARTICLE, ("tab",), "link(1)", "Select the next link"),
    Command("previous-link", Where.ARTICLE, ("shift+tab",), "link(-1)", "Select the previous link"),
    Command("follow", Where.ARTICLE, ("enter",), "follow", "Follow the link; open a fold or a wide table"),
    Command("hints", Where.ARTICLE, ("f",), "hints", "Follow a link by hint letters"),
    Command("links", Where.ARTICLE, ("F",), "links", "List of links"),
    Command("peek", Where.ARTICLE, ("p",), "peek", "Peek where the selected link leads"),
    Command("back", Where.ARTICLE, ("H", "backspace", "ctrl+o", "alt+left"), "back", "Back"),
    Command("forward", Where.ARTICLE, ("L", "alt+right"), "forward", "Forward"),
    Command("outside", Where.ARTICLE, ("o",), "outside", "Open the link, else the original, in the browser"),
    Command("find", Where.ARTICLE, ("slash",), "find", "Find in the article"),
    Command("next-hit", Where.ARTICLE, ("n",), "hit(1)", "Next hit"),
    Command("previous-hit", Where.ARTICLE, ("N",), "hit(-1)", "Previous hit"),
    Command("bookmark", Where.ARTICLE, ("m",), "bookmark", "Bookmark the reading passage, again removes it"),
    Command("bookmark-another", Where.ARTICLE, ("M",), "bookmark_another", "Bookmark another passage by hint letter"),
    Command("article-marks", Where.ARTICLE, ("apostrophe", "semicolon"), "article_marks", "Bookmarks of this article"),
    Command("select", Where.ARTICLE, ("v",), "select", "Select text: highlight, copy, note"),
    Command("copy", Where.ARTICLE, ("y",), "copy", "Copy link, quote, code, section, article or address"),
    Command("about", Where.ARTICLE, ("i",), "about", "About the article"),
    Command("star", Where.ARTICLE, ("s",), "star", "Star or unstar"),
    Command("archive", Where.ARTICLE, ("a",), "archive", "Archive or bring back"),
    Command("read", Where.ARTICLE, ("R",), "toggle_read", "Mark as read or unread"),
    Command("next-article", Where.ARTICLE, ("J",), "neighbour(1)", "Next article"),
    Command("previous-article", Where.ARTICLE, ("K",), "neighbour(-1)", "Previous article"),
    Command("wider", Where.ARTICLE, ("plus",), "width(4)", "Width: wider text"),
    Command("narrower", Where.ARTICLE, ("minus",), "width(-4)", "Width: narrower text"),
    Command("width-reset", Where.ARTICLE, ("equals_sign",), "width(0)", "Width: the usual one"),
    Command("zoom", Where.ARTICLE, ("z",), "zoom", "Hide or show the list"),
    Command("edit", Where.ARTICLE, ("e",), "edit", "Edit the file in your editor"),
    Command("reload", Where.ARTICLE, ("r",), "reload", "Read the file again"),
    Command("pan-left", Where.ARTICLE, ("left",), "pan(-8)", "Pan a wide table or code to the left"),
    Command("pan-right", Where.ARTICLE, ("right",), "pan(8)", "Pan a wide table or code to the right"),
    Command("to-list", Where.ARTICLE, ("h",), "to_list", "To the list"),
    Command("dialog-filter", Where.DIALOG, ("slash",), "filter", "Filter"),
    Command("dialog-choose", Where.DIALOG, ("enter",), "choose", "Choose"),
    Command("dialog-note", Where.DIALOG, ("e",), "note", "Write a note"),
    Command("dialog-confirm", Where.DIALOG, ("c",), "confirm", "Confirm a bookmark that is only probably there"),
    Command("dialog-delete", Where.DIALOG, ("x",), "delete", "Delete, U undoes"),
    Command("dialog-save", Where.DIALOG, ("s",), "save", "Save the search"),
    Command("dialog-copy", Where.DIALOG, ("y",), "copy", "Copy"),
    Command("dialog-outside", Where.DIALOG, ("o",), "outside", "Open in the browser"),
    Command("dialog-records", Where.DIALOG, ("r",), "records", "A table as records, and back"),
    Command("dialog-close", Where.DIALOG, ("q",), "escape", "Close"),
)

_NAMES = {
    "question_mark": "?",
    "colon": ":",
    "slash": "/",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "apostrophe": "'",
    "semicolon": ";",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "space": "Space",
    "escape": "Esc",
    "enter": "Enter",
    "tab": "Tab",
    "backspace": "Backspace",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
}
_RESERVED = frozenset({"ctrl+i", "ctrl+m", "ctrl+h"})


def key_name(key: str) -> str:
    """A key as a person reads it: `ctrl+p` is `Ctrl+P`, `question_mark` is `?`."""
    *modifiers, last = key.split("+") if key != "+" else ["+"]
    name = _NAMES.get(last, last.upper() if modifiers else last)
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])


def keys_of(command: Command) -> str:
    """All keys of a command as a person reads them."""
    return " ".join(key_name(key) for key in command.keys)


def normal_keys(keys: Iterable[str]) -> list[str]:
    """Keys as Textual names them: what stands in help (`?`, `Space`, `Ctrl+P`) means the same here."""
    named = {name.casefold(): key for key, name in _NAMES.items()}
    normal = []
    for key in keys:
        *modifiers, last = key.split("+") if len(key) > 1 and not key.endswith("+") else [key]
        if len(last) > 1 or last in named:
            last = named.get(last.casefold(), last)
        elif modifiers:
            last = last.lower()
        normal.append("+".join([*(modifier.lower() for modifier in modifiers), last]))
    return normal


def by_id(commands: Iterable[Command] = COMMANDS) -> dict[str, Command]:
    """The commands by their id."""
    return {command.id: command for command in commands}


def rebind(keys: Mapping[str, str | list[str]], commands: tuple[Command, ...] = COMMANDS) -> tuple[Command, ...]:
    """The table with other keys for some ids, as the configuration gives them.

    Raises UsageError in one line for an unknown id, a reserved key, or keys that clash in one place.
    """
    known = by_id(commands)
    for name in keys:
        if name not in known:
            raise UsageError(f"config: there is no command {name!r}; `?` in the program lists them")
    changed = []
    for command in commands:
        wanted = keys.get(command.id)
        if wanted is not None:
            names = tuple(normal_keys([wanted] if isinstance(wanted, str) else wanted))
            for key in names:
                if key in _RESERVED:
                    raise UsageError(
                        f"config: {key_name(key)} is Tab, Enter or Backspace on a terminal; use another key"
                    )
            changed.append(command._replace(keys=names))
        else:
            changed.append(command)
    clash = first_clash(changed)
    if clash:
        one, other, key = clash
        raise UsageError(f"config: {key_name(key)} is both {one.id!r} and {other.id!r}; give one of them another key")
    return tuple(changed)


def first_clash(commands: Iterable[Command]) -> tuple[Command, Command, str] | None:
    """Two commands with one key where both hold, if there are any."""
    seen: dict[tuple[Where, str], Command] = {}
    rows = list(commands)
    panes = (Where.LIST, Where.ARTICLE, Where.DIALOG)
    for command in rows:
        everywhere = command.where in (Where.ANYWHERE, Where.MOVES)
        places = panes if everywhere else (command.where,)
        # in a dialog `q` closes it: the dialog's own keys go before those that hold anywhere
        for place in places:
            if place is Where.DIALOG and command.where is Where.ANYWHERE:
                continue
            for key in command.keys:
                other = seen.setdefault((place, key), command)
                if other is not command:
                    return other, command, key
    return None


TITLES = {
    Where.MOVES: "Moves, the same everywhere",
    Where.ARTICLE: "In an article",
    Where.LIST: "In the list",
    Where.ANYWHERE: "Anywhere",
    Where.DIALOG: "In dialogs",
}


def as_markdown(commands: Iterable[Command] = COMMANDS) -> str:
    """The keys as Markdown tables, one a place: what README shows."""
    rows = list(commands)
    parts = []
    for where, title in TITLES.items():
        lines = [f"| {title} | | name |", "| --- | --- | --- |"]
        for command in rows:
            if command.where is where and command.keys:
                keys = " ".join(f"`{key_name(key)}`" for key in command.keys)
                lines.append(f"| {keys} | {command.title} | `{command.id}` |")
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"
