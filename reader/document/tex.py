"""TeX formulas as Unicode, by pylatexenc where it is installed. Strings in and out; None where it cannot.

A formula is foreign text: its size and depth are bounded before the converter sees it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from logging import NullHandler, getLogger
from typing import Any

from reader.document.raised import scripted

LIMIT = 2000  # characters of one formula
_DEEP = 30  # groups in groups
_SPACES = re.compile(r"[ \t\xa0]+")
_SIMPLE = re.compile(r"[\w.]*\Z")
_GROUPED = re.compile(r"\(([^()]*)\)\Z")
_INNER = re.compile(r"(?<=[(\[{^_√]) ")
_RELATION = re.compile(r" *([=≠≈≡<>≤≥≪≫∼≃≅∝∈∉∋⊂⊃⊆⊇→←↔⇒⇐⇔↦⟶⟹]+) *")
_FUNCTIONS = (
    *("log", "ln", "lg", "exp", "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "arcsin", "arccos"),
    *("arctan", "det", "dim", "gcd", "inf", "ker", "lim", "liminf", "limsup", "max", "min", "sup", "arg", "deg", "Pr"),
)


@lru_cache(maxsize=512)
def to_unicode(source: str) -> str | None:
    """The formula in lines of Unicode; None when it is too long, broken, or the converter is not installed."""
    converter = _converter()
    if converter is None or len(source) > LIMIT or _depth(source) > _DEEP:
        return None
    try:
        text = converter(source)
    except Exception:
        # of 60,000 broken formulas that were tried, 2,600 raised IndexError, KeyError, TypeError, AttributeError or
        # ValueError in the converter instead of its own error: no list of them could be trusted; the source is shown
        return None
    text = _INNER.sub("", _RELATION.sub(r" \1 ", _SPACES.sub(" ", text)))
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line) or None


def _depth(source: str) -> int:
    deepest = depth = 0
    for char in source:
        if char in "{[(":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "}])":
            depth -= 1
    return max(deepest, source.count("\\left"), source.count("\\begin"), source.count("^"), source.count("_") // 2)


@lru_cache(maxsize=1)
def _converter() -> Callable[[str], str] | None:
    # late: most texts have no formula, and the package is an extra
    try:
        text = import_module("pylatexenc.latex2text")
        walker = import_module("pylatexenc.latexwalker")
        spec = import_module("pylatexenc.macrospec")
    except ImportError:
        return None
    log = getLogger("pylatexenc")  # what it warns of would be written over the screen
    log.addHandler(NullHandler())
    log.propagate = False
    reading = walker.get_default_latex_context_db()
    one = spec.MacroStandardArgsParser
    reading.add_context_category(
        "scripts", prepend=True, specials=[spec.SpecialsSpec("^", one("{")), spec.SpecialsSpec("_", one("{"))]
    )
    writing = text.get_default_latex_context_db()

    def argument(node: Any, index: int, to: Any) -> str:
        found = node.nodeargd.argnlist[index] if node.nodeargd is not None else None
        return str(to.nodelist_to_text([found])).strip() if found is not None else ""

    def raise_(node: Any, l2tobj: Any) -> str:
        return script(argument(node, 0, l2tobj), raised=True)

    def lower(node: Any, l2tobj: Any) -> str:
        return script(argument(node, 0, l2tobj), raised=False)

    def fraction(node: Any, l2tobj: Any) -> str:
        parts = [argument(node, index, l2tobj) for index in (0, 1)]
        return "/".join(part if _SIMPLE.match(part) or _GROUPED.match(part) else f"({part})" for part in parts)

    def root(node: Any, l2tobj: Any) -> str:
        degree, inner = argument(node, 0, l2tobj), argument(node, 1, l2tobj)
        inner = inner if len(inner) == 1 or _GROUPED.match(inner) else f"({inner})"
        return {"": "√", "2": "√", "3": "∛", "4": "∜"}.get(degree, f"{script(degree, raised=True)}√") + inner

    def choose(node: Any, l2tobj: Any) -> str:
        return f"({argument(node, 0, l2tobj)} choose {argument(node, 1, l2tobj)})"

    macros = [text.MacroTextSpec(name, simplify_repl=fraction) for name in ("frac", "dfrac", "tfrac", "cfrac")]
    macros.append(text.MacroTextSpec("sqrt", simplify_repl=root))
    macros.append(text.MacroTextSpec("binom", simplify_repl=choose))
    macros += [text.MacroTextSpec(name, simplify_repl=f" {name}") for name in _FUNCTIONS]
    writing.add_context_category(
        "scripts",
        prepend=True,
        macros=macros,
        specials=[
            text.SpecialsTextSpec("^", simplify_repl=raise_),
            text.SpecialsTextSpec("_", simplify_repl=lower),
        ],
    )

    writer = text.LatexNodes2Text(latex_context=writing, math_mode="text", strict_latex_spaces="based-on-source")

    def convert(source: str) -> str:
        nodes, _, _ = walker.LatexWalker(source, latex_context=reading, tolerant_parsing=False).get_latex_nodes()
        return str(writer.nodelist_to_text(nodes))

    return convert


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
