"""Scanning: what is found, what is new, changed, gone and moved, and that nothing in a folder ends it."""

import os
import socket
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library import Library, ListQuery, ScanProgress, heads, scan
from reader.library import source as source_module
from reader.library.plan import Plan, plan
from reader.library.walk import Entry, Stat, Unreadable, walk
from tests.library.steps import FEW, Step, steps, take, write
from tests.shared import SHARED, needs_shared

Open = Callable[..., Library]


def titles(library: Library, **query: str) -> list[str]:
    return [article.title for article in library.rows(library.ids(ListQuery(**({"sort": "path"} | query))))]


def test_finds_what_is_text_and_not_hidden(folder: Path, open_library: Open) -> None:
    for name in ("a.md", "b.markdown", "c.mdown", "d.txt", "E.MD", "deep/er/f.md"):
        write(folder / name, "x")
    for name in (".hidden.md", ".git/g.md", "deep/.obsidian/h.md", "i.html", "md", "j.md.bak"):
        write(folder / name, "x")
    (folder / "loop").symlink_to(folder)
    library = open_library(folder)
    assert not library.scanned
    report = library.scan()
    assert library.scanned
    found = [article.path for article in library.rows(library.ids(ListQuery(sort="path")))]
    assert found == [folder / name for name in ("E.MD", "a.md", "b.markdown", "c.mdown", "d.txt", "deep/er/f.md")]
    assert (report.added, report.total, report.unreadable) == (6, 6, ())
    assert library.scan() == report._replace(added=0)


def test_notices_changes(folder: Path, open_library: Open) -> None:
    write(folder / "a.md", "# One\n")
    write(folder / "b.md", "# Two\n")
    library = open_library(folder)
    library.scan()
    before = library.by_path(folder / "a.md")
    write(folder / "a.md", "# Other\n\nand more words\n")
    (folder / "b.md").unlink()
    write(folder / "c.md", "# Three\n")
    report = library.scan()
    assert (report.added, report.changed, report.removed, report.renamed) == (1, 1, 1, 0)
    assert titles(library) == ["Other", "Three"]
    after = library.by_path(folder / "a.md")
    assert before and after
    assert (after.row, after.id, after.added, after.words) == (before.row, before.id, before.added, 4)


def test_a_moved_file_is_the_same_article(folder: Path, open_library: Open) -> None:
    write(folder / "a.md", "# One\n")
    write(folder / "b.md", "")
    library = open_library(folder)
    library.scan()
    before = library.by_path(folder / "a.md")
    (folder / "sub").mkdir()
    os.rename(folder / "a.md", folder / "sub" / "z.md")
    os.rename(folder / "b.md", folder / "c.md")
    report = library.scan()
    # empty files are all alike: one that moved is another
    assert (report.added, report.removed, report.renamed) == (1, 1, 1)
    after = library.by_path(folder / "sub" / "z.md")
    assert before and after and (after.row, after.id) == (before.row, before.id)


@pytest.mark.parametrize(
    "before, after, same",
    [
        ("# One\n\nfirst\n", "# One\n\nfirstword and more\n", True),
        ("# One\n\nfirst\n", "# Another\n\nfirstword\n", False),  # an inode may be a deleted file's
        ("---\nurl: https://a.org/x\n---\n# One\n", "---\nurl: https://a.org/x\n---\n# Two\n\nfirstword\n", True),
        ("no title\n", "no title, but a firstword\n", False),
    ],
)
def test_a_file_that_moved_and_was_written_on_is_the_same_article(
    folder: Path, open_library: Open, before: str, after: str, same: bool
) -> None:
    write(folder / "a.md", before, 1_000_000_000)
    library = open_library(folder)
    library.scan()
    library.index_texts()
    known = library.by_path(folder / "a.md")
    (folder / "a.md").rename(folder / "b.md")
    write(folder / "b.md", after, 2_000_000_000)
    report = library.scan()
    assert (report.renamed, report.added, report.removed) == ((1, 0, 0) if same else (0, 1, 1))
    moved = library.by_path(folder / "b.md")
    assert known and moved and (moved.id == known.id) == same
    assert library.index_texts() == 1
    assert [hit.article.path.name for hit in library.search("firstword").rows] == ["b.md"]
    assert library.search("first").total == 0


def test_twins_are_not_mixed_up(folder: Path, open_library: Open) -> None:
    write(folder / "a.md", "# Same\n")
    write(folder / "b.md", "# Same\n")
    library = open_library(folder)
    library.scan()
    before = {article.path.name: article.row for article in library.rows(library.ids(ListQuery()))}
    os.rename(folder / "a.md", folder / "y.md")
    os.rename(folder / "b.md", folder / "x.md")
    assert library.scan().renamed == 2
    after = {article.path.name: article.row for article in library.rows(library.ids(ListQuery()))}
    assert after == {"y.md": before["a.md"], "x.md": before["b.md"]}


