"""What an article can be found among others by: its tags, authors, site, folder and language, folded. Pure."""

from __future__ import annotations

from reader.article import Meta
from reader.fold import fold

KINDS = {"tag": 0, "author": 1, "site": 2, "in": 3, "lang": 4}


def of(meta: Meta, site: str | None, path: str) -> tuple[tuple[int, str], ...]:
    """(kind, value) of an article; `path` is relative to the root, with `/`."""
    found = {(KINDS["tag"], tag_key(tag)) for tag in meta.tags}
    found |= {(KINDS["author"], fold(author)) for author in meta.authors}
    found |= {
        (KINDS["site"], fold(site or "")),
        (KINDS["in"], fold(path.rpartition("/")[0])),
        (KINDS["lang"], fold(meta.lang or "")),
    }
    return tuple(sorted((kind, value) for kind, value in found if value))


def tag_key(tag: str) -> str:
    """What is alike in a tag however it is written."""
    return fold(tag).lstrip("#")
