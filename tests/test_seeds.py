"""The shipped articles: well shaped, linked to each other, and with exactly one link dead on purpose."""

import re
from pathlib import Path

import pytest

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
ARTICLES = sorted(SEEDS.glob("*.md"))
FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)")


def prose(path: Path) -> str:
    return FENCE.sub("", path.read_text(encoding="utf-8"))


def slugs(path: Path) -> set[str]:
    titles = re.findall(r"^#{1,6} (.+)$|^(.+)\n(?:-{3,}|={3,})$", prose(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", (a or b).lower()).strip().replace(" ", "-") for a, b in titles}


def local_links() -> list[tuple[str, str]]:
    found = []
    for path in ARTICLES:
        for href in LINK.findall(prose(path)):
            if not href.startswith(("http:", "https:", "mailto:")) and href != "#":
                found.append((path.name, href))
    return found


def is_dead(source: str, href: str) -> bool:
    name, _, fragment = href.partition("#")
    target = SEEDS / (name or source)
    return not target.is_file() or bool(fragment and fragment not in slugs(target))


def test_exactly_one_link_is_dead_and_the_tour_says_so() -> None:
    dead = [(source, href) for source, href in local_links() if is_dead(source, href)]
    assert dead == [("a-tour-of-reader.md", "a-page-that-nobody-saved.md")]
    assert "dead, on purpose" in (SEEDS / "a-tour-of-reader.md").read_text(encoding="utf-8")


def test_every_article_is_reached_from_another() -> None:
    reached = {href.partition("#")[0] for source, href in local_links() if href.partition("#")[0] != source}
    assert {path.name for path in ARTICLES} <= reached
    assert any("#" in href for _, href in local_links())


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_has_the_shape_of_a_saved_article(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if text.startswith("---\n"):
        front = text[4:].partition("\n---\n")[0]
        assert re.search(r"^title: \S", front, re.MULTILINE)
        assert re.search(r"^authors?:", front, re.MULTILINE)
        assert re.search(r"^date: \d{4}-\d\d-\d\d$", front, re.MULTILINE)
        assert re.search(r"^(source|url): https://", front, re.MULTILINE)
    else:
        assert re.match(r"\n+# .+\n\nBy \[.+\]\(#\)\n\n[A-Z][a-z]+ \d\d, \d{4}\n", text)
        assert re.search(r"\nOriginal url:\n\n<https://\S+>\n$", text)


def test_there_is_enough_to_read_and_both_shapes_are_shown() -> None:
    texts = [path.read_text(encoding="utf-8") for path in ARTICLES]
    assert len(texts) >= 8
    assert len({text.startswith("---") for text in texts}) == 2
    assert sum("**Related article:** [" in text for text in texts) >= 5


def test_the_lunar_station_leads_to_its_related_articles() -> None:
    text = (SEEDS / "planetary-pact.md").read_text(encoding="utf-8")
    related = re.findall(r"^\*\*Related article:\*\* \[.+\]\((.+)\)$", text, re.MULTILINE)
    assert len(related) == 2
    assert all((SEEDS / name).is_file() for name in related)
