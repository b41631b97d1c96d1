"""What stands behind a fence of code: language and title."""

from __future__ import annotations

import pytest

from reader.document import whole
from reader.document.info import read_info
from tests.document.samples import shown


@pytest.mark.parametrize(
    ("info", "language", "title"),
    [
        ("", "", ""),
        ("js", "js", ""),
        ("js{1,3-5}", "js", ""),
        ("ts:line-numbers", "ts", ""),
        ("rust,ignore", "rust", ""),
        ("sh [npm]", "sh", "npm"),
        ('js title="src/a b.js" {2}', "js", "src/a b.js"),
        ("yaml filename='x.yml'", "yaml", "x.yml"),
        ('md {file="a/b.md"}', "md", "a/b.md"),
        ("{.bash filename='Terminal'}", "bash", "Terminal"),
        ("js:src/app.js", "js", "src/app.js"),
        ("{r, echo=FALSE}", "r", ""),
        ("{code-cell} ipython3", "python", ""),
        ("{code-block} Rust", "rust", ""),
        ("{literalinclude} a/b.py", "", "a/b.py"),
        ("js renamed=1", "js", ""),
    ],
)
def test_language_and_title(info: str, language: str, title: str) -> None:
    found = read_info(info)
    assert (found.language, found.title) == (language, title)


def test_a_title_stands_in_the_corner_where_there_is_room() -> None:
    document = whole('```js title="src/app.js"\na\n```')
    assert shown(document, 40)[0].split() == ["a", "src/app.js", "·", "js"]
    assert [line.split() for line in shown(document, 16)] == [["a", "js"]]
