"""What a list can be grouped by: terms that order its articles, so that those of a group stand together. Makes SQL.

A group has no name here: the article that stands first in it says what the others share.
"""

from __future__ import annotations

from reader.library.facet import KINDS
from reader.library.record import SEPARATOR
from reader.library.schema import LAST

_FOLDER = f"coalesce((SELECT value FROM facet WHERE facet.row = article.row AND kind = {KINDS['in']}), '')"
# the first one, as it was written: in a list each article stands once
_TAGS = f"(SELECT lower(tags) || '{SEPARATOR}' FROM detail WHERE detail.row = article.row)"
_TAG = f"substr({_TAGS}, 1, instr({_TAGS}, '{SEPARATOR}') - 1)"
_MONTH = "substr(CASE published WHEN '' THEN newest ELSE published END, 1, 7)"

# Each with the terms that order its groups and tell them apart.
GROUPS: dict[str, tuple[str, ...]] = {
    "folder": ("root", _FOLDER),
    "site": ("site",),
    "tag": (f"coalesce(nullif({_TAG}, ''), '{LAST}')",),
    "month": (f"{_MONTH} DESC",),
}
