"""Which articles link to one, and that the index always says what the links themselves say."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.library import Library, ListQuery
from reader.library import link_key as keys_module
from reader.library.link_key import keys_of
from tests.shared import SHARED, needs_shared

Open = Callable[..., Library]


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def names(library: Library, path: Path) -> list[str]:
    return [os.fsdecode(os.path.relpath(article.path, article.root)) for article in library.backlinks(path)]


def by_links(library: Library) -> dict[Path, set[Path]]:
    """For each article those that link to it, by resolving every link."""
    found: dict[Path, set[Path]] = {article.path: set() for article in library.rows(library.ids(ListQuery(view="all")))}
    for link in library.all_links():
        if link.target.kind in {"library", "saved"} and link.target.path in found and link.target.path != link.path:
            found[link.target.path].add(link.path)
    return found


def by_index(library: Library) -> dict[Path, set[Path]]:
    paths = [article.path for article in library.rows(library.ids(ListQuery(view="all")))]
    return {path: {article.path for article in library.backlinks(path)} for path in paths}


@pytest.mark.parametrize(
    ("source", "text", "target"),
    [
        ("a.md", "[x](sub/b.md)", "sub/b.md"),
        ("a.md", "[x](sub/b)", "sub/b.md"),
        ("a.md", "[x](sub/b.html#part)", "sub/b.md"),
        ("a.md", "[x](./sub/../sub/b.md?plain=1#One%20two)", "sub/b.md"),
        ("sub/a.md", "[x](../b.md)", "b.md"),
        ("a.md", "[x](with%20space.md) ", "with space.md"),
        ("a.md", "[x](<with space>)", "with space.md"),
        ("a.md", "[x](%C3%9Cber.md)", "Über.md"),
        ("a.md", "[x](U%CC%88ber.md)", "Über.md"),
        ("a.md", "[[b]]", "deep/er/b.md"),
        ("a.md", "[[B#part|words]]", "deep/er/b.md"),
        ("a.md", "![[b]]", "deep/b.md"),
        ("a.md", "[[sub/b]]", "sub/b.md"),
        ("a.md", "[x](b)", "deep/b.md"),
        ("a.md", "[x](sub/)", "sub/index.md"),
        ("sub/a.md", "[x](..)", "README.md"),
        ("a.md", "[x]\n\n[x]: <sub/b.md> 'title'", "sub/b.md"),
        ("a.md", "<https://www.example.org/page/?utm_source=y#part>", "saved.md"),
        ("a.md", "[x](http://EXAMPLE.org:80/page)", "saved.md"),
    ],
)
def test_a_link_leads_back(folder: Path, open_library: Open, source: str, text: str, target: str) -> None:
    write(folder / source, f"# Source\n\nWords, {text}\n")
    write(folder / target, "---\nsource: https://example.org/page\n---\n# Target\n")
    library = open_library(folder)
    library.scan()
    assert names(library, folder / target) == [source]
    assert names(library, folder / source) == []
    assert by_index(library) == by_links(library)


@pytest.mark.parametrize(
    "text",
    ["`[x](b.md)`", "```\n[x](b.md)\n```", "![x](b.md)", "[x](../b.md)", "[x](/b.md)", "[x](javascript:b.md)", "b.md"],
)
def test_what_is_no_link_to_it(folder: Path, open_library: Open, text: str) -> None:
    write(folder / "a.md", text)
    write(folder / "b.md", "[self](b.md) [[b]] [part](#part)")
    library = open_library(folder)
    library.scan()
    assert names(library, folder / "b.md") == []


def test_links_come_and_go(folder: Path, open_library: Open) -> None:
    write(folder / "a.md", "[x](b.md)")
    library = open_library(folder)
    library.scan()
    write(folder / "b.md", "# B, which was not there")
    assert library.backlinks(folder / "b.md") != []  # also before it is indexed
    library.scan()
    assert names(library, folder / "b.md") == ["a.md"]
    write(folder / "c.md", "# C\n\n[x](b.md) and [again](b.md#part)")
    library.scan()
    assert names(library, folder / "b.md") == ["a.md", "c.md"]
    write(folder / "a.md", "no link any more, and longer")
    library.scan()
    assert names(library, folder / "b.md") == ["c.md"]
    (folder / "c.md").unlink()
    library.scan()
    assert names(library, folder / "b.md") == []
    assert library.backlinks(folder.parent / "outside.md") == []


def test_a_renamed_target_and_a_renamed_source(folder: Path, open_library: Open) -> None:
    write(folder / "a.md", "[x](b.md)")
    write(folder / "b.md", "# B")
    library = open_library(folder)
    library.scan()
    os.rename(folder / "b.md", folder / "c.md")
    assert library.scan().renamed == 1
    assert names(library, folder / "c.md") == []
    os.rename(folder / "c.md", folder / "b.md")
    library.scan()
    assert names(library, folder / "b.md") == ["a.md"]
    (folder / "sub").mkdir()
    os.rename(folder / "a.md", folder / "sub" / "a.md")
    write(folder / "sub" / "b.md", "# Other B")
    assert library.scan().renamed == 1
    assert (names(library, folder / "b.md"), names(library, folder / "sub" / "b.md")) == ([], ["sub/a.md"])


def test_a_name_alone_leads_to_one_file(folder: Path, open_library: Open) -> None:
    write(folder / "a.md", "[[b]]")
    write(folder / "deep" / "a.md", "[[b]]")
    write(folder / "deep" / "b.md", "# B")
    write(folder / "deep" / "er" / "b.md", "# B, too")
    library = open_library(folder)
    library.scan()
    assert names(library, folder / "deep" / "b.md") == ["a.md", "deep/a.md"]
    assert names(library, folder / "deep" / "er" / "b.md") == []
    write(folder / "b.md", "# The first B")
    library.scan()
    assert names(library, folder / "b.md") == ["a.md"]
    assert names(library, folder / "deep" / "b.md") == ["deep/a.md"]
    assert by_index(library) == by_links(library)


def test_all_of_a_long_file_counts(folder: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder / "a.md", "[first](b.md)\n\n" + "word\n" * 100_000 + "\n[last](c.md)\n")
    write(folder / "b.md", "b")
    write(folder / "c.md", "c")
    library = open_library(folder)
    library.scan()
    assert names(library, folder / "b.md") == names(library, folder / "c.md") == ["a.md"]
    monkeypatch.setattr(keys_module, "MAX_KEYS", 10)
    text = " ".join(f"[x]({number}.md)" for number in range(1000))
    assert keys_of(b"a.md", text) == {b"p%d.md" % number for number in range(10)}


def test_several_roots(folder: Path, open_library: Open) -> None:
    write(folder / "one" / "a.md", "[x](b.md) [[c]] <https://example.org/c>")
    write(folder / "one" / "b.md", "b")
    write(folder / "two" / "b.md", "b in two")
    write(folder / "two" / "c.md", "---\nurl: https://example.org/c\n---\nc")
    library = open_library(folder / "one", folder / "two")
    library.scan()
    assert names(library, folder / "one" / "b.md") == names(library, folder / "two" / "c.md") == ["a.md"]
    assert names(library, folder / "two" / "b.md") == []
    assert names(open_library(folder / "two"), folder / "two" / "c.md") == []
    assert names(open_library(folder / "one" / "b.md"), folder / "one" / "b.md") == []


def test_rebuilt_is_as_grown(folder: Path, open_library: Open) -> None:
    generator = random.Random(5)
    places = [f"{folder_}{name}.md" for folder_ in ("", "sub/", "sub/deep/") for name in ("a", "b", "index", "Ü x")]
    hrefs = [
        "a.md", "a", "b.md#x", "../a.md", "../b", "sub/", "sub/a", "sub/deep/b.html", "deep", "index", "%C3%9C%20x.md",
        "https://example.org/1", "https://www.example.org/2?utm_source=x", "none.md", "#part",
    ]  # fmt: skip
    library = open_library(folder)
    for step in range(30):
        path = folder / generator.choice(places)
        other = folder / generator.choice(places)
        action = generator.random()
        if action < 0.65 or not path.exists():
            links = "\n".join(
                generator.choice([f"[x]({href})", f"[[{href}]]"])
                for href in generator.sample(hrefs, generator.randint(0, 6))
            )
            address = f"---\nurl: https://example.org/{generator.randint(1, 30)}\n---\n" * (generator.random() < 0.5)
            write(path, f"{address}{step}\n\n{links}\n")
        elif action < 0.8:
            path.unlink()
        elif not other.exists():
            other.parent.mkdir(parents=True, exist_ok=True)
            os.rename(path, other)
        library.scan()
    rebuilt = open_library(folder, index="other.db")
    rebuilt.scan()
    assert by_index(library) == by_index(rebuilt)
    grown = by_index(library)
    assert all(grown[path] >= linked for path, linked in by_links(library).items())
    assert sum(map(len, grown.values())) > 5


@needs_shared
def test_the_real_documents(open_library: Open) -> None:
    library = open_library(SHARED / "corpus" / "rust-book", SHARED / "corpus" / "opensource-guide")
    library.scan()
    found = by_index(library)
    assert found == by_links(library)
    assert sum(map(len, found.values())) > 40
