"""Plain formulas into Unicode in one walk over their signs: letters, groups, scripts, and macros known by name.

What they become is what pylatexenc makes of them, whose tables are asked; it reads a sign in 40 µs, and this one in
less than one. Whatever else there is in a formula (environments, comments, alignment, what is broken) is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from reader.document.notation import SCRIPTS, Written
from reader.regex import regex

_TOKEN = r"\\(?:([^\W\d_]+)(\s*)|(.))|([{{}}^_]|{0})|((?:(?!{0})[^\\{{}}^_])+)"  # and other signs that mean something
_NAME = regex(r"\s*\{([\w* ._-]+)\}")
_BLANK = regex(r"\s*")
_PLACES = regex(r"(?:^|[^%])(?:%%)*%s")


class NotPlainError(Exception):
    """It takes a parser to say what this is."""


class _Macro(NamedTuple):
    """Its arguments, `{` or `[` each, and what it makes of them: `words`, or what is `written`."""

    arguments: str
    words: str | None  # None: the arguments, one behind the other
    written: Written | None = None


class TexLine:
    """Converts plain formulas. `reading` and `writing` are pylatexenc's tables, `macros` what was put into them."""

    def __init__(self, reading: Any, writing: Any, macros: Mapping[str, Written]) -> None:
        self._reading = reading
        self._writing = writing
        self._macros = macros
        self._known: dict[str, _Macro | None] = {}
        tables = [reading.d[category]["specials"] for category in reading.category_list]
        signs = sorted({sign for table in tables for sign in table} - SCRIPTS.keys(), key=len, reverse=True)
        self.signs: dict[str, str] = {sign: writing.get_specials_spec(sign).simplify_repl for sign in signs}
        self.token = re.compile(_TOKEN.format("|".join(map(re.escape, signs))), re.S)

    def convert(self, source: str) -> str:
        """The formula in Unicode. Raises NotPlainError where it takes a parser to say what it is."""
        if "$" in source or "%" in source or "\n\n" in source:
            raise NotPlainError
        return _Walk(self, source).group("")

    def is_group(self, environment: str) -> bool:
        """Whether an environment is no more than what is in it."""
        read, written = self._reading.get_environment_spec(environment), self._writing.get_environment_spec(environment)
        return not (read and read.args_parser.argspec) and not (written and (written.simplify_repl or written.discard))

    def macro(self, name: str) -> _Macro:
        """What a macro is. Raises NotPlainError where it is not plain."""
        if name not in self._known:
            self._known[name] = self._look_up(name)
        found = self._known[name]
        if found is None:
            raise NotPlainError
        return found

    def _look_up(self, name: str) -> _Macro | None:
        """What the tables say of a macro; None when that is not plain."""
        if not name.isascii() or name in {"(", ")", "[", "]", "begin", "end"}:
            return None
        read, written = self._reading.get_macro_spec(name), self._writing.get_macro_spec(name)
        arguments = ""
        if read is not None:
            parser = read.args_parser
            if type(parser).__name__ != "MacroStandardArgsParser":
                return None
            arguments = parser.argspec
        if arguments and "{" not in arguments and name.isalpha():
            return None  # the space behind it counts
        if name in self._macros:
            return _Macro(arguments, None, self._macros[name])
        words = written.simplify_repl if written is not None else None
        if callable(words):
            return None
        if not words:
            return _Macro(arguments, "" if written is None or written.discard else None)
        return None if not arguments and "%" in words and words != "%" else _Macro(arguments, words)


class _Walk:
    """One walk over a formula."""

    def __init__(self, tables: TexLine, source: str) -> None:
        self._tables = tables
        self._token = tables.token
        self._source = source
        self._at = 0

    def group(self, closing: str) -> str:
        """What is up to the `}` that closes a group, to the end of the environment of that name, or to the end."""
        parts: list[str] = []
        space = ""  # behind a macro without arguments it is kept where letters follow
        while match := self._token.match(self._source, self._at):
            name, after, sign, mark, words = match.groups()
            self._at = match.end()
            if words is not None:
                parts += (space, words) if words.strip() else (space,)
                space = ""
                continue
            space = ""
            if name in {"begin", "end"}:
                named = self._environment(match.end(1))
                if name == "begin":
                    parts.append(self.group(named))
                elif named == closing:
                    return "".join(parts)
                else:
                    raise NotPlainError
            elif mark is None:
                macro = self._tables.macro(name or sign)
                parts.append(self._written(macro))
                space = "" if macro.arguments else after or ""
            elif mark == "{":
                parts.append(self.group("}"))
            elif mark == "}":
                if closing != mark:
                    raise NotPlainError
                return "".join(parts)
            elif mark in self._tables.signs:
                parts.append(self._tables.signs[mark])
            else:
                parts.append(SCRIPTS[mark].write(self._argument(script=True)))
        if closing or self._at < len(self._source):
            raise NotPlainError
        return "".join(parts)

    def _environment(self, at: int) -> str:
        """The name of an environment, which is no more than what is in it."""
        match = _NAME.match(self._source, at)
        if match is None or not self._tables.is_group(match[1]):
            raise NotPlainError
        self._at = match.end()
        return match[1]

    def _argument(self, *, script: bool = False) -> str:
        """A group, a sign or a macro, which has arguments of its own in a script alone."""
        source = self._source
        at = _BLANK.match(source, self._at).end()  # type: ignore[union-attr]
        match = self._token.match(source, at)
        if match is None:
            raise NotPlainError
        name, _, sign, mark, _ = match.groups()
        self._at = match.end()
        if mark == "{":
            return self.group("}")
        if mark is not None:
            raise NotPlainError
        if name or sign:
            macro = self._tables.macro(name or sign)
            if macro.arguments and not script:
                raise NotPlainError
            return self._written(macro)
        self._at = at + 1
        return source[at]

    def _written(self, macro: _Macro) -> str:
        if not macro.arguments:
            return macro.words or ""
        found = [self._argument() if kind == "{" else self._optional(kind) for kind in macro.arguments]
        if macro.written is not None:
            return macro.written.write(*found)
        if macro.words is None:
            return "".join(found)
        if "%" not in macro.words:
            return macro.words
        values: Any = tuple(found) if _PLACES.search(macro.words) else _numbered(found)
        try:
            return str(macro.words % values)
        except (TypeError, ValueError):
            raise NotPlainError from None

    def _optional(self, kind: str) -> str:
        at = _BLANK.match(self._source, self._at).end()  # type: ignore[union-attr]
        if self._source.startswith(kind, at) or at == len(self._source):
            raise NotPlainError
        return ""


def _numbered(found: list[str]) -> Mapping[str, str]:
    return {str(number): text for number, text in enumerate(found, 1)}


__all__ = ["NotPlainError", "TexLine"]
