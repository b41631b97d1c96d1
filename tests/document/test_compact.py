"""A compact page has fewer blank lines between its blocks; its words and their order are the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document import whole
from tests.document.samples import lazily, markdown, shown

PAGE = """\
Opening words.

## A section

Its first paragraph.

Its second.

### A part

- loose

- items

* another list

1. First

2. Second,

   in two paragraphs

3. Third

4. Fourth

## Code
```
code
```
"""

COMPACT = """\
Opening words.

A section
Its first paragraph.

Its second.

A part
• loose
• items

• another list

1. First

2. Second,

   in two paragraphs

3. Third
4. Fourth

Code
 code"""


def test_headings_stand_on_their_words_and_short_items_together() -> None:
    document = whole(PAGE)
    usual = shown(document, 30)
    document.compact = True
    assert [line.rstrip() for line in shown(document, 30)] == COMPACT.split("\n")
    document.compact = False
    assert shown(document, 30) == usual and len(usual) > len(COMPACT.split("\n"))


@settings(max_examples=60, deadline=None)
@given(text=markdown, sizes=st.lists(st.integers(1, 400), min_size=1, max_size=4), width=st.integers(10, 90))
def test_never_more_than_one_blank_line_and_lazy_as_whole(text: str, sizes: list[int], width: int) -> None:
    usual, one, other = whole(text), lazily(text, sizes), whole(text)
    one.compact = other.compact = True
    for index in range(len(other)):
        layout = other.layout(index, width)
        wide = usual.layout(index, width)
        assert layout.before <= min(1, wide.before)
        assert layout.lines[layout.before :] == wide.lines[wide.before :]
        assert one.layout(index, width) == layout
