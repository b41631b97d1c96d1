"""Front matter between fences to a mapping of strings: YAML behind guards, TOML, and lines of `key: value`.

YAML can stall a loader (merges, aliases), crash it (30,000 open brackets in the C one) and raise far
more than YAMLError, so size, keys and depth are bounded before it is parsed, and anchors, aliases,
tags and merges are refused; what YAML does not take is read line by line, because clippers write
titles with colons and other invalid YAML.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from reader.regex import regex

MAX_SIZE = 65_536
MAX_KEYS = 200
MAX_DEPTH = 32

_KEY_LINE = regex(
    r"""(?:"([^"\n]{1,80})"|'([^'\n]{1,80})'|([^\W\d][^\n:#{}\[\],&*!|>'"%@`]{0,80}?))"""  # the key, quoted or not
    r"[ \t]*:(?:[ \t]+(.*)|[ \t]*)$"
)
_REFUSED = regex(
    r"(?:^|[\s\[{,])(?:[&*][^\s,\]}]|![^\s\"'])"  # anchor, alias, tag
    r"|^[ \t]*(?:-[ \t]+)?<<[ \t]*:"  # merge
    r"|(?:[-?:][ \t]+){32}|^[ ]{200}|^\?[ \t]",  # depth by compact lists, by indentation; keys that are structures
    re.M,
)
# What most front matter is made of: there reading by lines gives what YAML gives (a test compares
# them), six times faster and without loading PyYAML.
_QUOTED = r"""\"[^"\\\n]*\"|'[^'\n]*'"""
_PLAIN = r"[\w/(](?:(?!: |:\n| #)[^\n\t])*"
_FLOW = rf"\[(?:(?:{_QUOTED}|\w[\w .-]*)(?:, ?(?:{_QUOTED}|\w[\w .-]*))*)?\]"
_ITEM = rf"- (?:{_QUOTED}|{_PLAIN}) *\n"
_SIMPLE = regex(
    rf"(?:[A-Za-z][\w-]*(?: [\w-]+)*:(?: (?:{_QUOTED}|{_FLOW}|{_PLAIN}))? *\n"
    rf"(?:(?<=:\n)(?:(?:{_ITEM})+|(?:  {_ITEM})+))?){{1,200}}"
)
_HASHTAGS = regex(r"^((?:tags?|keywords?|categor(?:y|ies)|topics?|labels):[ \t]+)(#[^\s#][^\"\\\n]*)$", re.M | re.I)
_DOTTED = regex(r"(?:[\w\"'-]+[ \t]*\.[ \t]*){32}")  # a table a dot
_BLOCK_SCALAR = regex(r"[|>][+-]?\d?[+-]?\s*$")


def parse_yaml(text: str) -> Mapping[str, object] | None:
    """The mapping in the YAML `text` (without its fences), or what its lines say; None when it is no metadata."""
    if len(text) > MAX_SIZE:
        return None
    if text and _SIMPLE.fullmatch(text):
        return _of_simple(text)
    if not _looks_like_keys(text):
        return None
    if ": #" in text:  # a comment to YAML, tags to who wrote it
        text = _HASHTAGS.sub(r'\1"\2"', text)
    return _by_loader(text) or _by_line(text)


def parse_toml(text: str) -> Mapping[str, object] | None:
    """The mapping in the TOML `text` with dates as text, or None when it does not parse."""
    if len(text) > MAX_SIZE or _depth(text) > MAX_DEPTH or _DOTTED.search(text):
        return None
    import tomllib  # late: few files have it

    try:
        return {name: _strings(value) for name, value in tomllib.loads(text).items()}
    except (ValueError, RecursionError):
        return None


def parse_json(text: str) -> tuple[Mapping[str, object], int]:
    """The object that `text` begins with and where it ends; ({}, 0) where there is none."""
    import json  # late, as above

    try:
        values, end = json.JSONDecoder().raw_decode(text[:MAX_SIZE])
    except (ValueError, RecursionError):
        return {}, 0
    return (
        ({str(name): _strings(value) for name, value in values.items()}, end) if isinstance(values, dict) else ({}, 0)
    )


def _looks_like_keys(text: str) -> bool:
    lines = text.split("\n", 1)
    return bool(lines[0].strip()) and any(_KEY_LINE.match(line) for line in text.split("\n"))


def _by_loader(text: str) -> Mapping[str, object] | None:
    if text.count(":") > 4 * MAX_KEYS or _REFUSED.search(text) or _depth(text) > MAX_DEPTH:
        return None
    # Late: loading PyYAML takes a tenth of the start-up of a command, and a list needs none of it.
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        loaded = yaml.load(text, Loader=loader)  # makes strings, lists and dicts only
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    if not isinstance(loaded, dict) or len(loaded) > MAX_KEYS:
        return None
    return {str(name): value for name, value in loaded.items()}


def _depth(text: str) -> int:
    """The deepest nesting of brackets, those within quotes included: an upper bound."""
    deepest = depth = 0
    for bracket in re.findall(r"[\[\]{}]", text):
        if bracket in "[{":
            depth += 1
            deepest = max(deepest, depth)
        else:
            depth -= 1
    return deepest


def _of_simple(text: str) -> Mapping[str, object]:
    """What `_SIMPLE` takes, without a pattern a line."""
    found: dict[str, object] = {}
    items: list[object] = []
    name = ""
    for line in text.split("\n"):
        if line[:1] in "- ":
            if line:
                items.append(_unquoted(line.lstrip(" -").rstrip()))
                found[name] = items
        else:
            name, _, value = line.partition(":")
            found[name] = _scalar_or_list(value.strip())
            items = []
    return found


def _by_line(text: str) -> Mapping[str, object] | None:
    """Top-level `key: value` lines; `- item` lines and indented lines belong to the key before them."""
    found: dict[str, object] = {}
    name = ""
    for line in text.split("\n"):
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        if (match := _KEY_LINE.match(line)) and not line[0].isspace():
            if len(found) >= MAX_KEYS:
                break
            name = match[1] or match[2] or match[3]
            value = (match[4] or "").strip()
            found[name] = "" if _BLOCK_SCALAR.match(value) else _of_line(value)
        elif not name:
            return None
        elif bare.startswith("- "):
            before = found[name]
            item = bare[2:].strip()
            inner = _KEY_LINE.match(item) if line[0] != "-" else None
            entry: object = {inner[3] or inner[1] or inner[2]: _unquoted(inner[4] or "")} if inner else _unquoted(item)
            if isinstance(before, list):
                before.append(entry)
            else:
                found[name] = [entry]
        elif line[0].isspace():
            before = found[name]
            below = before if isinstance(before, dict) else {}
            if (inner := _KEY_LINE.match(bare)) and (before == "" or below):
                found[name] = {**below, inner[1] or inner[2] or inner[3]: _unquoted((inner[4] or "").strip())}
            elif isinstance(before, str):
                found[name] = f"{before} {bare}".strip()
    return found or None


def _of_line(value: str) -> object:
    """A value that stands in quotes or brackets as YAML reads it (a mapping, a comment behind it), where it does."""
    loaded = _by_loader(f"value: {value}") if value[:1] in {'"', "'", "[", "{"} and value[:2] != "[[" else None
    return loaded["value"] if loaded else _scalar_or_list(value)


def _scalar_or_list(value: str) -> object:
    if value.startswith("[") and value.endswith("]") and not value.startswith("[["):
        items = re.findall(r"""\s*("[^"]*"|'[^']*'|[^,]+)""", value[1:-1])
        return [_unquoted(item.strip()) for item in items]
    return _unquoted(value)


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].replace('\\"', '"') if value[0] == '"' else value[1:-1].replace("''", "'")
    return value


def _strings(value: object) -> object:
    if isinstance(value, dict):
        return {str(name): _strings(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_strings(item) for item in value]
    return "" if value is None else str(value)  # dates become ISO text
