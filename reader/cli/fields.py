"""The stable fields of an article and of a link as JSON values. What is not known is null, never absent."""

from __future__ import annotations

from reader import paths
from reader.article import Article
from reader.cli.output import Json, path_fields
from reader.library import Target


def article_fields(article: Article) -> dict[str, Json]:
    """The fields of `reader list --json`, in their order."""
    return {
        "id": article.id,
        **path_fields(article.path),
        "title": article.title,
        "authors": list(article.authors),
        "published": article.published,
        "saved": article.saved,
        "added": article.added,
        "url": article.url,
        "tags": list(article.tags),
        "lang": article.lang,
        "words": article.words,
        "minutes": article.minutes,
        "state": str(article.state),
        "progress": round(article.progress, 4),
        "starred": article.starred,
        "archived": article.archived,
    }


def target_text(target: Target) -> str | None:
    """Where a link leads, as text: the address, the path, or the heading; None for nowhere."""
    if target.kind == "missing":
        return None
    if target.kind == "web":
        return target.url
    if target.kind == "heading":
        return f"#{target.fragment}"
    return paths.printable(target.path) if target.path is not None else None
