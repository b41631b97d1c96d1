"""What the parts of a formula are on a line of Unicode: fractions, roots, scripts, accents. Strings in and out."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from reader.document.raised import scripted
from reader.regex import regex

_SIMPLE = regex(r"[\w.]*\Z")
_GROUPED = regex(r"\(([^()]*)\)\Z")
_FUNCTIONS = (
    *("log", "ln", "lg", "exp", "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "arcsin", "arccos"),
    *(
        "arctan",
        "det",
        "dim",
        "gcd",
        "inf",
        "ker",
        "lim",
        "liminf",
        "limsup",
        "max",
        "min",
        "sup",
        "arg",
        "deg",
        "Pr",
        "coth",
    ),
)
# Macros that stand for the same words always; those of signs the converter does not know, and would drop
CONSTANTS = {
    **{name: f" {name}" for name in _FUNCTIONS},
    **dict.fromkeys(("|", "Vert", "lVert", "rVert"), "‖"),
    **dict.fromkeys(("ne", "neq"), "≠"),
    **dict.fromkeys(("neg", "lnot"), "¬"),
    **dict.fromkeys(("mod", "bmod"), " mod "),
    **dict.fromkeys(("lvert", "rvert"), "|"),
    "iff": "⟺", "implies": "⟹", "impliedby": "⟸", "land": "∧", "lor": "∨", "lt": "<", "gt": ">",
    "lbrack": "[", "rbrack": "]", "lbrace": "{", "rbrace": "}", "colon": ":", "LaTeX": "LaTeX", "TeX": "TeX",
    "coloneqq": "≔", "triangleq": "≜", "degree": "°", "dotsc": "…", "dotsb": "⋯", "Re": "ℜ", "Im": "ℑ", "imath": "ı",
    "jmath": "ȷ", "ddagger": "‡", "cdotp": "·", "models": "⊨", "bot": "⊥", "Box": "□", "triangle": "△", "gets": "←",
    "leadsto": "⇝",
}  # fmt: skip
STYLES = {  # by the names that pylatexenc has for them
    "mathbf": "bold", "mathit": "italic", "mathsf": "sans", "mathbb": "doublestruck", "mathtt": "monospace",
    "mathcal": "script", "mathscr": "script", "mathfrak": "fraktur",
}  # fmt: skip
_ACCENTS = {
    "vec": "\u20d7", "dot": "\u0307", "ddot": "\u0308", "hat": "\u0302", "check": "\u030c", "breve": "\u0306",
    "acute": "\u0301", "grave": "\u0300", "tilde": "\u0303", "bar": "\u0305",
}  # fmt: skip


class Written(NamedTuple):
    """How a macro is written: its arguments, `{` or `[` each, and the words that it makes of theirs."""

    arguments: str
    write: Callable[..., str]


def script(text: str, *, raised: bool) -> str:
    """`text` raised or lowered: in such characters, else behind `^` or `_`."""
    if not text:
        return ""
    small = scripted(text, raised=raised)
    if small is not None:
        return small
    sign = "^" if raised else "_"
    if raised and text == "∘":
        return "°"
    if text in {"′", "''", "″"} or set(text) == {"′"}:
        return text
    return sign + text if len(text) == 1 or _GROUPED.match(text) else f"{sign}({text})"


def _raised(text: str) -> str:
    return script(text.strip(), raised=True)


def _lowered(text: str) -> str:
    return script(text.strip(), raised=False)


def _fraction(above: str, below: str) -> str:
    parts = (above.strip(), below.strip())
    return "/".join(part if _SIMPLE.match(part) or _GROUPED.match(part) else f"({part})" for part in parts)


def _root(degree: str, inner: str) -> str:
    degree, inner = degree.strip(), inner.strip()
    inner = inner if len(inner) == 1 or _GROUPED.match(inner) else f"({inner})"
    return {"": "√", "2": "√", "3": "∛", "4": "∜"}.get(degree, f"{script(degree, raised=True)}√") + inner


def _choose(above: str, below: str) -> str:
    return f"({above.strip()} choose {below.strip()})"


def _accent(mark: str) -> Callable[[str], str]:
    def accented(text: str) -> str:
        plain = text.strip().replace("ı", "i").replace("ȷ", "j")
        return "".join(unicodedata.normalize("NFC", char + mark) for char in plain)

    return accented


SCRIPTS = {"^": Written("{", _raised), "_": Written("{", _lowered)}
MACROS = {
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac"), Written("{{", _fraction)),
    "sqrt": Written("[{", _root),
    **dict.fromkeys(("binom", "dbinom", "tbinom"), Written("{{", _choose)),
    "pmod": Written("{", lambda text: f" (mod {text.strip()})"),
    **{name: Written("{", _accent(mark)) for name, mark in _ACCENTS.items()},
}
