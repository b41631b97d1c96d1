"""Opens and reads text files so that no file can hang, flood or mislead the program. Never writes.

A file below a root is reached from the root's directory handle without following a symbolic link,
so that nothing outside the library is read even when folders are swapped meanwhile. A file that the
user named may be a link. A pipe, socket, device or too large file is refused before it is read.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import NamedTuple

from reader import paths
from reader.article import Fingerprint
from reader.errors import UnreadableError
from reader.library import heap
from reader.library.decode import decode, decode_tail

MAX_BYTES = 64 * 1024 * 1024
HEAD_BYTES = 65_536
TAIL_BYTES = 4096

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY
_REASONS = {
    errno.ENOENT: "there is no such file",
    errno.ENOTDIR: "there is no such file",
    errno.EACCES: "you may not read it",
    errno.EPERM: "you may not read it",
    errno.ELOOP: "it is a symbolic link, and these are not followed",
    errno.ENXIO: "it is not a regular file",
    errno.EISDIR: "it is a folder",
    errno.ENAMETOOLONG: "its name is too long",
    errno.EIO: "the disk has an error there",
    errno.ESTALE: "the network folder does not answer",
}


class Source(NamedTuple):
    """The text of a file as it can be shown.

    `text` is sanitised, with `\\n` line ends and no byte order mark; when not `whole` it is the
    beginning, up to a line end, and `tail` the last lines (at most 4 KB). `lossy` tells that bytes
    did not fit the `encoding`.
    """

    text: str
    whole: bool
    fingerprint: Fingerprint
    encoding: str
    tail: str = ""
    lossy: bool = False


class Bytes(NamedTuple):
    """The bytes of a file: all of it, or its beginning and its end."""

    head: bytes
    tail: bytes
    fingerprint: Fingerprint

    @property
    def whole(self) -> bool:
        """Whether `head` is everything."""
        return len(self.head) >= self.fingerprint.size


def reason_of(error: OSError) -> str:
    """Why a file can't be read, in plain words."""
    return _REASONS.get(error.errno or 0, (error.strerror or "it can't be read").lower())


def open_folder(root: bytes, parts: list[bytes]) -> int:
    """A handle of the folder `parts` below `root`, no link followed below it. The caller closes it."""
    handle = os.open(root, _FOLDER)
    try:
        for part in parts:
            below = os.open(part, _FOLDER | os.O_NOFOLLOW, dir_fd=handle)
            os.close(handle)
            handle = below
    except OSError:
        os.close(handle)
        raise
    return handle


def read_at(handle: int, name: bytes, limit: int | None = None) -> Bytes:
    """The bytes of the file `name` in the folder `handle`; as `_read`."""
    return _read(os.open(name, _FILE | os.O_NOFOLLOW, dir_fd=handle), limit)


def read_below(root: bytes, relative: bytes, limit: int | None = None) -> Bytes:
    """The bytes of the file at `relative` below `root`, reached without following a link; as `_read`."""
    *folders, name = relative.split(b"/")
    handle = open_folder(root, folders)
    try:
        return read_at(handle, name, limit)
    finally:
        os.close(handle)


def read_named(path: bytes, limit: int | None = None) -> Bytes:
    """The bytes of a file that the user named: it may be a symbolic link; as `_read`."""
    return _read(os.open(path, _FILE), limit)


def _read(descriptor: int, limit: int | None) -> Bytes:
    """All bytes, or the first `limit` and the last 4 KB; raises OSError, or UnreadableError for no regular file."""
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError("it is a folder" if stat.S_ISDIR(status.st_mode) else "it is not a regular file")
        if limit is None and status.st_size > MAX_BYTES:
            raise UnreadableError(f"it is larger than {MAX_BYTES // 1024 // 1024} MB")
        wanted = MAX_BYTES if limit is None else limit
        if min(wanted, status.st_size) > heap.LONG:
            heap.keep_little()
        head = _exactly(descriptor, wanted, status.st_size)
        tail = b""
        if len(head) == wanted and status.st_size > wanted:
            tail = os.pread(descriptor, TAIL_BYTES, max(0, status.st_size - TAIL_BYTES))
        # a file that grows or shrinks meanwhile is what was read
        size = status.st_size if tail else len(head)
        return Bytes(head, tail, Fingerprint(size, status.st_mtime_ns, status.st_ino))
    finally:
        os.close(descriptor)


def _exactly(descriptor: int, wanted: int, size: int) -> bytes:
    """Up to `wanted` bytes of a file that is said to have `size`: one read where that is so, as it nearly always is."""
    # no more room than needed, and one byte to see that a file has grown: to make 64 MB takes longer than to read 10 KB
    first = os.read(descriptor, min(wanted, size + 1))
    if len(first) == wanted or len(first) == size:
        return first
    parts = [first]
    left = wanted - len(first)
    while left and (part := os.read(descriptor, min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts) if len(parts) > 1 else first


def text_of(data: Bytes) -> Source:
    """The bytes decoded and made safe."""
    decoded = decode(data.head, whole=data.whole)
    tail = decode_tail(data.tail, decoded.encoding, data.fingerprint.size) if data.tail else ""
    return Source(decoded.text, data.whole, data.fingerprint, decoded.encoding, tail, decoded.lossy)


def unreadable(path: bytes, error: OSError | UnreadableError) -> UnreadableError:
    """The error to raise for a file: its path and why, in one line."""
    reason = reason_of(error) if isinstance(error, OSError) else str(error)
    return UnreadableError(f"Can't read {paths.display(os.fsdecode(path))}: {reason}.")
