"""The commands of the shell: what they print, on which stream, and with which exit status."""

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.cli import links
from reader.errors import StorageError
from reader.userdata import Mark, UserData
from tests.cli.conftest import Ran

Run = Callable[..., Ran]
LIST = [
    *("id", "path", "title", "authors", "published", "saved", "added", "url", "tags", "lang", "words", "minutes"),
    *("state", "progress", "starred", "archived"),
]
SHOW = ["path", "meta", "text", "headings", "links", "images", "error"]
MARK = ["id", "path", "title", "heading", "quote", "note", "kind", "created", "status", "line"]


def objects(ran: Ran) -> list[dict[str, object]]:
    return [json.loads(line) for line in ran.out.splitlines()]


def test_list_has_every_field_and_says_null_for_what_is_not_known(run: Run, library: Path) -> None:
    ran = run("--library", library, "list", "--json")
    assert (ran.status, ran.err) == (0, "")
    rows = {str(row["title"]): row for row in objects(ran)}
    assert sorted(rows) == ["How the wall was paid for", "The light", "notes"]
    assert all(list(row) == LIST for row in rows.values())
    wall = rows["How the wall was paid for"]
    assert wall["path"] == str(library / "wall.md")
    assert (wall["authors"], wall["published"], wall["tags"]) == (["Jane Doe"], "2021-02-01", ["sea", "money"])
    assert (wall["state"], wall["progress"], wall["starred"], wall["archived"]) == ("unread", 0.0, False, False)
    assert rows["notes"]["url"] is None
    assert rows["notes"]["authors"] == []


def test_ids_stay_from_run_to_run_and_with_another_index(run: Run, library: Path, home: Path) -> None:
    first = [row["id"] for row in objects(run("--library", library, "list", "--json"))]
    assert run("--library", library, "index", "--rebuild").status == 0
    assert [row["id"] for row in objects(run("--library", library, "list", "--json"))] == first


def test_list_filters_and_finding_nothing_is_status_1(run: Run, library: Path) -> None:
    ran = run("list", "EILIDH", "--library", library)
    assert ran.status == 0
    assert "The light — Eilidh Grant · 2021-03-09 · 1 min" in ran.out
    assert len(ran.out.splitlines()) == 1
    ran = run("list", "zeppelin", "--library", library)
    assert (ran.status, ran.out, ran.err) == (1, "", "reader: no article matches 'zeppelin'\n")
    told = run("list", str(library), "--library", library).err
    assert told == f"reader: no article matches '{library}'; to list a folder: reader list --library DIR\n"
    assert run("list", "z" * 5000, "--library", library).status == 1
    assert run("list", "--library", library / "below").status == 0


