"""Pages written as MDX: what they bring in is no text, and the tags of components are code."""

from __future__ import annotations

import pytest

from reader.document import whole
from reader.document.metadata import extract
from tests.document.samples import check_layout, lazily, shown

_TEXT = "Words of the page.\n"
_TAG = '<Heading\n  as={"h1"}\n  title="a > b"\n  open\n>\n'


@pytest.mark.parametrize(
    "imports",
    [
        'import Tabs from "@theme/Tabs";\n',
        "import Tabs from '@theme/Tabs'\nimport {\n  A,\n  B as C,\n} from './a';\n\nimport * as D from './d'\n",
        "\nimport './style.css';\n",
    ],
)
@pytest.mark.parametrize("header", ["", "---\ntitle: T\n---\n"])
def test_imports_before_the_text_are_none_of_it(header: str, imports: str) -> None:
    found = extract(f"{header}{imports}\n# The wall\n\n{_TEXT}", "", "a.mdx")
    assert found.body == len(header + imports) + 1
    assert found.meta.title == ("T" if header else "The wall")
    assert [line for line in shown(whole(header + imports + "\n" + _TEXT), 40) if "import" in line] == []


@pytest.mark.parametrize(
    "text",
    [
        "import duties from 'abroad' were low.\n", "import Tabs from Tabs\n", "import os\n\nWords.\n",
        "important 'words'\n", "import Tabs from 'a'\n", "Words.\n\nimport Tabs from 'a'\n",
    ],
)  # fmt: skip
def test_what_is_no_import_before_a_text_stays(text: str) -> None:
    assert extract(text, "", "a.md").body == 0


@pytest.mark.parametrize("end", ["</Heading>\n", "\n  \n</Heading>\n", ""])
def test_the_tag_of_a_component_is_code(end: str) -> None:
    source = f"# T\n\n{_TAG}{end}\n\n{_TEXT}"
    document = whole(source)
    lines = [" ".join(line.split()) for line in shown(document, 40)]
    assert [line for line in lines if line and line != "</Heading>"][2:] == [
        "<Heading jsx", 'as={"h1"}', 'title="a > b"', "open", ">", _TEXT.strip(),
    ]  # fmt: skip
    for index in range(1, len(document)):
        check_layout(document, index, 40)
    for size in (5, 30, 60):
        assert shown(lazily(source, [size]), 40) == shown(document, 40)


@pytest.mark.parametrize(
    "source",
    ["<Heading\n  as='h1'\n>\n", "<Heading\n  as={1}\n\n>\n", "<heading\n  as={1}\n>\n", "- <A\n    as={1}\n  >\n"],
)
def test_other_tags_are_what_they_are_in_markdown(source: str) -> None:
    assert "jsx" not in "".join(shown(whole(source), 40))
