"""Style, types and the layers are part of the tests: what breaks them breaks the build."""

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = Path(sysconfig.get_path("scripts"))


def tool(name: str) -> str:
    """The tool of this very environment, not one that happens to be on the PATH."""
    found = shutil.which(name, path=str(SCRIPTS))
    assert found, f"{name} is not installed in this environment: pip install -e '.[test]'"
    return found


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "--no-cache", "reader", "tests"],
        ["ruff", "format", "--no-cache", "--check", "reader", "tests"],
        ["mypy", "--python-executable", sys.executable],
        ["lint-imports", "--no-cache"],
    ],
    ids=["ruff", "format", "mypy", "layers"],
)
def test_quality(command: list[str]) -> None:
    run = subprocess.run([tool(command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
