"""What the TUI and the shell both do: open at a place, mark, follow, go back, remember.

Must not draw, parse arguments or know SQL.
"""

from reader.library import Found, Hit, ScanProgress, ScanReport, Target
from reader.reading.history import History
from reader.reading.launch import Launch
from reader.reading.marking import Quoted
from reader.reading.opened import MarkRow, Opened, PlacedMark, Said, TakenMark
from reader.reading.outside import Outside, outside
from reader.reading.session import Session
from reader.userdata import ArticleRecord, Mark, Place, Step
from reader.userdata.record import MarkKind, Status

__all__ = [
    "ArticleRecord",
    "Found",
    "History",
    "Hit",
    "Launch",
    "Mark",
    "MarkKind",
    "MarkRow",
    "Opened",
    "Outside",
    "Place",
    "PlacedMark",
    "Quoted",
    "Said",
    "ScanProgress",
    "ScanReport",
    "Session",
    "Status",
    "Step",
    "TakenMark",
    "Target",
    "outside",
]
