"""What the C library keeps of the memory that was given back to it: little, once a long text is read.

Left alone it takes a long text that is gone for the usual, and keeps as much in the heap of each thread that
had one: several times the text, where the text, its bytes and its words are each there for a moment only.
"""

from __future__ import annotations

import contextlib
from functools import cache

LONG = 1_000_000  # bytes of a text from which that matters

# of malloc.h
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENAS = -1, -3, -8


@cache
def keep_little() -> None:
    """Has blocks of more than 128 KB given back to the system at once, for the rest of the process.

    Where the C library is another than GNU's nothing is done.
    """
    with contextlib.suppress(ImportError, OSError, AttributeError):
        import ctypes  # late: most processes read no long text

        mallopt = ctypes.CDLL(None).mallopt
        for option, value in ((_MMAP_THRESHOLD, 128 * 1024), (_TRIM_THRESHOLD, 64 * 1024), (_ARENAS, 2)):
            mallopt(option, value)


def give_back() -> None:
    """Gives the system what is free between what is in use; some milliseconds, in which other threads go on."""
    with contextlib.suppress(ImportError, OSError, AttributeError):
        import ctypes  # late: as above

        ctypes.CDLL(None).malloc_trim(0)
