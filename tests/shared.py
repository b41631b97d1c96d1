"""Real documents that lie beside a checkout, not in it: tests that use them skip where they are absent."""

from pathlib import Path

import pytest

_beside = Path(__file__).resolve().parents[2] / "shared"
SHARED: Path = _beside
needs_shared = pytest.mark.skipif(not (_beside / "corpus").is_dir(), reason="the real documents are not here")


def documents() -> list[Path]:
    """All Markdown files of the real documents, sorted; empty where they are absent."""
    return sorted((_beside / "corpus").rglob("*.md"))
