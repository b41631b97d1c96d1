"""The full-text index: what is text in a source, how it is folded, and that filling it can be broken off anywhere."""

import signal
import sqlite3
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.fold import fold
from reader.library import Library, ListQuery, fulltext, source
from reader.library.schema import TOKENIZE
from reader.library.terms import PART, indexable, searchable
from reader.library.text_scan import HIDDEN, reading_text
from tests.library.steps import FEW, Step, steps, take, write

Open = Callable[..., Library]


@pytest.mark.parametrize(
    "one, other",
    [
        ("Été ÇA", "ete ca"), ("STRASSE", "straße"), ("İstanbul", "istanbul"), ("Ｆｏｏ ﬁn", "foo fin"), ("ﾊﾞｽ", "バス"),
        ("ΟΔΟΣ", "οδος"), ("e\u0301té", "été"), ("caf&eacute;", "café"), ("Donau\u00addampf", "Donaudampf"),
        ("مُحَمَّد", "محمد"), ("Foo™", "foo"), ("한\u1100\u1161", "한가"), ("日本語", "日 本 語"), ("ที่", "ท ี ่"),
        ("Łódź", "lodz"), ("København", "kobenhavn"), ("Æsop’s cœur", "aesop’s coeur"), ("Đà Nẵng", "da nang"),
        ("ALLTAĞINDA ışık", "alltaginda isik"), ("Þórður", "thordur"), ("Ǿ ǽ", "o ae"),
    ],
)  # fmt: skip
def test_what_is_written_differently_is_found_alike(one: str, other: str) -> None:
    assert searchable(one).split() == searchable(other).split()


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_searchable_text_keeps_lines_and_is_stable(text: str) -> None:
    found = searchable(text)
    assert found.count("\n") == text.count("\n")
    assert searchable(found).split() == found.split() or "&" in text
    if text.isascii() and "&" not in text:
        assert found == fold(text)


def _tokens(table: sqlite3.Connection, text: str) -> list[tuple[int, str]]:
    table.execute("BEGIN")
    table.execute("INSERT INTO words (body) VALUES (?)", (text,))
    found: list[tuple[int, str]] = table.execute("SELECT offset, term FROM seen ORDER BY 1").fetchall()
    table.execute("ROLLBACK")
    return found


@pytest.fixture(scope="module")
def words_table() -> sqlite3.Connection:
    table = sqlite3.connect(":memory:", isolation_level=None)
    table.execute(f'CREATE VIRTUAL TABLE words USING fts5 (body, content="", tokenize="{TOKENIZE}")')
    table.execute("CREATE VIRTUAL TABLE seen USING fts5vocab (words, instance)")
    return table


def test_what_is_indexed_has_the_words_that_are_asked_for(words_table: sqlite3.Connection) -> None:
    # each letter of the scripts with case and accents, at the ends of words and within
    blocks = (range(0x80, 0x3400, 64), range(0xFE00, 0x10000, 64), range(0x1F300, 0x1FB00, 64))
    for first in (code for block in blocks for code in block):
        text = "".join(f"A{chr(code)}b {chr(code)} {chr(code)}\u0301c " for code in range(first, first + 64))
        assert _tokens(words_table, indexable(text)) == _tokens(words_table, searchable(text)), hex(first)


def test_letters_without_marks_are_indexed_as_the_words_that_are_asked_for(words_table: sqlite3.Connection) -> None:
    # Arabic is left as it is where no mark is there, Han, kana and Hangul are set apart, beside any other letter
    for first in (*range(0x600, 0x700, 16), *range(0x3000, 0x3400, 16), *range(0xABF0, 0xAC20, 16), 0xD7A0):
        letters = [chr(code) for code in range(first, first + 16)]
        for text in ("".join(letters), " ".join(f"a{letter}b {letter}{letter} {letter}\u0627" for letter in letters)):
            assert _tokens(words_table, indexable(text)) == _tokens(words_table, searchable(text)), hex(first)
        for letter in letters:
            assert _tokens(words_table, indexable(letter)) == _tokens(words_table, searchable(letter)), letter


