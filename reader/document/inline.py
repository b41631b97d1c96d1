"""The inside of a paragraph: markdown-it's inline tokens into a `Leaf`. Knows no blocks and no widths."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from reader.document import emoji, template
from reader.document.autolink import find_bare
from reader.document.leaf import Leaf
from reader.document.tag import close_tag, open_tag, read_tag
from reader.document.tex import to_unicode
from reader.document.wikilink import without_size
from reader.regex import regex

_SPACES = regex(r" {2,}")
_ROLES = {"em": "emphasis", "strong": "strong", "s": "strike", "mark": "mark", "sup": "sup", "sub": "sub"}


def write_inline(leaf: Leaf, tokens: Sequence[Token]) -> None:
    """Put the children of an inline token into `leaf`."""
    targets: list[tuple[str, str]] = []
    for token in tokens:
        kind = token.type
        if kind in {"text", "text_special"}:
            _text(leaf, _SPACES.sub(" ", token.content) if "  " in token.content else token.content)
        elif kind == "softbreak":
            leaf.soft()
        elif kind == "hardbreak":
            leaf.hard()
        elif kind == "code_inline":
            leaf.open("code", "code")
            leaf.put(token.content)
            leaf.close("code")
        elif kind == "link_open":
            targets.append((str(token.attrs.get("href", "")), str(token.attrs.get("title", ""))))
            leaf.open_link("link", "link")
        elif kind == "link_close":
            if targets:
                leaf.close_link("link", *targets.pop())
        elif kind == "image":
            words = plain(token.children or ())
            words = without_size(words) if "|" in words else words
            leaf.image(str(token.attrs.get("src", "")), words, str(token.attrs.get("title", "")))
        elif kind == "footnote_ref":
            _refer(leaf, f"[{token.meta['number']}]", str(token.meta["label"]))
        elif kind == "inline_note":
            sign = leaf.writer.note(token.children or ())
            _refer(leaf, sign, sign)
        elif kind == "formula":
            _formula(leaf, token.content, display=token.markup == "$$")
        elif kind == "template":
            _template(leaf, token.content)
        elif kind == "html_inline":
            _html(leaf, token.content)
        elif kind.endswith("_open") and kind[:-5] in _ROLES:
            leaf.open(kind[:-5], _ROLES[kind[:-5]])
        elif kind.endswith("_close") and kind[:-6] in _ROLES:
            leaf.close(kind[:-6])
        else:  # "source": a paragraph past the budget, as it is written
            leaf.open(kind, *(["source"] if kind == "source" else []))
            leaf.put(token.content)
            leaf.close(kind)


def with_picture_apart(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """The tokens of a paragraph in two parts where its only picture is alone on the first line or the last."""
    images = sum(token.type == "image" for token in tokens)
    breaks = [at for at, token in enumerate(tokens) if token.type in {"softbreak", "hardbreak"}] if images == 1 else []
    if breaks and _is_picture(tokens[: breaks[0]]):
        return [tokens[: breaks[0]], tokens[breaks[0] + 1 :]]
    if breaks and _is_picture(tokens[breaks[-1] + 1 :]):
        return [tokens[: breaks[-1]], tokens[breaks[-1] + 1 :]]
    return [tokens]


def pictures_behind(tokens: Sequence[Token]) -> int:
    """Where the pictures begin, with links around them, that stand behind all words; the end where there are none."""
    kept = end = len(tokens)
    while end:
        token = tokens[end - 1]
        if token.type == "link_close" and end > 2 and _is_picture(tokens[end - 3 : end]):
            kept = end = end - 3
        elif token.type == "image":
            kept = end = end - 1
        elif token.type == "text" and not token.content.strip():
            end -= 1
        else:
            return kept
    return len(tokens)


def _is_picture(tokens: Sequence[Token]) -> bool:
    kinds = [token.type for token in tokens if token.type != "text" or token.content.strip()]
    return kinds in (["image"], ["link_open", "image", "link_close"])


def _refer(leaf: Leaf, sign: str, label: str) -> None:
    leaf.open_link("footnote", "link", "link.footnote")
    leaf.put(sign)
    leaf.close_link("footnote", f"#fn-{label}", "", "footnote")


def _formula(leaf: Leaf, source: str, *, display: bool) -> None:
    source = " ".join(source.split())
    shown = to_unicode(source) if leaf.writer.signs.raised else None
    if display and leaf.last != "\n":
        leaf.hard()
    if shown is None:
        leaf.open("code", "code")
        leaf.put(source)
        leaf.close("code")
    else:
        leaf.formula(source, shown if display else shown.replace("\n", " "))
    if display:
        leaf.hard()


def _template(leaf: Leaf, source: str) -> None:
    for part in template.shown(source):
        if part.kind == "image":
            leaf.image(part.href, part.text)
        elif part.kind == "link":
            leaf.open_link("template", "quiet", "link")
            leaf.put_line(part.text)
            leaf.close_link("template", part.href)
        elif part.kind == "code":
            leaf.open("code", "code")
            leaf.put_line(part.text)
            leaf.close("code")
        elif part.kind == "words":
            leaf.hard()
            leaf.put_line(part.text)
        else:
            leaf.open("template", "quiet")
            leaf.put_line(part.text)
            leaf.close("template")


def _text(leaf: Leaf, text: str) -> None:
    if text[:1] == " " and leaf.is_apart:
        text = text.lstrip(" ")
    if leaf.link >= 0 or ("@" not in text and "www." not in text):
        put_words(leaf, text)
        return
    position = 0
    for address in find_bare(text):
        put_words(leaf, text[position : address.start])
        leaf.open_link("bare", "link")
        leaf.put(text[address.start : address.end])
        leaf.close_link("bare", address.href)
        position = address.end
    put_words(leaf, text[position:])


def put_words(leaf: Leaf, text: str) -> None:
    """Words, with the signs for names of emoji in them where the terminal may have such."""
    if text.count(":") < 2 or not leaf.writer.signs.raised:
        leaf.put(text)
        return
    for words, sign in emoji.parts(text):
        if sign:
            leaf.formula(words, sign, "emoji")
        else:
            leaf.put(words)


def _html(leaf: Leaf, source: str) -> None:
    tag = read_tag(source)
    if tag is None:
        return  # a comment, a declaration or an instruction
    if not (close_tag(leaf, tag.name) if tag.closing else open_tag(leaf, tag)):
        _unknown(leaf, source, tag.name)


def _unknown(leaf: Leaf, source: str, name: str) -> None:
    leaf.open(source, "html")
    leaf.put(source)
    leaf.close(source)


def plain(tokens: Sequence[Token]) -> str:
    """The words of inline tokens without their markup."""
    parts: list[str] = []
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif token.type == "image":
            parts.append(plain(token.children or ()))
        elif token.type == "footnote_ref":
            continue
        elif token.type != "html_inline":
            parts.append(token.content)
    return "".join(parts)
