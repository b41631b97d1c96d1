"""The process that shares the reading of many files: what is asked is answered once, whatever becomes of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path

import pytest

from reader.library import heads, indexing, worker
from reader.library.worker import shared
from tests.library.steps import write
from tests.library.test_fulltext import Open, instances, rebuilt


@pytest.fixture(autouse=True)
def cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def squares(numbers: list[int]) -> list[tuple[int, int]]:
    """Squares, and by which process."""
    print("this is no answer")
    return [(number * number, os.getpid()) for number in numbers]


def lost(here: int, numbers: list[int]) -> list[tuple[int, int]]:
    """As `squares`, but that another process ends on its way."""
    if os.getpid() != here and numbers[0] > 100:
        os.kill(os.getpid(), signal.SIGKILL)
    return squares(numbers)


def parted(count: int) -> tuple[Callable[[], list[int] | None], Callable[[], list[int] | None]]:
    left = iter(range(count))
    return lambda: list(islice(left, 40)) or None, lambda: list(islice(left, 1)) or None


def slowly(numbers: list[int]) -> list[tuple[int, int]]:
    time.sleep(0.01)  # so that there is some left when the other process is there
    return squares(numbers)


@pytest.mark.parametrize("work", [slowly, partial(lost, os.getpid())], ids=["whole", "lost"])
def test_all_is_answered_once(work: Callable[[list[int]], list[tuple[int, int]]]) -> None:
    many, few = parted(400)
    found = [(number, answer) for asked, got in shared(work, many, few, lambda: False)
             for number, (answer, _) in zip(asked, got, strict=True)]  # fmt: skip
    assert sorted(found) == [(number, number * number) for number in range(400)]


def test_another_process_answers_while_this_one_does() -> None:
    many, few = parted(400)
    by = {pid for _, got in shared(slowly, many, few, lambda: False) for _, pid in got}
    assert len(by) == 2 and os.getpid() in by
    assert not any(alive(pid) for pid in by - {os.getpid()})


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z" if Path("/proc").is_dir() else True


@pytest.mark.parametrize("executable", ["", "/nowhere/python", "/bin/false"])
def test_without_such_a_process_all_is_done_here(executable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    many, few = parted(100)
    got = [answer for _, answers in shared(squares, many, few, lambda: False) for answer in answers]
    assert sorted(got) == [(number * number, os.getpid()) for number in range(100)]


@pytest.mark.parametrize("alone", ["one core", "few"])
def test_none_is_started_for_nothing(alone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker.subprocess, "Popen", None)
    many, few = parted(100)
    if alone == "one core":
        monkeypatch.setattr(os, "cpu_count", lambda: None)
    got = list(shared(squares, many if alone == "one core" else None, few, lambda: False))
    assert len(got) == 100


def test_it_stops() -> None:
    many, few = parted(10_000)
    begun: list[int] = []
    answers = shared(squares, many, few, lambda: len(begun) > 3)
    for _, got in answers:
        begun.append(got[0][1])
    assert len(begun) == 4


CODE = (
    "import sys, time\nfrom tests.library.test_worker import *\n"
    "work = worker.Worker(squares)\nwork.ask([1])\nprint(work.answer()[0][1], flush=True)\ntime.sleep(60)"
)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_it_ends_with_the_program(how: signal.Signals) -> None:
    program = subprocess.Popen([sys.executable, "-c", CODE], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert program.stdout is not None
    pid = int(program.stdout.readline())
    assert alive(pid)
    program.send_signal(how)
    program.wait()
    program.stdout.close()
    until = time.monotonic() + 20
    while alive(pid) and time.monotonic() < until:
        time.sleep(0.01)
    assert not alive(pid)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    found: list[object] = []
    answer = worker.Worker.answer

    def noted(self: worker.Worker[object, object]) -> object:
        found.append(answer(self))
        return found[-1]

    monkeypatch.setattr(worker.Worker, "answer", noted)
    # what is done here is done slowly, so that there is something left
    for place, name in ((heads.Heads, "_try"), (indexing, "_read")):
        monkeypatch.setattr(place, name, late(getattr(place, name)))
    return found


def late(work: Callable[..., object]) -> Callable[..., object]:
    def worked(*asked: object, **how: object) -> object:
        time.sleep(0.002)
        return work(*asked, **how)

    return worked


def test_an_index_is_the_same_with_two(
    folder: Path, open_library: Open, tmp_path: Path, answers: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(heads.WORTH + 100):
        write(folder / f"{number % 7}" / f"{number}.md", f"# Title {number}\n\nWord{number} [to](x{number}.md)\n")
    write(folder / "long.md", "# Long\n\n" + "words of it " * 100_000)
    (folder / "0" / "link.md").symlink_to("/dev/zero")
    (folder / "1" / "bytes.md").write_bytes(b"\xff\xfe\x00broken")
    library = open_library(folder)
    report = library.scan()
    of_heads = len(answers)
    assert of_heads
    assert library.index_texts() == library.scan().total == report.added
    assert len(answers) > of_heads
    found = instances(tmp_path / "cache" / "index.db")
    answers.clear()
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert found == rebuilt(folder, tmp_path)
    assert not answers