def test_what_becomes_one_with_what_follows_it_is_indexed_as_one(words_table: sqlite3.Connection) -> None:
    composed = [chr(code) for code in range(0xC0, 0x11400) if len(unicodedata.decomposition(chr(code)).split()) == 2]
    pairs = [unicodedata.normalize("NFD", sign) for sign in composed if "<" not in unicodedata.decomposition(sign)]
    for at in range(0, len(pairs), 16):
        text = " ".join(f"{pair} a{pair}b B{pair}{pair[1:]}" for pair in pairs[at : at + 16])
        assert _tokens(words_table, indexable(text)) == _tokens(words_table, searchable(text)), text


_MIXED = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs", "Cc"]),
        st.sampled_from(
            "aBé\u0301\u0308ßİıøŁæÞΣςйИ\u0306ﬁ日本がか\u3099각\u11a8ﾊﾞكتاب\u0654\u064bไทย한\u1100\u1161’“—… \n&;\xad½ªμΐ"
        ),
    ),
    max_size=40,
)


@given(_MIXED)
@settings(max_examples=300, deadline=None)
def test_any_text_is_indexed_with_the_words_that_are_asked_for(words_table: sqlite3.Connection, text: str) -> None:
    assert _tokens(words_table, indexable(text)) == _tokens(words_table, searchable(text))
    assert indexable(text).count("\n") == text.count("\n")


@pytest.mark.parametrize(
    "source, words",
    [
        ("a [b](http://x.y/z_(1) 'title') c", "a [b] c"), ("![alt](data:image/png;base64,AAAA) x", "![alt] x"),
        ("[b](<a b>)", "[b]"), ("<div class='x'>in</div> <b>c</b><br/>", "in c"), ("a <!-- hidden --> b", "a b"),
        ("[ref]: http://x.y/z\nb", "[ref]: b"), ("```\n<div> [a](b)\n```\n<div>x", "``` <div> [a](b) ``` x"),
        ("```\nnever closed <b>", "``` never closed <b>"), ("List<String> a < b", "List<String> a < b"),
        ("<http://x.y> <a@b.c>", "<http://x.y> <a@b.c>"), ("a ](b", "a ](b"),
        ("a <!-- <b>x</b>\n-- > <!-- --> b --> c", "a b --> c"), ("a <!-- b <b>c</b> <!--", "a <!-- b c <!--"),
        ('Done <progress value="14" max="34"></progress> so far', "Done so far"),
        ("<ruby>漢<rp>(</rp><rt>kan</rt></ruby>", "漢 ( kan"),
        ("a List<string> of <address>s</address>", "a List<string> of s"),
    ],
)  # fmt: skip
def test_what_is_text(source: str, words: str) -> None:
    found = reading_text(source)
    assert found.split() == words.split()
    assert len(found) == len(source)


@given(st.text(st.sampled_from("a]([)<>!-b `~:/\n\"'&*"), max_size=80), st.integers(0, 10))
@settings(max_examples=300, deadline=None)
def test_offsets_and_lines_stay(source: str, body: int) -> None:
    found = reading_text(source, body)
    assert len(found) == len(source)
    assert all(new == old or (new in (" ", HIDDEN) and old != "\n") for new, old in zip(found, source, strict=True))
    assert not found[:body].strip()


@pytest.mark.parametrize("piece", ["```\n", "](", "<a ", "<!--", "[a]: ", "](<", "](a '", "> ```x\n", "`", "<br a"])
def test_no_source_takes_long(piece: str) -> None:
    assert len(reading_text(piece * 50_000)) == len(piece) * 50_000


def instances(index: Path) -> list[tuple[object, ...]]:
    """Every word of every article in the full-text index, with its place; articles by their path."""
    connection = sqlite3.connect(index)
    connection.execute("CREATE VIRTUAL TABLE temp.instance USING fts5vocab (main, fulltext, instance)")
    found = connection.execute(
        "SELECT path, term, col, offset FROM instance LEFT JOIN article ON row = doc ORDER BY 1, 2, 3, 4"
    ).fetchall()
    connection.execute("INSERT INTO fulltext (fulltext) VALUES ('integrity-check')")
    connection.close()
    return found