@pytest.mark.parametrize("words", [["list"], ["list", "--json"], ["search", "wall"], ["links"]], ids=" ".join)
def test_a_library_that_cannot_be_entered_is_status_1_and_a_line(
    run: Run, library: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    run("--library", library, "index")
    known = run("--library", library, *words)
    scandir = os.scandir

    def shut(path: bytes) -> object:
        if os.fsencode(path) == os.fsencode(library):
            raise PermissionError(errno.EACCES, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", shut)
    ran = run("--library", library, *words)
    assert (ran.status, ran.out) == (1, known.out), "what is known of it is no less true"
    assert ran.err.count("\n") == 1
    assert ran.err.startswith(f"reader: {library}: ")


def test_an_empty_folder_is_an_empty_list(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("list", "--library", tmp_path / "empty") == Ran(0, "", "")


def test_which_library(run: Run, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "A Tour of reader" in run("list").out
    monkeypatch.setenv("READER_LIBRARY", str(library))
    assert "The light" in run("list").out
    assert "Trim" not in run("list").out
    assert "notes" not in run("list", "--library", library / "below").out
    monkeypatch.setenv("READER_LIBRARY", str(library / "nowhere"))
    ran = run("list")
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert "READER_LIBRARY is" in ran.err


def test_show_prints_text_at_a_width(run: Run, library: Path) -> None:
    ran = run("show", library / "wall.md", library / "notes.txt", "--width", "30")
    assert (ran.status, ran.err) == (0, "")
    assert "\x1b" not in ran.out
    assert max(map(len, ran.out.splitlines())) <= 30
    assert "A wall in the sea is never" in ran.out
    assert ran.out.count("How the wall was paid for") == 1
    assert "Nothing but *text*." in ran.out


def test_show_with_colours(run: Run, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = run("show", library / "wall.md", "--format", "ansi").out
    assert "\x1b[1;34m" in out
    assert "\x1b]8;;https://example.com/x\x1b\\" in out
    monkeypatch.setenv("NO_COLOR", "1")
    out = run("show", library / "wall.md", "--format", "ansi").out
    assert "\x1b[1m" in out
    assert "34m" not in out


def test_show_json_goes_on_after_a_file_that_cannot_be_read(run: Run, library: Path) -> None:
    ran = run("show", library / "wall.md", library / "gone.md", library, library / "notes.txt", "--format", "json")
    rows = objects(ran)
    assert (ran.status, ran.err) == (1, "")
    assert all(list(row) == SHOW for row in rows)
    assert [bool(row["error"]) for row in rows] == [False, True, True, False]
    assert rows[1]["text"] is None
    wall = rows[0]
    assert isinstance(wall["meta"], dict)
    assert list(wall["meta"]) == LIST
    assert [h["slug"] for h in wall["headings"]][-1] == "oak-and-boulders"  # type: ignore[attr-defined]
    assert [(x["text"], x["kind"]) for x in wall["links"]] == [  # type: ignore[attr-defined]
        ("example.org", "web"),  # of the masthead
        ("the light", "library"),
        ("gone", "missing"),
        ("web", "web"),
        ("copy", "web"),
        ("up", "heading"),
    ]
    assert wall["images"] == [{"alt": "a map", "src": "map.png"}]


def test_a_saved_copy_is_found_in_the_library(run: Run, library: Path) -> None:
    run("index", "--library", library)
    ran = run("show", library / "wall.md", "--format", "json", "--library", library)
    copy = next(link for link in objects(ran)[0]["links"] if link["text"] == "copy")  # type: ignore[attr-defined]
    assert (copy["kind"], copy["target"]) == ("saved", str(library / "below" / "light.md"))


def test_links(run: Run, library: Path) -> None:
    rows = objects(run("links", "--json", "--library", library))
    assert all(list(row) == ["path", "line", "text", "href", "kind", "target"] for row in rows)
    assert {row["kind"] for row in rows} == {"library", "missing", "web", "saved", "heading"}
    assert "Eilidh Grant" not in {row["text"] for row in rows}
    broken = run("links", "--broken", "--library", library)
    assert broken.status == 1
    assert "gone.md" in broken.out
    assert run("links", "--broken", library / "notes.txt").status == 0
    assert run("links", library / "below", "--broken") == Ran(0, "", "")
    assert [row["line"] for row in objects(run("links", library / "below", "--json"))] == [15]


def test_a_file_is_parsed_once_for_all_headings_that_are_not_there(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed, whole = list[Path](), links.whole_document
    monkeypatch.setattr(links, "whole_document", lambda session, path: parsed.append(path) or whole(session, path))
    for name in ("one.md", "two.md", "three.md"):
        broken = "" if name == "three.md" else "[b](#gone) [c](#gone-2) [d](#never)"
        (tmp_path / name).write_text(f"# One\n\n[a](#one) {broken}\n")
    rows = objects(run("links", tmp_path, "--json"))
    assert [row["kind"] for row in rows].count("missing") == 6 and len(parsed) == 2


def test_a_heading_that_is_not_there_is_missing(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "one.md"
    file.write_text(
        "# One\n\n[a](#two-words) [b](#nowhere) [c](#ONE) [d](#set) [e](#here)[^n]\n\n"
        "## Two *words*\n\nSet\n---\n\n<a id=here></a>\n\n[^n]: Note.\n"
    )
    kinds = {"a": "heading", "b": "missing", "c": "heading", "d": "heading", "e": "heading"}
    rows = objects(run("links", file, "--json"))
    assert {row["text"]: row["kind"] for row in rows} == kinds
    shown = objects(run("show", file, "--format", "json"))[0]["links"]
    assert {link["text"]: link["kind"] for link in shown} == kinds  # type: ignore[attr-defined]
    broken = run("links", file, "--broken")
    assert broken.status == 1 and "There is no heading “nowhere” there" in broken.out


def test_bookmarks_of_files_that_swapped_their_names(run: Run, library: Path, tmp_path: Path) -> None:
    wall, light = library / "wall.md", library / "below" / "light.md"
    run("index", "--library", library)
    assert run("bookmarks", "add", wall, "--quote", "is a subscription", "--library", library).status == 0
    wall.rename(tmp_path / "away")
    light.rename(wall)
    (tmp_path / "away").rename(light)
    (row,) = objects(run("bookmarks", "--json", "--library", library))
    assert (row["path"], row["status"]) == (str(light), "exact")
    light.unlink()
    (row,) = objects(run("bookmarks", "--json", "--library", library))
    assert (row["path"], row["status"]) == (str(light), "missing")


def test_bookmarks_from_end_to_end(run: Run, library: Path, tmp_path: Path) -> None:
    wall = library / "wall.md"
    ran = run("bookmarks", "add", wall, "--quote", "is a  subscription", "--note", "nice\x1b[31m")
    assert (ran.status, ran.err) == (0, "")
    ident = ran.out.strip()
    (row,) = objects(run("bookmarks", "--json"))
    assert list(row) == MARK
    assert (row["id"], row["path"], row["quote"]) == (ident, str(wall), "is a subscription")
    assert (row["kind"], row["status"], row["line"], row["note"]) == ("bookmark", "exact", 11, "nice␛[31m")
    twice = run("bookmarks", "add", wall, "--quote", "never finished")
    assert twice.status == 0
    assert "2 times" in twice.err
    none = run("bookmarks", "add", wall, "--quote", "zeppelin")
    assert (none.status, none.out, none.err.count("\n")) == (1, "", 1)
    assert "is a subscription" in run("bookmarks", "list").out

    exported = tmp_path / "marks.json"
    assert run("bookmarks", "export", "--format", "json", exported).status == 0
    again = run("bookmarks", "export", "--format", "json", exported)
    assert (again.status, "is there already" in again.err) == (1, True)
    assert "> is a subscription" in run("bookmarks", "export").out
    assert run("bookmarks", "remove", ident[:12]).out.strip() == ident
    assert len(objects(run("bookmarks", "--json"))) == 1
    assert run("bookmarks", "remove", ident).status == 1
    assert run("bookmarks", "import", exported).out == "1 mark added; already there: 1\n"
    assert {row["note"] for row in objects(run("bookmarks", "--json"))} == {"nice␛[31m", None}


def test_marks_follow_the_words_and_say_how_they_stand(run: Run, library: Path) -> None:
    wall = library / "wall.md"
    run("bookmarks", "add", wall, "--quote", "all wrong for a port")
    wall.write_text(wall.read_text().replace("A wall in the sea", "New words.\n\nA wall in the sea"))
    (row,) = objects(run("bookmarks", "--json"))
    assert (row["status"], row["line"]) == ("exact", 17)
    wall.write_text("# Quite another text\n\nWith nothing of what was there.\n")
    assert objects(run("bookmarks", "--json"))[0]["status"] == "orphaned"
    wall.unlink()
    assert objects(run("bookmarks", "--json"))[0]["status"] == "missing"
    assert objects(run("bookmarks", "--json"))[0]["line"] is None


@pytest.mark.parametrize("line", ["{}", "[]", "nonsense", '{"path": "x", "quote": "y"}', '{"path": 3}', "[" * 100_000])
def test_import_refuses_what_it_does_not_understand(run: Run, library: Path, tmp_path: Path, line: str) -> None:
    file = tmp_path / "bad.json"
    file.write_text(line + "\n")
    ran = run("bookmarks", "import", file)
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)


def exported_mark(path: Path, **more: object) -> str:
    return json.dumps({"path": str(path), "quote": "is a subscription", **more}) + "\n"


def test_import_takes_all_or_nothing(run: Run, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "marks.json"
    good = exported_mark(library / "wall.md")
    file.write_text(good + good.replace("subscription", "town").replace("wall.md", "\\ud800x.md"))
    ran = run("bookmarks", "import", file)
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1) and "line 2" in ran.err
    assert objects(run("bookmarks", "--json")) == []

    file.write_text(good + good.replace("subscription", "town"))
    calls = iter([False, True])
    add_mark = UserData.add_mark

    def full_the_second_time(self: UserData, *args: Any, **more: Any) -> Mark:
        if next(calls):
            raise StorageError("the disk is full")
        return add_mark(self, *args, **more)

    with monkeypatch.context() as patch:
        patch.setattr(UserData, "add_mark", full_the_second_time)
        ran = run("bookmarks", "import", file)
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1) and "the disk is full" in ran.err
    assert objects(run("bookmarks", "--json")) == []
    assert run("bookmarks", "import", file).out == "2 marks added; already there: 0\n"
    assert len(objects(run("bookmarks", "--json"))) == 2


def test_import_takes_one_line_for_what_is_one_and_keeps_what_is_known(run: Run, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "marks.json"
    more = {"url": "example.org/a\nb", "color": "red\nblue", "note": "one\ntwo"}
    file.write_text(exported_mark(tmp_path / "gone.md", title="a\nb\x1bc", **more))
    assert run("bookmarks", "import", file).status == 0
    (row,) = objects(run("bookmarks", "--json"))
    assert (row["title"], row["note"]) == ("a b␛c", "one\ntwo")
    file.write_text(exported_mark(tmp_path / "gone.md", offset=7, title="Another", url="example.org/other"))
    assert run("bookmarks", "import", file).status == 0
    assert {row["title"] for row in objects(run("bookmarks", "--json"))} == {"a b␛c"}
    exported = objects(run("bookmarks", "export", "--format", "json"))
    assert {row["url"] for row in exported} == {"example.org/a b"}
    assert {row["color"] for row in exported} == {"red blue", None}


def test_names_that_are_no_utf8(run: Run, library: Path) -> None:
    name = os.fsencode(library) + b"/caf\xe9.md"
    with open(name, "w") as stream:
        stream.write("# Coffee\n\nBlack.\n")
    row = next(row for row in objects(run("list", "--json", "--library", library)) if row["title"] == "Coffee")
    assert str(row["path"]).endswith("/caf\\xe9.md")
    assert list(row)[:3] == ["id", "path", "path_b64"]
    shown = objects(run("show", os.fsdecode(name), "--format", "json"))[0]
    assert shown["error"] is None
    assert run("bookmarks", "add", os.fsdecode(name), "--quote", "Black").status == 0
    assert objects(run("bookmarks", "--json"))[0]["status"] == "exact"


def test_paths_and_version(run: Run, home: Path) -> None:
    rows = dict(line.split("\t") for line in run("paths").out.splitlines())
    assert rows["bookmarks"] == str(home / "data" / "reader" / "state.db")
    assert rows["library"].endswith("seeds")
    assert run("--version").out.startswith("reader ")
    assert run("--help").out.startswith("reader — ")
    assert run("show", "--help").out.startswith("reader show FILE ...")


def test_index_counts_and_names_what_cannot_be_read(run: Run, library: Path) -> None:
    assert run("index", "--library", library).out.startswith("3 articles: 3 new, 0 changed, 0 gone")
    (library / "notes.txt").unlink()
    assert run("index", "--library", library).out.startswith("2 articles: 0 new, 0 changed, 1 gone")
    os.mkfifo(library / "pipe.md")
    assert run("list", "--library", library).status == 0


def test_a_defect_is_one_line_unless_it_is_asked_for(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def defect(*_: object) -> None:
        raise KeyError("\x9b31m")

    monkeypatch.setattr("reader.cli.upkeep.where", defect)
    ran = run("paths")
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert "a defect of reader" in ran.err
    assert "\x9b" not in ran.err
    monkeypatch.setenv("READER_DEBUG", "1")
    with pytest.raises(KeyError):
        run("paths")
