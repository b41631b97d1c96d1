"""What a terminal can show, by its environment: which signs, which characters, and what stands for the others.

An encoding is believed only as far as it writes a character with bytes from 0xA0 on: no terminal takes
these for control characters, whatever it was set to. Pure but for the environment that is handed in.
"""

from __future__ import annotations

import codecs
import re
import sys
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from reader.regex import regex

UTF8 = "utf-8"
_FEW_SIGNS = frozenset({"linux", "dumb", "ansi"})  # and the models of DEC, vt100 and so on
_BY_PYTHON = frozenset({"C.UTF-8", "C.utf8", "UTF-8"})
# What typography has for a sign that every terminal has, and the signs of ours that are written as words go.
_LIKE = {
    ord(sign): like
    for like, signs in {
        '"': "“”„‟«»″",
        "'": "‘’‚‛‹›′",
        "-": "‐‑‒–—―−·•‣",
        "~": "…≈",
        " ": "\xa0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f",
        "<": "←",
        ">": "→▸▶",
        "^": "↑",
        "v": "↓▾▼",
        "x": "×✓✗✘",
        "#": "█▓◆■▪",
        "=": "▒░",
        "*": "★●",
        "|": "▌▐▎▏▊",
        "_": "▁",
    }.items()
    for sign in signs
}
_FOREIGN = regex(r"[ -~]?[^\x00-\x7f]+")  # with the letter before, which marks and selectors join
_BOX = range(0x2500, 0x2580)
_ACROSS, _DOWN = "─━┄┅┈┉╌╍═╴╶╸╺", "│┃┆┇┊┋╎╏║╵╷╹╻"


class Repertoire(NamedTuple):
    """`encoding` is the codec of the characters that the terminal takes, `ascii` that signs are to be of ASCII."""

    encoding: str = UTF8
    ascii: bool = False

    def fit(self, text: str) -> str:
        """`text` in what the terminal takes, of the same width: `?` where nothing is like it. ASCII stays as it is."""
        if not self.ascii or text.isascii():
            return text
        return _FOREIGN.sub(self._fitting, text)

    def _fitting(self, match: re.Match[str]) -> str:
        from reader.document.cells import clusters  # late: few terminals need it

        text = match[0]
        return "".join(_fitting(self.encoding, text[one.start : one.end], one.width) for one in clusters(text))


def repertoire_of(environment: Mapping[str, str]) -> Repertoire:
    """By the locale's variables and TERM.

    Where no variable of the locale is set, as in containers and over many lines, terminals take UTF-8 all
    the same, and so do `less`, `vim` and systemd; C or POSIX that somebody has set means ASCII.
    """
    encoding = _encoding(_locale(environment))
    term = environment.get("TERM", "")
    return Repertoire(encoding, encoding != UTF8 or term in _FEW_SIGNS or term.startswith("vt"))


def _locale(environment: Mapping[str, str]) -> str:
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        value = environment.get(name, "")
        # Python itself sets LC_CTYPE where the locale is C or not installed (PEP 538), and this flag with it
        if value and not (name == "LC_CTYPE" and sys.flags.utf8_mode and value in _BY_PYTHON):
            return value
    return ""


def _encoding(locale: str) -> str:
    name = locale.partition("@")[0].rpartition(".")[2]
    if not locale or name.lower().replace("-", "") == "utf8":
        return UTF8
    try:
        return codecs.lookup(name).name if "." in locale else "ascii"
    except LookupError:
        return "ascii"


@lru_cache(4096)
def _fitting(encoding: str, cluster: str, width: int) -> str:
    """What stands for one cluster of characters."""
    if cluster.isascii():
        return cluster
    if len(cluster) == 1 and width == 1 and (like := _like(ord(cluster))):
        return like
    composed = unicodedata.normalize("NFC", cluster)
    for form in (cluster, composed):
        if encoding == UTF8 or _takes(encoding, form):
            return form
    return "?" * width


def _like(code: int) -> str | None:
    if code in _BOX:
        return "-" if chr(code) in _ACROSS else "|" if chr(code) in _DOWN else "+"
    return _LIKE.get(code)


def _takes(encoding: str, text: str) -> bool:
    try:
        return all(sign.isascii() or min(sign.encode(encoding)) >= 0xA0 for sign in text)
    except (UnicodeError, LookupError, ValueError):  # some codecs are none of text
        return False
