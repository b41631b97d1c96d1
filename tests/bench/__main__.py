"""Measures and prints the table: `python -m tests.bench [--quick] [CASE ...]`."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time
from pathlib import Path
from subprocess import CalledProcessError

from tests.bench import indexed
from tests.bench.cases import CASES, FULL, QUICK
from tests.bench.library import library
from tests.bench.pane import pane
from tests.bench.peers import peers
from tests.bench.table import Skipped, head, show
from tests.terminal import WaitError

WIDTH = 44


def main() -> int:
    """Run the cases that were named, or all of them; 1 if one could not be measured."""
    cases = {**CASES, "library": library, "pane": pane, "peers": peers}
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("case", nargs="*", help=f"out of {', '.join(cases)}; all of them if none is named")
    parser.add_argument("--quick", action="store_true", help="small documents and libraries, few repetitions")
    options = parser.parse_args()
    unknown = [name for name in options.case if name not in cases]
    if unknown:
        parser.error(f"no case {unknown[0]}; there are {', '.join(cases)}")
    scale = QUICK if options.quick else FULL
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; 80×24")
    print(head(WIDTH), flush=True)
    failed = 0
    began = time.monotonic()
    for name in options.case or cases:
        home = Path(tempfile.mkdtemp(prefix="reader-bench-"))
        try:
            for row in cases[name](scale, home):
                failed += isinstance(row, Skipped) and name != "peers"
                print(show(row, WIDTH), flush=True)
        except (WaitError, CalledProcessError, OSError) as error:
            failed += 1
            print(show(Skipped(name, str(error).splitlines()[0]), WIDTH), flush=True)
        finally:
            shutil.rmtree(home, ignore_errors=True)
    indexed.forget()
    print(f"{time.monotonic() - began:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
