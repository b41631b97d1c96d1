"""Entry point of `reader` and `python -m reader`."""

import gc
import sys

from reader.cli import main


def run() -> int:
    """Run the command line; its exit status."""
    status = main()
    gc.freeze()  # or the interpreter looks through all modules for garbage as it ends: an eighth of a short command
    return status


if __name__ == "__main__":
    sys.exit(run())
