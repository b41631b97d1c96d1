"""What pictures are called: their words stand apart from what is beside them, sizes are no words."""

from __future__ import annotations

import pytest

from reader.document import whole
from tests.document.samples import shown


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("![a](b.png)![c](d.png)", "▣ a ▣ c"),
        ("![a](b.png)word", "▣ a word"),
        ("word![a](b.png)", "word ▣ a"),
        ("x (![a](b.png)), ![c](d.png).", "x (▣ a), ▣ c."),
        ("x ![a](b.png) y", "x ▣ a y"),
        ("x\n![a](b.png)\ny", "x ▣ a y"),
        ("<img src=a.png><img src=b.png>c", "▣ a.png ▣ b.png c"),
        ("[![a](b.png)](c)[![d](e.png)](f)", "▣ a ▣ d"),
        ("<p><img src=a.png alt=Cover>The words", "▣ Cover The words"),
        ("x ![alt|300](p.png) y", "x ▣ alt y"),
        ("x ![[p.png|300]] y", "x ▣ p.png y"),
        ("x ![[p.png|10x20]] y", "x ▣ p.png y"),
        ("x ![[p.png|alt|10]] y", "x ▣ alt y"),
        ("x ![2|b](p.png) y", "x ▣ 2|b y"),
    ],
)
def test_words(source: str, line: str) -> None:
    assert [each.replace("\xa0", " ") for each in shown(whole(source), 60)] == [line]
