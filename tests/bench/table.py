"""One row for each measurement, and how they are printed. Measures nothing."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """`measured` and `reference` in `unit` ("s", "MB"); `target` is the largest ratio that is good enough."""

    name: str
    measured: float
    reference: float
    target: float | None
    unit: str = "s"
    against: str = ""
    how: str = ""  # of how many measurements it is the least or the median

    @property
    def ratio(self) -> float:
        return self.measured / self.reference if self.reference else float("inf")


class Skipped(NamedTuple):
    """A row that could not be measured, and why."""

    name: str
    reason: str


def amount(value: float, unit: str) -> str:
    """A figure with its unit, at the size that is read best."""
    if unit != "s":
        return f"{value:.1f} {unit}"
    return f"{value:.2f} s" if abs(value) >= 1 else f"{value * 1000:.1f} ms"


def head(width: int) -> str:
    return f"{'what':<{width}}  {'measured':>10}  {'reference':>10}  {'ratio':>8}  {'target':>8}"


def show(row: Row | Skipped, width: int) -> str:
    """The row as one line; `!` stands before the target it misses."""
    if isinstance(row, Skipped):
        return f"{row.name:<{width}}  skipped: {row.reason}"
    number = "9.3f" if row.ratio < 0.1 else "8.2f"
    missed = row.target is not None and row.ratio > row.target
    target = "" if row.target is None else f"{'!' if missed else ''}≤ {row.target:g}"
    line = f"{row.name:<{width}}  {amount(row.measured, row.unit):>10}  {amount(row.reference, row.unit):>10}"
    line += f"  {format(row.ratio, number).strip():>8}  {target:>8}"
    return line + (f"  {row.against}" if row.against else "") + (f" ({row.how})" if row.how else "")
