"""What a link leads to, as a value. Light, because every command loads it; `links` finds it out."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Target(NamedTuple):
    """What a link leads to.

    `kind` is `heading` (in `path` itself), `library` (an article: `path`), `saved` (a web address whose
    copy is at `path`), `web`, `file` (a local file that is no article) or `missing` (then `reason` says
    why, in plain words). `fragment` is percent-decoded, without `#`. `url` is exact and ASCII; `display` is
    what a person is shown before it is opened. `ask` is why to ask first, or "".
    """

    kind: str
    path: Path | None = None
    fragment: str = ""
    url: str = ""
    display: str = ""
    reason: str = ""
    ask: str = ""
