"""Where links lead, and that nothing outside the library is ever touched."""

import os
import random
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.library import Library
from reader.library import links as links_module
from reader.library import source as source_module
from tests.shared import SHARED, needs_shared

Open = Callable[..., Library]


@pytest.fixture
def library(folder: Path, open_library: Open) -> Library:
    for name in (
        "a.md", "sub/b.md", "sub/with space.md", "sub/picture.png", "book/index.md", "book/ch01.md", "q?a.md", "c#.md",
        unicodedata.normalize("NFD", "Über.md"), "readme.txt",
    ):  # fmt: skip
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    (folder / "saved.md").write_text("---\nsource: https://www.example.com/page/?utm_source=x\n---\nx\n")
    (folder / "empty").mkdir()
    (folder.parent / "outside.md").write_text("secret")
    (folder / "way.md").symlink_to(folder.parent / "outside.md")
    (folder / "door").symlink_to(folder.parent)
    os.mkfifo(folder / "pipe.md")
    library = open_library(folder)
    library.scan()
    return library


@pytest.mark.parametrize(
    "source, href, kind, path, fragment",
    [
        ("a.md", "sub/b.md", "library", "sub/b.md", ""),
        ("a.md", "./sub/../sub/b.md#One%20two", "library", "sub/b.md", "One two"),
        ("a.md", "sub/b", "library", "sub/b.md", ""),
        ("a.md", "sub/with%20space.md", "library", "sub/with space.md", ""),
        ("a.md", "sub/with space", "library", "sub/with space.md", ""),
        ("sub/b.md", "../a.md", "library", "a.md", ""),
        ("sub/b.md", "b.md", "library", "sub/b.md", ""),
        ("sub/b.md", "b.md#x", "heading", "sub/b.md", "x"),
        ("a.md", "#heading", "heading", "a.md", "heading"),
        ("a.md", "#%C3%A9t%C3%A9", "heading", "a.md", "été"),
        ("a.md", "book/", "library", "book/index.md", ""),
        ("a.md", "book", "library", "book/index.md", ""),
        ("a.md", "book/ch01.html#x", "library", "book/ch01.md", "x"),
        ("a.md", "sub/b.md?plain=1", "library", "sub/b.md", ""),
        ("a.md", "q%3Fa.md", "library", "q?a.md", ""),
        ("a.md", "c%23.md", "library", "c#.md", ""),
        ("a.md", "%C3%9Cber.md", "library", unicodedata.normalize("NFD", "Über.md"), ""),
        ("a.md", "readme", "library", "readme.txt", ""),
        ("a.md", "sub/picture.png", "file", "sub/picture.png", ""),
    ],
)
def test_local(library: Library, folder: Path, source: str, href: str, kind: str, path: str, fragment: str) -> None:
    target = library.resolve(folder / source, href)
    assert (target.kind, target.path, target.fragment, target.reason) == (kind, folder / path, fragment, "")


def test_a_name_alone_means_a_file_in_any_folder(library: Library, folder: Path) -> None:
    for href, path in (("b", "sub/b.md"), ("B#Part%20one", "sub/b.md"), ("with%20space", "sub/with space.md")):
        target = library.resolve(folder / "book" / "ch01.md", href)
        assert (target.kind, target.path) == ("library", folder / path)
    assert library.resolve(folder / "a.md", "b.md").kind == "missing"
    assert library.resolve(folder / "a.md", "sub%2Fnone").kind == "missing"


def test_web(library: Library, folder: Path) -> None:
    target = library.resolve(folder / "a.md", "https://example.com/page#part")
    assert (target.kind, target.path, target.fragment) == ("saved", folder / "saved.md", "part")
    assert target.url == "https://example.com/page#part"
    # its own address leads to the web
    assert library.resolve(folder / "saved.md", "https://example.com/page").kind == "web"
    target = library.resolve(folder / "a.md", "https://аррӏе.com/", "apple.com")
    assert (target.kind, target.display) == ("web", "https://xn--80ak6aa92e.com/") and target.ask
    assert library.resolve(folder / "a.md", "mailto:jane@example.com").kind == "web"