def test_new_is_what_arrived_since_the_last_session(folder: Path, open_library: Open) -> None:
    def new() -> list[str]:
        return [article.path.name for article in library.rows(library.ids(ListQuery(sort="path"))) if article.new]

    write(folder / "a.md", "a")
    library = open_library(folder)
    library.begin_session()
    library.scan()
    assert new() == []
    write(folder / "b.md", "b")
    library.scan()
    assert new() == ["b.md"]
    write(folder / "c.md", "c")
    open_library(folder).scan()  # a command, while nobody reads
    library = open_library(folder)
    library.begin_session()
    write(folder / "d.md", "d")
    library.scan()
    assert new() == ["c.md", "d.md"]
    library.begin_session()
    assert new() == []


def test_what_went_and_comes_back_is_not_new(folder: Path, open_library: Open, tmp_path: Path) -> None:
    (folder / "below").mkdir()
    for name in ("a", "b", "c"):
        (folder / "below" / f"{name}.md").write_text(f"# {name}\n")
    library = open_library(folder)
    library.scan()
    library.begin_session()
    (folder / "below").rename(tmp_path / "away")
    assert library.scan().removed == 3
    (tmp_path / "away" / "c.md").write_text("# another, not the one that went\n")
    (tmp_path / "away").rename(folder / "below")
    assert library.scan().added == 3
    rows = library.rows(library.ids(ListQuery(sort="path")))
    assert [article.path.name for article in rows if article.new] == ["c.md"]


def test_nothing_has_arrived_when_the_index_is_made_anew(folder: Path, open_library: Open, tmp_path: Path) -> None:
    def new() -> list[str]:
        return [article.path.name for article in library.rows(library.ids(ListQuery(sort="path"))) if article.new]

    library = open_library(folder)
    for _ in range(3):
        library.begin_session()
    for name in ("a.md", "b.md"):
        write(folder / name, "x")
    library.scan()
    for path in (tmp_path / "cache").iterdir():
        path.unlink()
    report = library.scan()
    assert (report.added, report.arrived, new()) == (2, 0, [])
    write(folder / "c.md", "x")
    report = library.scan()
    assert (report.added, report.arrived, new()) == (1, 1, ["c.md"])
    library = open_library(folder)
    library.begin_session()
    assert new() == [], "it arrived in the session before, however few sessions the new index counts"


def test_a_file_that_was_named_is_not_new(folder: Path, open_library: Open) -> None:
    write(folder / "a.md", "a")
    library = open_library(folder / "a.md")
    library.begin_session()
    library.scan()
    assert [article.new for article in library.rows(library.ids(ListQuery()))] == [False]
    write(folder / "b.md", "b")
    library = open_library(folder)  # now all of its folder, for the first time
    library.begin_session()
    library.scan()
    assert [article.new for article in library.rows(library.ids(ListQuery()))] == [False, False]


def test_odd_names_live_side_by_side(folder: Path, open_library: Open) -> None:
    name = "Ä"
    names = [
        b"-rf.md", b"a\x1b]52;c;x\x07.md", b"new\nline.md", b"\xff\xfe.md", b"a.md", b"A.md", b" .md",
        unicodedata.normalize("NFC", name).encode() + b".md", unicodedata.normalize("NFD", name).encode() + b".md",
        "\u202edm.exe.md".encode(), b"[foo].md", b"%s%n.md",
    ]  # fmt: skip
    for number, raw in enumerate(names):
        with open(os.path.join(os.fsencode(folder), raw), "w") as file:
            file.write(f"words {number}\n")
    library = open_library(folder)
    report = library.scan()
    assert (report.added, report.unreadable) == (len(names), ())
    articles = library.rows(library.ids(ListQuery()))
    assert {os.fsencode(article.path.name) for article in articles} == set(names)
    assert len({article.id for article in articles}) == len(names)
    for article in articles:
        assert library.read(article.path).text.startswith("words ")
        assert library.by_path(article.path) == article == library.by_id(article.id)
        assert not any(
            ord(char) < 0x20 or char in "\u202e\x7f" or "\ud800" <= char <= "\udfff" for char in article.title
        )
    assert library.scan() == report._replace(added=0)


