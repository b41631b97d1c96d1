"""What a row says beside its title: columns by the width alone, and what gives way first."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.article import Article, Fingerprint, State
from reader.tui.facts import below, in_line
from reader.tui.fit import pad
from tests.tui.desk import Desk


def made(title: str, *, author: str = "", published: str | None = "2021-03-09", minutes: int | None = 12) -> Article:
    path = Path("/library/a.md")
    return Article(
        row=1, id="1", root=path.parent, path=path, title=title, authors=(author,) if author else (),
        published=published, saved=None, added="2021-01-01", url=None, tags=(), lang=None, words=1, minutes=minutes,
        fingerprint=Fingerprint(1, 1, 1), state=State.UNREAD, progress=0.0, starred=False, archived=False, marks=0,
        last_read=None, new=False,
    )  # fmt: skip


LONG = "A very long title that has more to say than any list has room for, whatever its width"


@pytest.mark.parametrize(
    "room, title, facts",
    [
        (73, "Short", "  Jane Doe  12 min   2021"), (53, "Short", "  Jane Doe  12 min   2021"),
        (73, LONG, "  Jane Doe  12 min   2021"), (53, LONG, "  12 min   2021"), (40, LONG, "  12 min   2021"),
        (39, "Short", "  Jane Doe  12 min"), (39, LONG, "  12 min"), (27, LONG, ""),
        (27, "Short", "  Jane Doe  12 min"),
        (12, "Short", ""), (3, "Short", ""), (0, "Short", ""),
    ],
)  # fmt: skip
def test_the_source_gives_way_first_then_the_date_then_the_minutes(room: int, title: str, facts: str) -> None:
    assert in_line(made(title, author="Jane Doe"), room, 2026, dated=True) == facts


def test_a_title_is_never_cut_for_its_source() -> None:
    for room in range(10, 200):
        facts = in_line(made("f21", author="A name that is very long indeed"), room, 2026, dated=True)
        assert cell_len(facts) + 3 <= room, room


def test_a_list_without_dates_has_no_column_of_them() -> None:
    article = made(LONG, published=None)
    assert in_line(article, 60, 2026, dated=False) == "  12 min"
    assert in_line(article, 60, 2026, dated=True) == "  12 min" + " " * 7, "beside those that have one"


@given(st.text(max_size=80), st.text(max_size=40), st.integers(0, 240), st.booleans(), st.none() | st.integers(0, 9999))
@settings(max_examples=200, deadline=None)
def test_facts_fit_and_columns_end_where_they_end_in_all_rows(
    title: str, author: str, room: int, dated: bool, minutes: int | None
) -> None:
    article = made(title, author=author, minutes=minutes)
    facts = in_line(article, room, 2026, dated=dated)
    assert cell_len(pad(title, room - cell_len(facts)) + facts) == room
    if facts and minutes and minutes < 1000:
        assert facts.removesuffix("   2021").endswith(f"{minutes} min")
    assert cell_len(below(article, room)) <= room


@pytest.mark.parametrize("size", [(20, 8), (30, 24), (40, 24), (60, 24), (110, 24), (160, 42), (240, 60)])
async def test_a_list_of_odd_titles_is_drawn_in_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    titles = [
        "日本の鉄道がなぜ時間通りに走るのかについての長い考察",
        "كيف دُفع ثمن جدار المرفأ",
        "🚢 Harbour 👩‍👩‍👧‍👦",
        "x" * 300,
        "A",
    ]
    files = {
        f"深い/{at}.md": f"---\ntitle: {title}\ntags: [t{at}, 日本]\n---\nText\n" for at, title in enumerate(titles)
    }
    async with Desk(tmp_path, files, size=size) as desk:
        await desk.press("v", "j", "s")
        for group in ("", "folder", "tag", "month"):
            desk.desk.listing = desk.desk.listing._replace(group=group)
            desk.desk.refresh_list()
            await desk.rest()
            width = desk.desk.list.size.width
            assert {cell_len(line) for line in desk.drawn(desk.desk.list)} == {width}
            assert all("x…" in line for line in desk.drawn(desk.desk.list) if "xxx" in line)


@pytest.mark.parametrize(
    "state, progress, minutes, told",
    [
        (State.UNREAD, 0.5, 12, "12 min"), (State.READING, 0.34, 12, "34 % · 8 min"),
        (State.READING, 0.99, 12, "99 % · 1 min"), (State.FINISHED, 1.0, 12, "12 min"),
        (State.READING, 0.5, None, "50 %"), (State.READING, 0.5, 0, "50 %"),
    ],
)  # fmt: skip
def test_of_what_is_begun_it_is_told_how_long_the_rest_takes(
    state: State, progress: float, minutes: int | None, told: str
) -> None:
    article = made("A title")._replace(state=state, progress=progress, minutes=minutes)
    assert below(article, 60).endswith(told)
