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


_SHOWN = """export const Highlight = ({children, color}) => (
  <span style={{color}}>

    {children} don't
  </span>
);
"""


@pytest.mark.parametrize(
    "module",
    [
        f"import A from 'a'\n\n{_SHOWN}",
        f"{_SHOWN}\nimport A from 'a'\n",
        "import A from 'a'\nexport const m = {\n  a: 'x',\n\n  b: [`a\n)`, \")\"], // (\n}\n\nexport default Page\n",
        "import A from 'a'\n\nexport let a = [1]\n  .map(x => x)\n\nexport * from './b'\n\nexport function f() {\n}\n",
    ],
)
def test_exports_beside_imports_are_none_of_the_text_either(module: str) -> None:
    found = extract(f"{module}\n# The wall\n\n{_TEXT}", "", "a.md")
    assert (found.body, found.meta.title) == (len(module) + 1, "The wall")
    assert [line for line in shown(whole(f"{module}\n{_TEXT}"), 40) if line.strip()][-1].strip() == _TEXT.strip()


def test_an_export_alone_is_one_where_there_are_components() -> None:
    module = "export const meta = { title: 'x' }\n\n"
    assert extract(f"{module}{_TEXT}\n<Tabs>\n", "", "a.md").body == len(module)
    assert extract(f"{module}{_TEXT}", "", "a.md").body == 0


@pytest.mark.parametrize(
    "export",
    [
        "export const a = (\n\n",
        "export const a = 1\nand words\n\n",
        "export of wheat = 3\n\n",
        "export const a = )\n\n",
    ],
)
def test_what_is_no_export_stays(export: str) -> None:
    imports = "import A from 'a'\n\n"
    assert extract(f"{imports}{export}{_TEXT}", "", "a.md").body == len(imports)
    assert extract("Words.\n\nexport const a = 1\n\n" + imports, "", "a.md").body == 0


@pytest.mark.parametrize(
    "sign", ["export const a = (", "export const a = 1\n\n", "/*", "'", '"', "`", "(", "import a from 'b'\n"]
)
def test_many_signs_before_a_text_are_no_trap(sign: str) -> None:
    assert extract("import A from 'a'\nexport const a = " + sign * (65_536 // len(sign)), "", "a.md").body >= 0


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