def rebuilt(folder: Path, tmp_path: Path) -> list[tuple[object, ...]]:
    index = tmp_path / "rebuilt.db"
    for ending in ("", "-wal", "-shm"):
        index.with_name(index.name + ending).unlink(missing_ok=True)
    library = Library([folder], index)
    library.scan()
    library.index_texts()
    library.close()
    return instances(index)


def test_texts_are_indexed_once(folder: Path, open_library: Open, tmp_path: Path) -> None:
    for number in range(150):
        write(folder / f"{number}.md", f"---\ntitle: Hidden {number}\n---\nWord{number} and all\n")
    library = open_library(folder)
    library.scan()
    seen: list[tuple[str, int, int]] = []
    assert library.unindexed == 150
    assert library.index_texts(lambda step: seen.append(tuple(step))) == 150
    assert seen[0] == ("text", 0, 150) and seen[-1] == ("text", 150, 150)
    assert library.unindexed == library.index_texts() == 0
    assert instances(tmp_path / "cache" / "index.db") == rebuilt(folder, tmp_path)


def test_texts_follow_their_files(folder: Path, open_library: Open, tmp_path: Path) -> None:
    for name in ("a", "b", "c", "d/e"):
        write(folder / f"{name}.md", f"text of {name}\n")
    library = open_library(folder)
    library.scan()
    library.index_texts()
    write(folder / "a.md", "something else\n")
    (folder / "b.md").unlink()
    (folder / "c.md").rename(folder / "z.md")  # its title is its name
    write(folder / "new.md", "text of new\n")
    library.scan()
    assert library.index_texts() == 3
    assert instances(tmp_path / "cache" / "index.db") == rebuilt(folder, tmp_path)


def test_what_can_not_be_read(folder: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder / "a.md", "text\n")
    write(folder / "b.md", "text that is too long\n")
    library = open_library(folder)
    library.scan()
    monkeypatch.setattr("reader.library.source.MAX_BYTES", 10)
    folder.rename(folder.with_name("away"))
    assert library.index_texts() == 0 and library.unindexed == 2
    folder.with_name("away").rename(folder)
    assert library.index_texts() == 2 and library.unindexed == 0


def test_stops(folder: Path, open_library: Open) -> None:
    for number in range(100):
        write(folder / f"{number}.md", "text\n")
    library = open_library(folder)
    library.scan()
    asked: list[int] = []
    done = library.index_texts(stop=lambda: asked.append(1) is not None or len(asked) > 30)
    assert 0 < done < 100 and library.unindexed == 100 - done
    assert library.index_texts() == 100 - done


CODE = (
    "import sys\nfrom pathlib import Path\nfrom reader.library import Library\n"
    "library = Library([Path(sys.argv[1])], Path(sys.argv[2]))\nlibrary.scan()\nprint('go', flush=True)\n"
    "library.index_texts()\nprint(library.unindexed)"
)


def test_killed_at_any_time(folder: Path, open_library: Open, tmp_path: Path) -> None:
    for number in range(400):
        write(folder / f"{number}.md", f"# Title {number}\n" + f"Word{number} and many more words. " * 200)
    index = tmp_path / "cache" / "index.db"
    library = open_library(folder)
    library.scan()
    left = [library.unindexed]
    for wait in (0.02, 0.05, 0.1):
        process = subprocess.Popen([sys.executable, "-c", CODE, folder, index], stdout=subprocess.PIPE)
        assert process.stdout and process.stdout.readline() == b"go\n"
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        left.append(library.unindexed)
    assert left == sorted(left, reverse=True)
    assert library.index_texts() == left[-1]
    assert instances(index) == rebuilt(folder, tmp_path)