def test_what_can_not_be_read_is_listed(folder: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(folder / "pipe.md")
    (folder / "link.md").symlink_to("nowhere.md")
    (folder / "loop.md").symlink_to("loop.md")
    (folder / "folder.md").mkdir()
    write(folder / "folder.md" / "in.md", "x")
    (folder / "empty.md").touch()
    (folder / "random.md").write_bytes(os.urandom(5000))
    monkeypatch.chdir(folder)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.txt")
        library = open_library(folder)
        report = library.scan()
    assert {path.name for path, _ in report.unreadable} == {"pipe.md", "link.md", "loop.md", "socket.txt"}
    assert report.added == 3
    empty = library.by_path(folder / "empty.md")
    assert empty and (empty.title, empty.words, empty.minutes) == ("empty", 0, 0)


def test_a_root_that_went_away_keeps_its_rows(folder: Path, open_library: Open) -> None:
    write(folder / "a.md", "x")
    library = open_library(folder)
    library.scan()
    os.rename(folder, folder.with_name("away"))
    report = library.scan()
    assert (report.removed, report.total) == (0, 1)
    assert [path for path, _ in report.unreadable] == [folder]


def test_several_roots_and_files(folder: Path, open_library: Open) -> None:
    for name in ("one/a.md", "one/b.md", "two/c.md", "two/d.md", "three/e.md"):
        write(folder / name, "x")
    library = open_library(folder / "one", folder / "two" / "c.md", folder / "one" / "a.md", folder / "one")
    library.scan()
    assert titles(library) == ["a", "b", "c"]
    assert library.count(ListQuery()) == 3
    assert library.roots == (folder / "one", folder / "two")
    assert library.by_path(folder / "two" / "d.md") is None
    # another library in the same index does not disturb it, and the other way round
    other = open_library(folder / "two")
    assert other.scan().added == 1
    assert titles(other) == ["c", "d"] and titles(library) == ["a", "b", "c"]
    assert (other.title, library.title, open_library(folder / "three" / "e.md").title) == ("two", "2 folders", "e.md")


def test_words_of_long_files_are_counted(folder: Path, open_library: Open) -> None:
    write(folder / "a.md", "word\n" * 100_000 + "x" * 300_000 + "\nOriginal url: <https://a.b/c>\n")
    write(folder / "b.md", "日本語" * 400)
    library = open_library(folder)
    library.scan()
    long, short = library.rows(library.ids(ListQuery(sort="path")))
    assert (long.words, long.minutes, long.url) == (100_004, 435, "https://a.b/c")
    assert (short.words, short.minutes, short.lang) == (1200, 3, "zh")


def test_stops_and_goes_on(folder: Path, open_library: Open) -> None:
    for number in range(1200):
        write(folder / f"{number}.md", f"# {number}\n")
    library = open_library(folder)
    seen: list[tuple[str, int, int]] = []
    first = library.scan(progress=lambda step: seen.append(tuple(step)), stop=lambda: len(seen) > 1)
    assert 0 < first.total < 1200 and not library.scanned
    assert seen[-1] == ("read", first.total, 1200)
    library.begin_session()
    assert library.scan().total == 1200
    assert not any(article.new for article in library.rows(library.ids(ListQuery())))


@pytest.mark.parametrize("count", [2, 3])
def test_two_processes_scan_at_once(folder: Path, open_library: Open, tmp_path: Path, count: int) -> None:
    for number in range(1500):
        write(folder / f"{number % 7}" / f"{number}.md", f"# Title {number}\n")
    code = (
        "import sys\nfrom pathlib import Path\nfrom reader.library import Library\n"
        "print(Library([Path(sys.argv[1])], Path(sys.argv[2])).scan().total)"
    )
    index = tmp_path / "index.db"
    command = [sys.executable, "-c", code, str(folder), str(index)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(count)]
    for process in running:
        out, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors.decode()
        assert out.strip() == b"1500"
    library = open_library(folder, index="index.db")
    report = library.scan()
    assert (report.added, report.changed, report.removed, report.total) == (0, 0, 0, 1500)


def test_a_file_that_changes_while_it_is_read(
    folder: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder / "a.md", "# One\n", 1_000_000_000)
    library = open_library(folder)
    real = source_module.read_at

    def late(handle: int, name: bytes, limit: int | None = None) -> source_module.Bytes:
        write(folder / "a.md", "# Changed meanwhile\n", 2_000_000_000)
        return real(handle, name, limit)

    monkeypatch.setattr("reader.library.heads.read_at", late)
    library.scan()
    assert titles(library) == ["Changed meanwhile"]
    assert library.scan().changed == 0


@needs_shared
def test_the_real_documents(open_library: Open) -> None:
    library = open_library(SHARED / "corpus")
    report = library.scan()
    assert report.added == report.total > 300 and report.unreadable == ()
    assert all(article.title and article.words is not None for article in library.rows(library.ids(ListQuery())))


paths = st.lists(st.sampled_from("abcd"), min_size=1, max_size=3).map(lambda parts: "/".join(parts).encode() + b".md")
entries = st.dictionaries(paths, st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3)), max_size=12)


