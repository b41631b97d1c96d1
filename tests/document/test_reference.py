"""Nothing is lost: words, links and pictures are those of the reference HTML, in its order.

The exceptions are listed, each with its reason; a listed example that agrees again is an error too.
"""

from __future__ import annotations

import json

import pytest

from reader.document import whole
from reader.sanitise import sanitise
from tests.document.corpus_reference import reference
from tests.document.page import read_document, read_html
from tests.shared import SHARED, documents, needs_shared

_UNKNOWN = "a tag that is no HTML is shown as written: who writes Vec<T> forgot to escape it"
_WIKI = "[[foo]] is a link between notes"
_BARE = "GitHub makes links of bare addresses, CommonMark none"
_STYLE = "a style that never ends hides nothing"
_CDATA = "what a CDATA section holds is shown, browsers take it for a comment"
_TITLE = "the title in the masthead is no link"
_COMMENT = "the HTML parser of the test ends `<!-->` later than the specification does"
_OLD = "in CommonMark 0.31 two hyphens may stand in a comment"
_FILTER = "GitHub shows the tags that it forbids; nothing is obeyed here, and unknown ones are shown as written"
_CELLS = "cells beyond those of the head are dropped on GitHub; here the last column shows them"
_NOTES = "a footnote stands where it is defined, and its number is no word of the text"

EXCEPTIONS: dict[str, dict[int, str]] = {
    "commonmark-0.31.2": {
        **dict.fromkeys((201, 491, 524, 536, 613, 614, 615, 617, 623), _UNKNOWN),
        **dict.fromkeys((548, 590), _WIKI),
        **dict.fromkeys((602, 606, 608, 611, 612), _BARE),
        173: _STYLE, 182: _CDATA, 214: _TITLE, 626: _COMMENT,
    },
    "gfm-0.29": {
        **dict.fromkeys((170, 500, 532, 544, 632, 633, 634, 636, 642), _UNKNOWN),
        **dict.fromkeys((556, 598), _WIKI),
        **dict.fromkeys((610, 614, 616, 619, 620), _BARE),
        142: _STYLE, 151: _CDATA, 183: _TITLE, 204: _CELLS, 645: _OLD, 653: _FILTER,
    },
    "gfm-extensions": {8: _CELLS, 20: "the example has no HTML", 22: _FILTER, 23: _NOTES},
}  # fmt: skip


def differences(name: str) -> dict[int, str]:
    """What differs in the examples of a file, by their numbers."""
    found = {}
    for example in json.loads((SHARED / "spec" / f"{name}.json").read_text(encoding="utf-8")):
        wanted, have = read_html(example["html"]), read_document(whole(sanitise(example["markdown"])))
        if wanted != have:
            found[example["example"]] = f"{example['markdown']!r}\n  wanted {wanted}\n  have   {have}"
    return found


@needs_shared
@pytest.mark.parametrize("name", EXCEPTIONS)
def test_examples_of_the_specifications(name: str) -> None:
    found = differences(name)
    unlisted = {number: text for number, text in found.items() if number not in EXCEPTIONS[name]}
    assert not unlisted, "\n".join(f"{number}: {text}" for number, text in unlisted.items())
    assert set(EXCEPTIONS[name]) == set(found)


_MOST = 25_000  # characters of one document: all of them take seconds
_REAL = {
    "free-programming-books-langs.md": "GitHub makes links of www. addresses, linkify-it is set not to",
    "ja/download/index.md": "a component is shown as written",
    "2016-04-08-how-we-get-high-availability-with-elasticsearch-and-ruby-on-rails.md": "no mail address behind a colon",
    "ch21-02-multithreaded.md": "by GitHub's rule an address does not end in _",
}


@needs_shared
@pytest.mark.parametrize("part", range(6))
def test_real_documents(part: int) -> None:
    wrong = []
    for path in documents()[part::6]:
        raw = path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
        text = sanitise(raw.replace("\r\n", "\n").replace("\r", "\n"))[:_MOST]
        document = whole(text, name=path.name)
        listed = path.as_posix().endswith(tuple(_REAL))
        if not listed and reference(text, document) != read_document(document, masthead=False):
            wrong.append(str(path))
    assert not wrong


@pytest.mark.parametrize(
    ("source", "rendered"),
    [
        ("a *b* [c](d.md) ![e](f.png)\ng", "<p>a <em>b</em> <a href='d.md'>c</a> <img src='f.png' alt='e'> g</p>"),
        ("- a\n- [b](c)\n\n  d", "<ul><li><p>a</p></li><li><p><a href='c'>b</a></p><p>d</p></li></ul>"),
        ("> a\n\n    b\n    c", "<blockquote><p>a</p></blockquote><pre>b\nc</pre>"),
        ("|a|b|\n|-|-|\n|[c](d)|e|", "<table><tr><th>a<th>b<tr><td><a href=d>c</a><td>e</table>"),
        ("[![a](b.png)](c.md)", "<a href='c.md'><img src='b.png' alt='a'></a>"),
        ("[x][y] <z@a.bc>\n\n[y]: <w v>", "<a href='w%20v'>x</a> <a href='mailto:z@a.bc'>z@a.bc</a>"),
        ("<div>a<br>b <a href=c>d</a></div>\n\ne", "<div>a<br>b <a href=c>d</a></div><p>e</p>"),
        ("T\n: a *b*\n: c", "<dl><dt>T</dt><dd>a <em>b</em></dd><dd>c</dd></dl>"),
        ("> [!WARNING]\n> a [b](c)", "<div><p>Warning</p><p>a <a href=c>b</a></p></div>"),
        ("==a== b^2^ H~2~O ~~c~~", "<mark>a</mark> b<sup>2</sup> H<sub>2</sub>O <s>c</s>"),
        ("`a` ``b`c`` &amp; &copy;\\*", "<code>a</code> <code>b`c</code> &amp; &copy;*"),
        ("1. a\n   ```\n   b\n   ```\n2. c", "<ol><li>a<pre>b</pre></li><li>c</li></ol>"),
        ("[foo]: /url\n===\n[foo]", "<p>===\n<a href=/url>foo</a></p>"),
        ("<pre>a <a href=b>c</a>\n<img src=d.png alt=e></pre>", None),
        ("<video src=a.mp4></video> <iframe src=https://b.c title=d></iframe>", None),
    ],
)
def test_examples_of_our_own(source: str, rendered: str | None) -> None:
    assert read_document(whole(source)) == read_html(rendered or source)
