"""Where the links of an article lead: a heading, another article, a saved copy, the web, a file, or nowhere.

A local href is decoded once and resolved by names alone, then looked up from the root's directory
handle without following a symbolic link; nothing outside the root is ever touched. Opens nothing.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote_to_bytes

from reader.fold import fold
from reader.library import urls
from reader.library.root import Root
from reader.library.source import open_folder
from reader.library.target import Target
from reader.library.walk import is_text
from reader.sanitise import sanitise_line

_SUFFIXES = (b".md", b".markdown", b".mdown", b".txt")
_FOLDER_PAGES = (b"index.md", b"README.md", b"_index.md", b"readme.md")
# Sites made of Markdown link to the pages they become.
_PAGE = re.compile(rb"\.html?\Z", re.I)


def missing(reason: str) -> Target:
    """A link that leads nowhere."""
    return Target("missing", reason=reason)


def web(href: str, text: str = "") -> Target:
    """The target of an href that has a scheme: `web`, or `missing` with the reason why it is not opened."""
    if reason := urls.refusal(href):
        return missing(reason)
    return Target("web", url=urls.safe_url(href) or "", display=urls.shown(href), ask=urls.suspicion(href, text) or "")


def is_remote(href: str) -> bool:
    """Whether the href names a scheme, so that it is nothing below the root."""
    return urls.scheme(href) is not None


def decoded(fragment: str) -> str:
    """A fragment percent-decoded once, as headings are compared with it."""
    return sanitise_line(unquote_to_bytes(fragment).decode("utf-8", "replace"))


def of_wikilink(name: str) -> str:
    """The href of `[[name]]`: a path from the article's folder, a heading after `#`."""
    place, sign, heading = name.partition("#")
    return quote(place, safe="/") + (sign + quote(heading, safe=""))


def bare_name(href: str) -> str | None:
    """The folded name in an href that is a name alone, as note programs write them for a file in any folder."""
    if urls.forbidden(href.replace(" ", "_")):
        return None
    place = unquote_to_bytes(href.partition("#")[0])
    if not place or b"/" in place or b"?" in place or is_text(place) or _odd(place):
        return None
    return fold(place.decode("utf-8", "replace"))


class Place(NamedTuple):
    """Where below the root an href leads by its names alone; with `folder`, to the page of that folder."""

    parts: list[bytes]
    folder: bool


def place_of(relative: bytes, href: str) -> Place | str | None:
    """The place of an href without scheme in the file at `relative`; why there is none; None for the file itself."""
    # a space is harmless in a path, and people write it
    if reason := urls.forbidden(href.replace(" ", "_")):
        return reason
    place, _, fragment = href.partition("#")
    if not place:
        return None if fragment else "this link leads nowhere"
    if place.startswith(("/", "?")):
        return "the address is neither complete nor relative to this article"
    named = unquote_to_bytes(place.partition("?")[0])
    if reason := _odd(named):
        return reason
    parts = _joined(relative, named)
    return "the link leads out of the library" if parts is None else Place(parts, named.endswith(b"/") or not parts)


def local(root: Root, relative: bytes, href: str) -> Target:
    """The target of an href without scheme in the file at `relative` below `root`."""
    place = place_of(relative, href)
    if isinstance(place, str):
        return missing(place)
    fragment = decoded(href.partition("#")[2])
    if place is None:
        return Target("heading", Path(os.fsdecode(root.joined(relative))), fragment)
    found = look_up(root, place)
    if found is None:
        return missing("there is no such file")
    kind, path = found
    if kind == "library" and path == relative:
        kind = "heading" if fragment else "library"
    return missing(path.decode()) if kind == "missing" else Target(kind, Path(os.fsdecode(root.joined(path))), fragment)


def of_no_file(href: str) -> Target:
    """The target of an href without scheme in a text that is no file; a heading has no path then."""
    place = place_of(b"", href)
    if place is None:
        return Target("heading", fragment=decoded(href.partition("#")[2]))
    return missing(place if isinstance(place, str) else "this text is no file, and in no folder")


