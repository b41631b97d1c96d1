"""Metadata from the shapes people have, and words."""

import json
from pathlib import Path

import pytest

from reader.document.metadata import extract
from tests.shared import SHARED, needs_shared

FORMATS = SHARED / "formats"
EXPECTED = json.loads((FORMATS / "expected.json").read_text()) if FORMATS.is_dir() else {}


@needs_shared
@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_every_shape_gives_what_is_expected(name: str) -> None:
    text = (FORMATS / name).read_text(encoding="utf-8")
    meta = extract(text, "", Path(name).name).meta
    expected = EXPECTED[name]
    if expected["title"] is not None:
        assert meta.title == expected["title"]
    assert list(meta.authors) == expected["authors"]
    assert (meta.published, meta.url, meta.lang) == (expected["published"], expected["url"], expected["lang"])
    assert list(meta.tags) == expected["tags"]