@given(entries, entries, st.randoms())
@settings(max_examples=300, deadline=None)
def test_a_plan_says_what_differs_whatever_the_order(
    before: dict[bytes, tuple[int, int, int]], now: dict[bytes, tuple[int, int, int]], random: object
) -> None:
    def known() -> dict[bytes, tuple[bytes, int, int, int, int]]:
        return {path: (path, *stat, number) for number, (path, stat) in enumerate(before.items())}

    found: list[tuple[bytes, int, int, int]] = [(path, *stat) for path, stat in now.items()]
    made = plan(known(), found)
    random.shuffle(found)  # type: ignore[attr-defined]
    assert plan(known(), found) == made
    assert {path for path, *_ in made.fresh} == now.keys() - before.keys()
    assert made.gone.keys() == before.keys() - now.keys()
    assert {entry.path for _, entry in made.changed} == {
        path for path in now if path in before and now[path] != before[path]
    }
    assert plan({path: (path, *stat, 0) for path, stat in now.items()}, found) == Plan([], [], {}, [])


def test_a_plan_keeps_what_lies_below_an_unreadable_folder() -> None:
    known = {path: (path, 1, 1, 1, 1) for path in (b"a/b.md", b"a/c/d.md", b"ab.md")}
    made = plan(known, [Unreadable(b"a", "why", True)])
    assert made.gone.keys() == {b"ab.md"}


@given(steps("scan"))
@FEW
def test_scanning_now_and_then_gives_what_a_rebuild_gives(
    tmp_path_factory: pytest.TempPathFactory, taken: list[Step]
) -> None:
    place = tmp_path_factory.mktemp("scan")
    folder = place / "library"
    folder.mkdir()
    library = Library([folder], place / "index.db")
    for number, step in enumerate([*taken, ("scan", "", "")]):
        take(folder, number, step)
        if step[0] == "scan":
            library.scan()
    fresh = Library([folder], place / "fresh.db")
    fresh.scan()

    def shown(one: Library) -> list[tuple[object, ...]]:
        articles = one.rows(one.ids(ListQuery(sort="path")))
        return [(article.path, article.title, article.words, article.fingerprint) for article in articles]

    assert shown(library) == shown(fresh)
    assert library.scan()[:4] == (0, 0, 0, 0)
    library.close()
    fresh.close()


def test_walk_tells_what_it_can_not_enter(tmp_path: Path) -> None:
    assert list(walk(os.fsencode(tmp_path / "none"))) == [Unreadable(b"", "there is no such file", True)]
    write(tmp_path / "a" / "b.md", "x")
    (found,) = walk(os.fsencode(tmp_path))
    assert Entry(*found).path == b"a/b.md"  # type: ignore[arg-type]


def test_the_newest_come_first(folder: Path, open_library: Open) -> None:
    for number in range(600):
        write(folder / f"{number:03}.md", "x", (number + 1) * 1_000_000_000)
    library = open_library(folder)
    seen: list[object] = []
    library.scan(seen.append, lambda: bool(seen))
    assert 0 < library.count(ListQuery()) <= 50
    assert library.by_path(folder / "599.md") and not library.by_path(folder / "050.md")


def test_importing_the_library_is_cheap() -> None:
    code = "import sys, reader.library; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {
        "yaml",
        "charset_normalizer",
        "markdown_it",
        "textual",
        "tomllib",
        "asyncio",
        "reader.document.metadata",
    } & set(done.stdout.split())


def test_of_a_slow_folder_there_is_something_to_look_at_while_it_is_walked(
    folder: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        write(folder / f"{number % 2}" / f"{number}.md", f"# Title {number}\n\nWords\n")
    monkeypatch.setattr(scan, "SLOW", 0.0)
    library = open_library(folder)
    seen: list[int] = []
    told: list[ScanProgress] = []

    def slow(path: bytes) -> Iterator[Stat | Unreadable]:
        for item in walk(path):
            yield item
            seen.append(len(library.ids(ListQuery())))

    monkeypatch.setattr(heads, "walk", slow)
    report = library.scan(told.append)
    assert seen == [1, 2, 3, 4, 5, 6]
    assert [step for step in told if step.phase == "walk"] == [ScanProgress("walk", done, 0) for done in range(1, 7)]
    assert (report.added, report.total, report.arrived) == (6, 6, 0)
    assert library.scanned
    assert library.scan()[:4] == (0, 0, 0, 0)


def test_a_first_walk_that_is_stopped_is_gone_on_with(
    folder: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        write(folder / f"{number}.md", f"# Title {number}\n\nWords\n")
    monkeypatch.setattr(scan, "SLOW", 0.0)
    library = open_library(folder)
    told: list[ScanProgress] = []
    report = library.scan(told.append, lambda: len(told) > 2)
    assert (report.added, report.total) == (3, 3)
    assert not library.scanned
    assert (library.scan().added, len(library.ids(ListQuery()))) == (3, 6)
    assert library.scanned
