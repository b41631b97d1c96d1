"""The program as a process: what it loads, how it ends, and what it says without a terminal."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ran
from tests.terminal import Terminal, environment

Program = Callable[..., Ran]
LOADED = "import sys; from reader.cli import main; main(sys.argv[1:]); print(sorted(sys.modules), file=sys.stderr)"


@pytest.mark.parametrize(
    "words",
    [["list"], ["list", "--json"], ["bookmarks"], ["links"], ["paths"], ["index"], ["--help"], ["show", "FILE"]],
    ids=" ".join,
)
def test_commands_do_not_load_textual(home: Path, library: Path, words: list[str]) -> None:
    words = [str(library / "wall.md") if word == "FILE" else word for word in words]
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *words, "--library", str(library)],
        env=environment(home),
        capture_output=True,
        text=True,
        check=True,
    )
    modules = done.stderr.splitlines()[-1]
    assert "'reader.cli'" in modules
    assert "'textual" not in modules
    if words[0] in {"list", "bookmarks", "paths", "--help"}:
        assert "'markdown_it" not in modules
        assert "'argparse'" not in modules
    if words in (["list"], ["bookmarks"], ["paths"]):
        # each takes a tenth of Python's own start and more; before the second run the index is made
        again = subprocess.run(done.args, env=environment(home), capture_output=True, text=True, check=True)
        loaded = again.stderr.splitlines()[-1]
        for name in (
            "hashlib",
            "json",
            "platformdirs",
            "shutil",
            "uuid",
            "reader.library.urls",
            "reader.document.words",
        ):
            assert f"'{name}'" not in loaded


def test_wrong_usage_is_one_line_and_status_2(program: Program) -> None:
    for words in (["--nonsense"], ["list", "a", "b"], ["show"], ["bookmarks", "drop"]):
        ran = program(*words)
        assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1), ran
        assert ran.err.startswith("reader: ")


def test_without_a_terminal_it_says_so(program: Program, library: Path) -> None:
    for words in ([], [str(library)], ["-"]):
        ran = program(*words)
        assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1), ran
        assert "terminal" in ran.err


def test_a_name_that_is_not_there_is_one_line(home: Path, tmp_path: Path) -> None:
    for words in (["nowhere"], ["nowhere.md#x"], ["--library", "nowhere"], ["/dev/null"]):
        with Terminal([sys.executable, "-m", "reader", *words], (200, 24), home=home, cwd=tmp_path) as terminal:
            assert terminal.exit_status() == 1
            assert len(terminal.text().strip().splitlines()) == 1
            assert terminal.text().startswith("reader: ")
            assert b"\x1b[" not in terminal.raw


def test_a_dumb_terminal_is_refused(home: Path, library: Path) -> None:
    with Terminal([sys.executable, "-m", "reader", str(library)], home=home, env={"TERM": "dumb"}) as terminal:
        assert terminal.exit_status() == 2
        assert "TERM=dumb" in terminal.text()


def test_a_closed_pipe_ends_quietly(home: Path, library: Path) -> None:
    for index in range(400):
        (library / f"{index}.md").write_text(f"# {'A long title ' * 20}{index}\n")
    command = f"{sys.executable} -m reader list --json --library {library}; echo status $? >&2"
    done = subprocess.run(
        ["bash", "-c", f"({command}) | head -1"], env=environment(home), capture_output=True, text=True, check=True
    )
    assert done.stdout.count("\n") == 1
    assert done.stderr == "status 0\n"


def test_a_full_disk_is_one_line(home: Path, library: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m reader list --library {library} > /dev/full"],
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == "reader: could not go on: No space left on device\n"


def test_standard_output_that_is_closed_is_no_error(home: Path, library: Path) -> None:
    command = f"{sys.executable} -m reader list --library {library} >&-"
    done = subprocess.run(["bash", "-c", command], env=environment(home), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_interrupt_is_status_130(home: Path, library: Path) -> None:
    script = (
        "import sys, time, reader.cli.upkeep as upkeep\n"
        "def where(*arguments):\n"
        "    print('ready', flush=True)\n"
        "    time.sleep(60)\n"
        "upkeep.where = where\n"
        "from reader.cli import main\n"
        "sys.exit(main(['paths']))\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script], env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=10) == ("", "")
    assert process.returncode == 130


def test_colour_only_on_a_terminal_and_not_with_no_color(home: Path, library: Path) -> None:
    argv = [sys.executable, "-m", "reader", "show", str(library / "wall.md")]
    with Terminal(argv, home=home) as terminal:
        assert terminal.exit_status() == 0
        assert b"\x1b[1;34m" in terminal.raw
    with Terminal(argv, home=home, env={"NO_COLOR": "1"}) as terminal:
        assert terminal.exit_status() == 0
        assert b"\x1b[" not in terminal.raw


def test_the_list_fits_the_terminal(home: Path, library: Path) -> None:
    (library / "long.md").write_text("# " + "灯台守 keeper " * 20 + "\n\ntext\n")
    argv = [sys.executable, "-m", "reader", "list", "--library", str(library)]
    with Terminal(argv, size=(60, 20), home=home) as terminal:
        assert terminal.exit_status() == 0
        lines = [line for line in terminal.lines() if line]
        assert len(lines) == 4
        assert any(line.endswith("1 min") and "…" in line for line in lines)


def test_text_that_the_output_cannot_encode_becomes_question_marks(program: Program, library: Path) -> None:
    (library / "tea.md").write_text("# 茶 and tea\n\ntext\n")
    ran = program("list", "--library", str(library), PYTHONIOENCODING="ascii")
    assert ran.status == 0
    assert "?? and tea" in ran.out
