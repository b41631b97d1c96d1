"""Where an article is from, in the words of a list: its site, its folder."""

from __future__ import annotations

from urllib.parse import urlsplit

from reader import paths
from reader.article import Article
from reader.sanitise import sanitise_line


def site_of(article: Article) -> str:
    """The host an article was saved from, empty where it is not known."""
    try:
        host = (urlsplit(article.url).hostname if article.url else None) or ""
    except ValueError:  # an address that only looks like one
        host = ""
    return sanitise_line(host.removeprefix("www."))


def folder_of(article: Article) -> str:
    """The folder of an article below its root, or the name of that."""
    parent = article.path.parent
    return paths.display(parent.relative_to(article.root)) if parent != article.root else paths.display(parent.name)


def source_of(article: Article) -> str:
    """Where an article is from: the site, else the first author, else its folder."""
    site = site_of(article)
    if site or article.authors:
        return site or article.authors[0]
    parent = article.path.parent
    return "" if parent == article.root else sanitise_line(str(parent.name))
