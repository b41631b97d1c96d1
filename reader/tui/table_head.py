"""What of a drawn table is its head, by the roles in its lines. Draws nothing."""

from __future__ import annotations

from reader.document import Layout, Line


def is_rule(line: Line) -> bool:
    """Whether a line of a table is nothing but a rule, and the sign that it goes on beyond an edge."""
    runs = [run for run in line.runs if run.text and "hint" not in run.roles]
    return bool(runs) and all("table.rule" in run.roles for run in runs)


def has_columns(layout: Layout) -> bool:
    """Whether a table is drawn in columns: a record has no rule beside words."""
    inner = layout.lines[layout.before :]
    return any("table.rule" in run.roles for line in inner if len(line.runs) > 1 for run in line.runs) or not any(
        ": " in run.text and "table.head" in run.roles for line in inner for run in line.runs
    )


def head_of(layout: Layout) -> int:
    """How many of the lines behind the space above are the head of a table in columns, with the rule below it."""
    lines = layout.lines[layout.before :]
    if not lines or not any("table.head" in run.roles for run in lines[0].runs):
        return 0
    return next((number + 1 for number, line in enumerate(lines) if is_rule(line)), 0)
