"""What reaches the terminal, byte by byte: nothing of a hostile library but what can be seen."""

import os
import re
from pathlib import Path

from reader.sanitise import UNSAFE
from tests.e2e.program import start

CONTROLS = [chr(code) for code in (*range(0x20), 0x7F, *range(0x80, 0xA0))]
SPECIAL = [
    *"\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufff9\ufffa\ufffb\u200b\u200e\u200f\u00ad\ufeff",
    *"\u200d\u2060\u180e\u061c\ufe0f\u034f\u115f\u3164\uffa0\ufffc\ufffd\ufffe\uffff\U000e0001\U000e0020\U000e007f",
    *"\U0001f3f4\U0010eeee\u0300\u20dd\u0e33\u1160\ud7b0\ufdfd\u2800\u3000\u00a0\U0010ffff\U0001f468",
]
ALL = CONTROLS + SPECIAL
PARTS = 3  # long documents
# What a terminal would do for each; between signs, so that a part of one is found too.
COMMANDS = [
    "]0;owned\x07",
    "]52;c;b3duZWQ=\x07",
    "[2J",
    "[31m",
    "]8;;http://owned.example\x07",
    "c",
    "P$qm\x1b\\",
    "[6n",
]

# All that Textual and this program may write besides text; `?` modes by number, colours, the place, OSC 8 links.
ALLOWED = re.compile(
    r"""\x1b\[(?:
        [\d;:]*m                                        # colours
      | \d+;\d+H | \d*[ABCDGJK] | H                     # where to write
      | \?(?:25|1000|1002|1003|1004|1006|1015|1016|1049|2004|2026|2031|2048|7)[hl]
      | \?(?:2026|2048|2031|1016)\$p                    # what can the terminal do?
      | [<>=]\d*(?:;\d+)*u | \?u                        # kitty's keyboard
      | \d*\ q                                          # shape of the cursor
      | c | 6n | \?996n
      | \d+;\d+;\d+t | 14t | 16t
    )
    | \x1b\]8;(?:id=[\w-]+)?;(?:[\x21-\x3a\x3c-\x7e]|;)*\x1b\\
    | \x1b\](?:10|11);\?(?:\x07|\x1b\\)                 # what is the background?
    | \x1b\]22;[a-z-]*(?:\x07|\x1b\\)                   # shape of the mouse pointer
    | \x1b[78=>]
    | \r\n | \n | \r | \x08
    """,
    re.VERBOSE,
)


def hostile(code: str) -> tuple[str, str]:
    """One control or special sign in every way that front matter and text can hold it, with a command behind."""
    number = ord(code)
    utf8 = "".join(f"%{byte:02X}" for byte in code.encode("utf-8", "surrogatepass"))
    yaml = f"\\U{number:08x}"
    command = COMMANDS[number % len(COMMANDS)]
    raw = "" if code in "\r\n\x00" else code
    meta = f"""---
title: "T {yaml}{command} {raw}"
author: "A {yaml}{command}"
source: "https://x.example/{utf8}{command}"
tags: ["{yaml}{command}"]
---
"""
    return (
        meta,
        f"""
Raw {raw}{command} and entity &#{number};{command} &#x{number:x};{command} in *words {raw}{command}*.

`{raw}{command}` [link {raw}{command}](<http://x.example/{utf8}{command}> "&#x{number:x};{command}") <http://x.example/{utf8}{command}>
![image {raw}{command}](<{raw}{command}.png>) [&#x{number:x};]({utf8}.md) <b title="{raw}{command}">html {raw}</b>

## Heading {raw}{command} &#x{number:x};

```{raw}{command}
{raw}{command}
```

| {raw}{command} | &#x{number:x};{command} |
| - | - |
| {raw}{command} | x |

<http://a.b/%1b%5d2;x%1b%5c%C2%9b%E2%80%AE>
""",
    )


def library(folder: Path) -> int:
    """Titles and names that hold one sign each, and long documents that hold them all; the number of files."""
    folder.mkdir()
    names: dict[bytes, bytes] = {}
    for code in ALL:
        meta, text = (part.encode("utf-8", "surrogatepass") for part in hostile(code))
        names[f"{ord(code):06x}.md".encode()] = meta + b"\nText.\n"
        command = COMMANDS[ord(code) % len(COMMANDS)].replace("/", "")
        if code not in "\x00/":
            names[f"zz {code}{command}.md".encode("utf-8", "surrogatepass")] = (
                b"No title stands here, so the name does.\n"
            )
        long = f"!{ord(code) % PARTS}.md".encode()
        # of another source, or it would be listed as a copy of the first
        names[long] = names.get(long, meta.replace(b"x.example/", b"x.example/long/")) + text
    for byte in range(0x80, 0xA0):
        names[b"zzz " + bytes([byte]) + b"31m.md"] = b"Raw " + bytes([byte]) + b"31m bytes.\n"
    for name, data in names.items():
        with open(os.path.join(os.fsencode(folder), name), "wb") as file:
            file.write(data)
    return len(names)


def offences(raw: bytes) -> list[str]:
    """What is left of the output when the allowed sequences and all harmless text are taken away."""
    text = raw.decode("utf-8", "surrogateescape")
    return [
        repr(text[max(0, match.start() - 30) : match.end() + 30]) for match in UNSAFE.finditer(ALLOWED.sub("", text))
    ]


def test_the_list_of_what_is_allowed_stops_what_is_not() -> None:
    for command in (
        "\x1b]0;owned\x07",
        "\x1b]52;c;b3duZWQ=\x07",
        "\x1bc",
        "\x9b31m",
        "\x1bP$qm\x1b\\",
        "\x07",
        "\u202e",
    ):
        assert offences(f"words {command} words".encode()), command
    assert offences(b"\x1b]8;;http://x.example/\x07") and offences(b"\x1b]8;;javascript:\xc2\x9b\x1b\\")
    assert not offences(b"\x1b[38;2;1;2;3mwords\x1b[0m\x1b[3;4H\x1b]8;;http://x.example/\x1b\\")


def test_no_byte_of_a_hostile_library_commands_the_terminal(tmp_path: Path) -> None:
    """List, previews, pages, links, dialogs and messages of a library in which everything is hostile."""
    count = library(tmp_path / "library")
    with start(tmp_path / "home", tmp_path / "library", size=(140, 50)) as terminal:
        terminal.wait(f"1 of {count}", 30)
        terminal.settle()
        for _ in range(count // 20 + 1):  # every row once, and some previews
            terminal.press("space")
            terminal.settle(0.1)
        terminal.press("O", "/").type("by path").press("enter")
        terminal.wait("· path")
        terminal.press("g", "enter").wait("▏")
        terminal.settle()
        for _ in range(PARTS):
            for page in range(60):
                before = terminal.text()
                terminal.press("tab", "space")
                terminal.wait_for("another page", lambda text, before=before: text != before)
                if page % 12 == 0:
                    terminal.press("m")
                terminal.settle(0.02)
                if "Finished" in terminal.text():
                    break
            assert "Finished" in terminal.text(), "read to its end"
            for key in ("t", "F", "i", "B", "W", "'", "y"):
                terminal.press(key)
                terminal.settle(0.1)
                terminal.press("esc")
            terminal.press("J")
            terminal.settle()
        assert terminal.process.poll() is None, terminal.picture()
        terminal.press("Q")
        assert terminal.exit_status() == 0
        raw = terminal.raw
    found = offences(raw)
    assert not found, found[:5]
    assert "owned␇".encode() in raw, "it was shown, and harmless"