HOSTILE = [
    "", "#", "?", "none.md", "empty", "empty/", ".", "..", "../", "../outside.md", "sub/../../outside.md",
    "%2e%2e/outside.md", "..%2foutside.md", "%2e%2e%2foutside.md", "..%252foutside.md", "....//outside.md",
    "/etc/passwd", "//etc/passwd", "///etc/passwd", "%2fetc/passwd", "/", "file:///etc/passwd", "file%3A///etc/passwd",
    "way.md", "way", "door/outside.md", "door/library/a.md", "door", "pipe.md", "pipe",
    "javascript:alert(1)", "%6Aavascript:alert(1)", "javascript%3Aalert(1)", "jAvAsCrIpT%3A", "data:text/html,x",
    "--renderer-cmd-prefix=x", "%25action--incognito", "ssh://-oProxyCommand=x", "smb://a/b", "vscode://x",
    "\\\\evil\\share", "..\\outside.md", "%5C%5Cevil", "C:/x", "C:\\x", "c%3A/x", "a.md%00", "a.md\x00", "a%0a.md",
    "a%1b]0;x%07.md", "a\x1b.md", "a\u202e.md", "a%E2%80%AE.md", "a\ud800.md", "%ff%fe", "%ED%A0%80", "a" * 3000,
    "a/" * 1500, "a.md/", "a.md/..", "a.md/../outside.md", "~/x", "~root/.ssh/id_rsa", "$HOME", "`id`", "|id",
    "sub/./././../../outside.md", "%", "%%", "%zz", "\u200b", "a\u200b.md", "sub//..//..//outside.md",
]  # fmt: skip


@pytest.mark.parametrize("href", HOSTILE)
def test_hostile(library: Library, folder: Path, href: str) -> None:
    target = library.resolve(folder / "a.md", href)
    if href == "a.md/..":  # the name of a folder, by names alone
        return
    assert target.kind == "missing" and target.path is None and not target.url
    assert target.reason and "\n" not in target.reason and "\x1b" not in target.reason


@pytest.fixture
def touched(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    """Every name that is looked up or opened while links are resolved."""
    names: list[bytes] = []
    real_open, real_stat = os.open, os.stat

    class Spy:
        def __getattr__(self, name: str) -> object:
            return getattr(os, name)

        def open(self, path: bytes, *rest: object, **more: object) -> int:
            names.append(path)
            return real_open(path, *rest, **more)  # type: ignore[arg-type]

        def stat(self, path: bytes, *rest: object, **more: object) -> os.stat_result:
            names.append(path)
            return real_stat(path, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(links_module, "os", Spy())
    monkeypatch.setattr(source_module, "os", Spy())
    yield names


def test_mutations_stay_inside(library: Library, folder: Path, touched: list[bytes]) -> None:
    generator = random.Random(2)
    pieces = [*HOSTILE, "..", "/", "%2f", "%2e", "\\", "sub", "b.md", "a.md", "door", "%00", "#", "?", ":", "\n", "é"]
    inside = os.fsencode(folder)
    for _ in range(2000):
        href = generator.choice(HOSTILE)[:200]
        for _ in range(generator.randint(1, 4)):
            at = generator.randint(0, len(href))
            href = href[:at] + generator.choice(pieces)[:200] + href[at + generator.randint(0, 2) :]
        source = generator.choice(["a.md", "sub/b.md", "book/ch01.md"])
        target = library.resolve(folder / source, href)
        if target.path is not None:
            assert target.kind in {"library", "heading", "file"}
            real = os.fsencode(target.path.resolve())
            assert real.startswith(inside + b"/") and not target.path.is_symlink()
    # one name at a time below the root, never a path and never upwards
    assert touched
    assert all(name == inside or (b"/" not in name and name not in {b"..", b"."}) for name in touched)


def test_links_of_an_article(folder: Path, open_library: Open) -> None:
    (folder / "a.md").write_text(
        "# T\n\nA [b](b.md), a [dead](none.md) and <https://example.com>.\n\n"
        "```\n[no](x.md)\n```\n\n[[b|wiki]] `[no](y)`\n"
    )
    (folder / "b.md").write_text("[up](../secret.md)\n")
    library = open_library(folder)
    library.scan()
    found = [(link.line, link.text, link.href, link.target.kind) for link in library.links(folder / "a.md")]
    assert found == [
        (3, "b", "b.md", "library"),
        (3, "dead", "none.md", "missing"),
        (3, "https://example.com", "https://example.com", "web"),
        (9, "wiki", "b", "library"),
    ]
    assert [(link.path.name, link.target.kind) for link in library.all_links()][-1] == ("b.md", "missing")


@needs_shared
def test_the_real_documents(open_library: Open) -> None:
    library = open_library(SHARED / "corpus" / "rust-book", SHARED / "corpus" / "eips")
    library.scan()
    kinds = {link.target.kind for link in library.all_links()}
    assert {"web", "library", "heading", "missing"} <= kinds
