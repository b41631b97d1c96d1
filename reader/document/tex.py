"""TeX formulas as Unicode, by pylatexenc where it is installed. Strings in and out; None where it cannot.

A formula is foreign text: its size and depth are bounded before the converter sees it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from importlib import import_module
from logging import NullHandler, getLogger
from typing import Any

from reader.document.notation import CONSTANTS, MACROS, SCRIPTS, STYLES, Written
from reader.document.tex_line import NotPlainError, TexLine
from reader.regex import regex

LIMIT = 2000  # characters of one formula
_DEEP = 30  # groups in groups
_LAST_BREAK = regex(r"(?:\\\\\s*)+\Z")
_SPACES = regex(r"[ \t\xa0]+")
_INNER = regex(r"(?<=[(\[{^_√]) | (?=[)\]}])")
_RELATION = regex(r" *([=≠≈≡<>≤≥≪≫∼≃≅∝∈∉∋⊂⊃⊆⊇→←↔⇒⇐⇔↦⟶⟹]+) *")


@lru_cache(maxsize=512)
def to_unicode(source: str) -> str | None:
    """The formula in lines of Unicode; None when it is too long, broken, or the converter is not installed."""
    converter = _converter()
    if converter is None or len(source) > LIMIT or _depth(source) > _DEEP:
        return None
    try:
        text = converter(_LAST_BREAK.sub("", source))
    except Exception:
        # of 60,000 broken formulas that were tried, 2,600 raised IndexError, KeyError, TypeError, AttributeError or
        # ValueError in the converter instead of its own error: no list of them could be trusted; the source is shown
        return None
    text = text.replace("^'", "′")
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
    arguments = spec.MacroStandardArgsParser
    styles = {name: Written("{", partial(text.fmt_math_text_style, style=style)) for name, style in STYLES.items()}
    written = {**MACROS, **styles}
    reading.add_context_category(
        "notation",
        prepend=True,
        macros=[spec.MacroSpec(name, arguments(each.arguments)) for name, each in written.items()],
        specials=[spec.SpecialsSpec(sign, _script_arguments(spec)(each.arguments)) for sign, each in SCRIPTS.items()],
    )
    writing = text.get_default_latex_context_db()
    macros = [text.MacroTextSpec(name, simplify_repl=_writer(each)) for name, each in written.items()]
    macros += [text.MacroTextSpec(name, simplify_repl=words) for name, words in CONSTANTS.items()]
    specials = [text.SpecialsTextSpec(sign, simplify_repl=_writer(each)) for sign, each in SCRIPTS.items()]
    writing.add_context_category("notation", prepend=True, macros=macros, specials=specials)
    writer = text.LatexNodes2Text(latex_context=writing, math_mode="text", strict_latex_spaces="based-on-source")
    line = TexLine(reading, writing, written)

    def convert(source: str) -> str:
        try:
            return line.convert(source)
        except NotPlainError:
            nodes, _, _ = walker.LatexWalker(source, latex_context=reading, tolerant_parsing=False).get_latex_nodes()
            return str(writer.nodelist_to_text(nodes))

    return convert


def _writer(written: Written) -> Callable[[Any, Any], str]:
    """What writes a macro from its node, as pylatexenc asks for it."""

    def write(node: Any, l2tobj: Any) -> str:
        found = node.nodeargd.argnlist if node.nodeargd is not None else [None] * len(written.arguments)
        return written.write(*(str(l2tobj.nodelist_to_text([each])) if each is not None else "" for each in found))

    return write


def _script_arguments(spec: Any) -> Any:
    """What reads the argument of `^` and `_`: as of a macro, but one that has arguments is read with them."""

    class Script(spec.MacroStandardArgsParser):  # type: ignore[misc]
        def parse_args(self, w: Any, pos: int, parsing_state: Any = None) -> Any:
            token = w.get_token(pos, environments=False, parsing_state=parsing_state)
            if token.tok != "macro" or token.arg in {"begin", "end"}:
                return super().parse_args(w, pos, parsing_state)
            nodes, start, size = w.get_latex_nodes(token.pos, read_max_nodes=1, parsing_state=parsing_state)
            return spec.ParsedMacroArgs(nodes, self.argspec), start, size

    return Script
