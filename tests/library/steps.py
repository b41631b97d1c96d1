"""What happens to a folder between two looks at it, at random: files are written, deleted and moved."""

import os
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

Step = tuple[str, str, str]
FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def write(path: Path, text: str, when: int = 0) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    if when:
        os.utime(path, ns=(when, when))


def steps(*looks: str) -> st.SearchStrategy[list[Step]]:
    """Steps for `take`, and now and then one of `looks`, which are the caller's."""
    names = st.sampled_from("abcde")
    return st.lists(st.tuples(st.sampled_from(["write", "delete", "move", *looks]), names, names), max_size=15)


def take(folder: Path, number: int, step: Step) -> None:
    """Does a step of that number, which makes its time; a look is none."""
    what, one, other = step
    path = folder / f"{one}.md"
    if what == "write":
        write(path, f"# {other}\n\nété 日本\n", 1_000_000_000 * (number + 1))
    elif what in {"delete", "move"} and path.exists():
        path.unlink() if what == "delete" else path.rename(folder / f"{other}.md")