def test_two_processes_share_the_work(folder: Path, open_library: Open, tmp_path: Path) -> None:
    for number in range(300):
        write(folder / f"{number}.md", f"# Title {number}\n" + f"Word{number} and many more words. " * 50)
    index = tmp_path / "cache" / "index.db"
    command = [sys.executable, "-c", CODE, str(folder), str(index)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    for process in running:
        out, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors.decode()
        assert out.split() == [b"go", b"0"]
    assert instances(index) == rebuilt(folder, tmp_path)


@pytest.mark.parametrize("known", [False, True])
def test_what_another_process_did_while_a_scan_read_is_not_done_again(
    folder: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    library, other = open_library(folder), open_library(folder)
    write(folder / "a.md", "text\n", 1_000_000_000)
    if known:
        library.scan()
        write(folder / "a.md", "another text\n", 2_000_000_000)
    real = source.read_at

    def late(*arguments: Any) -> source.Bytes:
        monkeypatch.setattr("reader.library.heads.read_at", real)
        other.scan()
        assert other.index_texts() == 1
        return real(*arguments)

    monkeypatch.setattr("reader.library.heads.read_at", late)
    report = library.scan()
    assert (report.added, report.changed, library.unindexed) == (0, 0, 0)


def test_an_index_that_was_built_anew_meanwhile_holds_the_files_of_others(
    folder: Path, open_library: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder / "a.md", "text\n")
    write(tmp_path / "elsewhere" / "b.md", "text\n")
    library = open_library(folder)
    library.scan()
    unindexed = fulltext.unindexed

    def built_anew(*arguments: Any) -> list[int]:
        found = unindexed(*arguments)
        for file in (tmp_path / "cache").glob("index.db*"):
            file.unlink()
        open_library(tmp_path / "elsewhere").scan()
        return found

    monkeypatch.setattr(fulltext, "unindexed", built_anew)
    assert library.index_texts() == 0
    assert open_library(tmp_path / "elsewhere").unindexed == 1, "it is left to who holds the folder"


@given(steps("index"))
@FEW
def test_whatever_happens_it_is_what_a_rebuild_gives(
    tmp_path_factory: pytest.TempPathFactory, taken: list[Step]
) -> None:
    place = tmp_path_factory.mktemp("text")
    folder = place / "library"
    folder.mkdir()
    library = Library([folder], place / "index.db")
    for number, step in enumerate([*taken, ("index", "", "")]):
        take(folder, number, step)
        if step[0] == "index":
            library.scan()
            library.index_texts()
    library.close()
    assert instances(place / "index.db") == rebuilt(folder, place)


def test_damage_within_the_full_text_index_is_mended(folder: Path, open_library: Open, tmp_path: Path) -> None:
    write(folder / "a.md", "text\n")
    library = open_library(folder)
    library.scan()
    library.index_texts()
    other = sqlite3.connect(tmp_path / "cache" / "index.db")
    other.execute("UPDATE fulltext_data SET block = x'0102030405' WHERE id > 1")
    other.commit()
    other.close()
    write(folder / "a.md", "another text\n")
    for _ in range(2):
        library.scan()
        library.index_texts()
    assert library.count(ListQuery()) == 1


@pytest.mark.parametrize("size", [0, 1, PART - 1, PART, PART + 1, 2 * PART + 7])
def test_a_text_in_pieces_is_put_in_as_it_is_taken_out(size: int) -> None:
    whole = ("caf\u00e9 &amp; e\u0301t\u00e9 \u6771\u4eac " * (size // 16 + 1))[:size]
    pieces = [whole[at : at + 7919] for at in range(0, size, 7919)]
    packed, searched, length = fulltext.text_of(pieces)
    assert fulltext.unpacked(b"".join(packed)) == whole
    assert ("".join(searched), length) == (indexable(whole), len(indexable(whole)))


def test_a_text_in_pieces_ends_where_indexing_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fulltext, "MAX_TEXT", 10)
    packed, searched, _ = fulltext.text_of(["abcdef", "ghijkl", "mn"])
    assert (fulltext.unpacked(b"".join(packed)), "".join(searched)) == ("abcdefghij", "abcdefghij")


def test_several_long_texts_one_after_the_other(folder: Path, open_library: Open) -> None:
    for number in range(5):
        (folder / f"{number}.md").write_text(f"# Long {number}\n\n" + f"Many words of number{number}. " * 50_000)
    library = open_library(folder)
    library.scan()
    assert library.index_texts() == 5
    assert [library.search(f"number{number}").total for number in range(5)] == [1] * 5
