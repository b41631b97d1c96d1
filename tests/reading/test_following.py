"""Where links lead, and what is started for those that lead outside."""

from pathlib import Path

import pytest

from reader.document.layout import Link
from reader.errors import ReaderError
from reader.reading import Outside, Session, outside
from tests.reading.conftest import Recorder


def link(href: str, text: str = "words", kind: str = "link") -> Link:
    return Link(text, href, "", kind, 0, len(text))


def test_where_links_lead(session: Session, folder: Path) -> None:
    wall = session.open(folder / "wall.md")
    railway = session.open(folder / "railway.md")
    assert session.resolve(wall, link("railway.md#money"))[:3] == ("library", folder / "railway.md", "money")
    assert session.resolve(railway, link("gone.md")).kind == "missing"
    saved = session.resolve(railway, link("https://www.example.org/wall"))
    assert (saved.kind, saved.path) == ("saved", folder / "wall.md")
    assert session.outside_of(railway, link("https://www.example.org/wall")).kind == "web"
    assert session.outside_of(wall, link("railway.md")).kind == "missing"
    assert session.original(wall.article).url.startswith("https://example.org/wall")
    assert session.original(railway.article).kind == "missing"
    assert session.resolve(wall, link("#fn-1", kind="footnote"))[:3] == ("heading", folder / "wall.md", "fn-1")


def test_peeking(session: Session, folder: Path) -> None:
    wall = session.open(folder / "wall.md")
    peek = session.peek(wall, link("railway.md#money"), 40)
    lines = peek.text.split("\n")
    assert lines[0] == "Money" and "Two hundred thousand" in lines[2] and peek.title == "The railway"
    assert all(line.width <= 40 for line in peek.lines)
    assert session.peek(wall, link("gone.md"), 40).text == "there is no such file"
    assert session.peek(wall, link("javascript:alert(1)"), 40).text
    assert "example.org" in session.peek(wall, link("https://example.org/s"), 40).text


def test_about(session: Session, folder: Path) -> None:
    facts = dict(session.about(session.open(folder / "wall.md")))
    assert facts["Title"] == "The harbour wall" and "From" in facts and "Last read" not in facts
    assert facts["Linked from"] == "The railway"


def test_backlinks(session: Session, folder: Path) -> None:
    railway = session.open(folder / "railway.md").article
    assert [other.path.name for other in session.backlinks(railway)] == ["wall.md"]
    for number in range(15):
        (folder / f"{number:02}.md").write_text(f"# Number {number:02}\n\n[x](railway.md)\n")
    session.scan()
    facts = dict(session.about(session.open(folder / "railway.md")))
    assert facts["Linked from"].startswith("Number 00 · ") and facts["Linked from"].endswith("Number 11 · 4 more")
    (folder / "wall.md").unlink()
    session.scan()
    assert len(session.backlinks(railway)) == 15


def test_only_safe_addresses_are_opened(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER", "/bin/true")
    assert isinstance(session.launcher, Recorder)
    session.open_outside("https://example.org/a?b=c")
    assert session.launcher.started == [Outside(("/bin/true", "https://example.org/a?b=c"), False)]
    for bad in (
        "javascript:alert(1)",
        "file:///etc/passwd",
        "--help",
        "ssh://-oProxyCommand=x",
        "https://a\nb",
        "%action",
    ):
        with pytest.raises(ReaderError):
            session.open_outside(bad)
    assert len(session.launcher.started) == 1


URL = "https://example.org/$(id);a'b"


@pytest.mark.parametrize(
    ("environ", "platform", "argv", "in_terminal"),
    [
        ({"BROWSER": "firefox"}, "linux", ["firefox"], False),
        ({"BROWSER": "/usr/bin/w3m"}, "linux", ["/usr/bin/w3m"], True),
        ({"BROWSER": "firefox --new-tab '%s' &"}, "linux", ["firefox", "--new-tab", URL], False),
        ({"BROWSER": "gone:lynx -accept_all"}, "linux", ["lynx", "-accept_all"], True),
        ({"BROWSER": "'", "DISPLAY": ":0"}, "linux", ["xdg-open"], False),
        ({"WAYLAND_DISPLAY": "w"}, "linux", ["xdg-open"], False),
        ({}, "darwin", ["open"], False),
        ({}, "linux", ["w3m"], True),
    ],
)
def test_the_program_is_an_argument_list(
    environ: dict[str, str], platform: str, argv: list[str], in_terminal: bool
) -> None:
    known = {"firefox", "/usr/bin/w3m", "w3m", "lynx", "xdg-open"}
    found = outside(URL, environ, platform, lambda name: name if name in known else None)
    assert found.in_terminal is in_terminal
    assert list(found.argv) == (argv if URL in argv else [*argv, URL])


def test_mail_goes_to_the_system(session: Session) -> None:
    found = outside("mailto:a@example.org?subject=x", {"BROWSER": "firefox", "DISPLAY": ":0"}, "linux", str)
    assert found.argv[0] == "xdg-open"
    with pytest.raises(ReaderError, match="BROWSER"):
        outside("https://example.org", {}, "linux", lambda name: None)


def test_a_text_that_is_no_file_has_its_own_links_only(
    session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "# Up\n\nA note.[^1]\n\n## Down\n\nHere.\n\n[^1]: What it says.\n"
    opened = session.open_text(text)

    def no_file(*args: object, **more: object) -> None:
        raise AssertionError("a file was looked up")

    monkeypatch.setattr("reader.library.links.open_folder", no_file)
    assert session.resolve(opened, link("shm/a.md")).kind == "missing"
    assert session.resolve(opened, link("null")).kind == "missing"
    assert session.resolve(opened, link("/etc/passwd")).kind == "missing"
    assert session.resolve(opened, link("#down"))[:3] == ("heading", opened.article.path, "down")
    saved = session.resolve(opened, link("https://www.example.org/wall"))
    assert (saved.kind, saved.path) == ("saved", folder / "wall.md")
    assert session.peek(opened, link("#down"), 40).text.split("\n")[:3] == ["Down", "", "Here."]
    assert "What it says." in session.peek(opened, link("#fn-1", kind="footnote"), 40).text


def test_peeking_within_an_article_reads_no_file(session: Session, folder: Path) -> None:
    (folder / "long.md").write_text("# Long\n\n" + "Some words of it.\n\n" * 5000 + "## Far\n\nThe end.\n")
    for name, fragment, seen in (("wall.md", "#stones", "Stones"), ("long.md", "#far", "The end.")):
        opened = session.open(folder / name)
        opened.parser.complete(session.rest(opened))
        while not opened.parser.done:
            opened.document.extend(opened.parser.step())
        (folder / name).unlink()
        assert seen in session.peek(opened, link(fragment), 40).text
