"""What is looked for before a source is parsed for links: nothing that has any is passed over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.document import whole
from reader.document.tag import MEDIA
from reader.tui import stops
from reader.tui.stops import linked_units, may_link
from tests.shared import SHARED, needs_shared

SEEDS = Path(__file__).parents[2] / "seeds"


def check(text: str) -> int:
    """That all units with links are among those that may have some; how many links there are."""
    document = whole(text)
    document.fold_up()
    found = set(linked_units(document))
    linked = [unit for unit in range(len(document)) if document.links(unit)]
    assert set(linked) <= found, text
    assert all(unit == 0 or may_link(document.source(unit)) for unit in linked), text
    return len(linked)


@pytest.mark.parametrize(
    "text",
    [
        *(f"a\n\n<p><{tag.upper()} src=b.c></p>" for tag in sorted(MEDIA)),
        "a\n\n<tel:+1>",
        "a\n\nsee {% youtube abcdefgh %}",
        "a\n\n{{< figure src=a.png >}}",
        "a\n\n<A HREF=b>c</A>",
        "a\n\nme@example.org",
        "a\n\nwww.example.org",
        "a\n\n<IMG alt=b>",
    ],
)
def test_signs_of_links(text: str) -> None:
    assert check(text) == 1


def test_links_of_the_seeds() -> None:
    assert sum(check(path.read_text()) for path in SEEDS.rglob("*.md")) > 20


@needs_shared
def test_links_of_the_specifications_and_of_real_articles() -> None:
    for name in ("commonmark-0.31.2.json", "gfm-0.29.json"):
        for example in json.loads((SHARED / "spec" / name).read_text()):
            check(f"first\n\n{example['markdown']}")
    for path in sorted((SHARED / "corpus").rglob("*.md"))[::50]:
        if path.stat().st_size < 50_000:
            check(path.read_text(errors="replace"))


def test_a_text_without_links_is_not_parsed_for_any(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stops, "_WINDOW", 500)
    document = whole("# T\n\n" + "<div><p>Words <b>and</b> more.</p></div>\n\n" * 100 + "<p><a href=b>c</a></p>\n")
    assert {unit for unit in linked_units(document) if unit > 0} == {len(document) - 1}
