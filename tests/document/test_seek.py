"""A heading is found in text that is not parsed: where the parser finds it, too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import document as parsed
from reader.document.outline import Slugs
from reader.document.seek import Names, seek

TEXT = """\
Intro

# One `code` & more ##

```
# Not this
```

Under
lined
-----

~~~~ text
~~~
# nor this
~~~~

## Twice

## Twice

---

  ### *Last* [link](https://example.org/a_b)
"""


@pytest.mark.parametrize(
    ("fragment", "line"),
    [
        ("#one-code--more", "# One"),
        ("#not-this", None),
        ("#nor-this", None),
        ("#lined", "lined\n"),
        ("#twice", "## Twice\n\n## Twice"),
        ("#twice-1", "## Twice\n\n---"),
        ("#LAST-link", "  ### *Last*"),
        ("#", None),
        ("#gone", None),
    ],
)
def test_the_line_of_a_heading(fragment: str, line: str | None) -> None:
    assert seek(TEXT, 0, fragment, Slugs()) == (TEXT.index(line) if line else -1)


_TITLES = ["# A", "## a-1", "# A", "## b *c*", "D\n==", "```\n# x\n```", "para", "# Straße", "# [e](f) g", "# !"]


@given(
    st.lists(st.sampled_from(_TITLES), max_size=9).map("\n\n".join),
    st.sampled_from(
        ["a", "A", "a-1", "a-1-1", "#a-2", "b-c", "B%20C", "b *c*", "d", "x", "strasse", "straße", "e-g", "", "#", "!"]
    ),
)
def test_names_of_headings_are_those_it_finds(text: str, fragment: str) -> None:
    assert Names(text).have(fragment) == (seek(text, 0, fragment, Slugs()) >= 0)


@given(
    st.lists(st.sampled_from(["# A\n", "## b c\n", "para\n", "D\n==\n", "```\n# x\n```\n", "\n", "# A\n"]), max_size=12)
)
def test_it_finds_what_the_parser_finds(parts: list[str]) -> None:
    text = "\n".join(parts)
    document = parsed.whole("first\n\n" + text)
    for heading in document.headings():
        at = seek(document.text, 0, "#" + heading.slug, Slugs())
        assert document.unit(document.index_at(at)) == document.unit(heading.unit)
