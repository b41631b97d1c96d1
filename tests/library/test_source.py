"""Files are opened so that none hangs, floods or lies outside the library."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import UnreadableError
from reader.library import Library
from reader.library import source as source_module
from reader.library.source import read_named

Open = Callable[..., Library]


def test_reads_a_file(folder: Path, open_library: Open) -> None:
    (folder / "a.md").write_bytes(b"\xef\xbb\xbf# Title\r\n\r\ntext\r\n")
    source = open_library(folder).read(folder / "a.md")
    assert (source.text, source.whole, source.encoding, source.tail) == ("# Title\n\ntext\n", True, "utf-8", "")
    status = (folder / "a.md").stat()
    assert source.fingerprint == (status.st_size, status.st_mtime_ns, status.st_ino)


def test_reads_only_the_head_and_the_tail(folder: Path, open_library: Open) -> None:
    text = "".join(f"line {number}\n" for number in range(20_000))
    (folder / "a.md").write_text(text)
    source = open_library(folder).read(folder / "a.md", 1000)
    assert not source.whole and len(source.text) <= 1000 and source.text.endswith("\n")
    assert text.startswith(source.text) and text.endswith(source.tail) and len(source.tail) > 4000
    assert open_library(folder).read(folder / "a.md").text == text


def refused(library: Library, path: Path) -> str:
    with pytest.raises(UnreadableError) as caught:
        library.read(path)
    message = str(caught.value)
    assert "\n" not in message and "\x1b" not in message
    return message


def test_refuses_what_is_no_regular_file(folder: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    outside = folder.parent / "secret.md"
    outside.write_text("secret")
    os.mkfifo(folder / "pipe.md")
    (folder / "folder.md").mkdir()
    (folder / "link.md").symlink_to(outside)
    (folder / "way").symlink_to(folder.parent)
    (folder / "device.md").symlink_to("/dev/zero")
    monkeypatch.chdir(folder)  # the name of a socket may only be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.md")
        library = open_library(folder)
        assert "regular" in refused(library, folder / "pipe.md")
        assert "regular" in refused(library, folder / "socket.md")
        assert "folder" in refused(library, folder / "folder.md")
        for name in ("link.md", "device.md"):
            assert "symbolic link" in refused(library, folder / name)
        assert "no such file" in refused(library, folder / "way" / "secret.md")
        assert "not in this library" in refused(library, outside)
        assert "not in this library" in refused(library, folder / ".." / "secret.md")
        assert "no such file" in refused(library, folder / "\x1b]0;x\x07.md")


def test_too_large(folder: Path, open_library: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_module, "MAX_BYTES", 1024 * 1024)
    with (folder / "a.md").open("wb") as file:
        file.truncate(1024 * 1024 + 1)
    library = open_library(folder)
    assert "larger than 1 MB" in refused(library, folder / "a.md")
    assert not library.read(folder / "a.md", 65_536).whole


def test_a_file_that_was_named_may_be_a_link(folder: Path, open_library: Open) -> None:
    (folder.parent / "real.md").write_text("# Real\n")
    (folder / "link.md").symlink_to(folder.parent / "real.md")
    library = open_library(folder / "link.md")
    assert library.read(folder / "link.md").text == "# Real\n"
    assert library.scan().added == 1
    assert library.title == "link.md"


def test_a_swapped_folder_gives_nothing_from_outside(folder: Path, open_library: Open) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "a.md").write_text("inside")
    evil = folder.parent / "evil"
    evil.mkdir()
    (evil / "a.md").write_text("outside")
    library = open_library(folder)
    for _ in range(100):
        os.rename(folder / "sub", folder / "kept")
        (folder / "sub").symlink_to(evil)
        refused(library, folder / "sub" / "a.md")
        assert library.resolve(folder / "b.md", "sub/a.md").kind == "missing"
        (folder / "sub").unlink()
        os.rename(folder / "kept", folder / "sub")
        assert library.read(folder / "sub" / "a.md").text == "inside"


def test_what_nobody_may_read(folder: Path, open_library: Open) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    (folder / "a.md").write_text("x")
    (folder / "a.md").chmod(0)
    assert "may not" in refused(open_library(folder), folder / "a.md")


def test_what_a_file_says_of_its_size_is_not_believed(tmp_path: Path) -> None:
    said_empty = Path("/proc/self/limits")
    if not said_empty.is_file() or said_empty.stat().st_size:
        pytest.skip("no file here is longer than it says")
    data = read_named(os.fsencode(said_empty))
    assert data.head == said_empty.read_bytes() and data.whole and not data.tail
    short = tmp_path / "short.md"
    short.write_bytes(b"0123456789")
    for limit, head, tail in ((9, b"012345678", b"0123456789"), (10, b"0123456789", b""), (11, b"0123456789", b"")):
        assert read_named(os.fsencode(short), limit)[:2] == (head, tail)