def places_to(relative: bytes) -> list[Place]:
    """The places that can lead to the file at `relative`, where `look_up` then says what they do lead to."""
    found: list[Place] = []
    for form in ("", "NFC", "NFD"):
        *folders, name = (_normal(relative, form) if form else relative).split(b"/")
        names = [name]
        for suffix in _SUFFIXES:
            if name.endswith(suffix):
                bare = name.removesuffix(suffix)
                names += [bare, *(bare + ending for ending in (b".html", b".htm", b".HTML", b".HTM"))]
        found += [Place([*folders, each], False) for each in names if each]
        if name in _FOLDER_PAGES:
            found += [Place(folders, True), *([Place(folders, False)] if folders else [])]
    return [place for at, place in enumerate(found) if place not in found[:at]]


def _odd(decoded: bytes) -> str | None:
    """Why a decoded path is not looked up, or None. Names that are no UTF-8 are fine."""
    text = decoded.decode("utf-8", "ignore")
    if reason := urls.forbidden(text.replace(" ", "_")):
        return reason
    if any(byte < 0x20 or byte == 0x7F for byte in decoded):
        return "the path contains a control character"
    if text.startswith("/") or urls.scheme(text):
        return "the path is not relative to this article"
    return None


def _joined(relative: bytes, path: bytes) -> list[bytes] | None:
    """The names from the root to `path` as seen from the file at `relative`; None when it leads out of the root."""
    parts = relative.split(b"/")[:-1]
    for part in path.split(b"/"):
        if part in {b"", b"."}:
            continue
        if part == b"..":
            if not parts:
                return None
            parts.pop()
        else:
            parts.append(part)
    return parts


def look_up(root: Root, place: Place) -> tuple[str, bytes] | None:
    """What is at a place below the root: (kind, relative path), or (`missing`, reason), or None."""
    parts = place.parts
    try:
        if place.folder:
            return _page_of_folder(root, parts)
        handle, real = _enter(root, parts[:-1])
    except OSError:
        return None
    try:
        for name in _names(parts[-1]):
            try:
                mode = os.stat(name, dir_fd=handle, follow_symlinks=False).st_mode
            except (OSError, ValueError):
                continue
            if stat.S_ISREG(mode):
                return ("library" if is_text(name) else "file"), b"/".join([*real, name])
            if stat.S_ISDIR(mode) and name == parts[-1]:
                try:
                    return _page_of_folder(root, [*real, name]) or ("missing", b"this is a folder")
                except OSError:
                    return None
            if stat.S_ISLNK(mode):
                return "missing", b"it is a symbolic link, and these are not followed"
            if not stat.S_ISDIR(mode):
                return "missing", b"it is not a regular file"
    finally:
        os.close(handle)
    return None


def _enter(root: Root, parts: list[bytes]) -> tuple[int, list[bytes]]:
    """A handle of the folder and the names it really has: composed or decomposed letters name the same."""
    try:
        return open_folder(root.path, parts), parts
    except OSError:
        for form in ("NFC", "NFD"):
            other = [_normal(part, form) for part in parts]
            if other != parts:
                try:
                    return open_folder(root.path, other), other
                except OSError:
                    continue
        raise


def _page_of_folder(root: Root, parts: list[bytes]) -> tuple[str, bytes] | None:
    handle, real = _enter(root, parts)
    try:
        for name in _FOLDER_PAGES:
            try:
                mode = os.stat(name, dir_fd=handle, follow_symlinks=False).st_mode
            except OSError:
                continue
            if stat.S_ISREG(mode):
                return "library", b"/".join([*real, name])
    finally:
        os.close(handle)
    return None


def _names(name: bytes) -> list[bytes]:
    """The names to try for the last part of a path: itself, with a suffix, without `.html`, in other normal forms."""
    names = [name]
    if not is_text(name):
        names += [name + suffix for suffix in _SUFFIXES]
        if _PAGE.search(name):
            names += [_PAGE.sub(suffix, name) for suffix in _SUFFIXES]
    if not name.isascii():
        names += [other for form in ("NFC", "NFD") for each in names[:5] if (other := _normal(each, form)) not in names]
    return names


def _normal(name: bytes, form: str) -> bytes:
    try:
        text = name.decode("utf-8")
    except UnicodeDecodeError:
        return name
    return (unicodedata.normalize("NFC", text) if form == "NFC" else unicodedata.normalize("NFD", text)).encode()
