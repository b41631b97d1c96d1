"""A bare walk over a folder, which no look for changes can go below. Needs nothing else: it is run on its own too."""

import os
import sys


def walk(folder: str) -> None:
    """Ask for the state of every file, and follow no link."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                walk(entry.path)
            else:
                entry.stat(follow_symlinks=False)


if __name__ == "__main__":
    walk(sys.argv[1])
