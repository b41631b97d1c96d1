"""No command prints a sign that steers a terminal, whichever way a document without front matter brings it."""

from pathlib import Path

import pytest

from reader.sanitise import PICTURE_CELL, UNSAFE
from tests.cli.test_search import Run

SIGNS = ("\u202e", "\u2066", "\x9d", "\u2028", "\ufff9", PICTURE_CELL)


@pytest.mark.parametrize("sign", SIGNS)
def test_no_command_prints_what_an_entity_or_a_percent_stands_for(
    home: Path, tmp_path: Path, run: Run, sign: str
) -> None:
    entity, percent = f"&#{ord(sign)};", "".join(f"%{byte:02X}" for byte in sign.encode())
    folder = tmp_path / "library"
    folder.mkdir()
    page = folder / "wall.md"
    page.write_text(
        f"# The {entity}wall\n\nBy Jane {entity}Doe\n\nA harbour {entity} &{entity}amp; [words {entity}](x{entity}.md)"
        f' [b](#{percent}) [c](n{percent}.md) [d](https://e.org/{entity}{percent} "{entity}") [[w{entity}|z{entity}]]'
        f" ![alt {entity}](y{entity}.png) <img src='u{entity}.png' alt='v{entity}'> <a href='k{entity}'>l{entity}</a>\n"
    )
    for words in (
        ["list"], ["list", "--json"], ["search", "harbour"], ["search", "--json", "harbour"],
        ["links"], ["links", "--json"], ["links", "--broken"],
        ["bookmarks", "add", str(page), "--quote", "A harbour"], ["bookmarks"], ["bookmarks", "--json"],
        ["bookmarks", "export"], ["show", str(page)], ["show", "--format", "json", str(page)],
    ):  # fmt: skip
        ran = run(*words, *([] if words[0] in {"show", "bookmarks"} else ["--library", folder]))
        printed = (ran.out + ran.err).replace("\n", "")
        assert printed and not UNSAFE.search(printed) and PICTURE_CELL not in printed, words
