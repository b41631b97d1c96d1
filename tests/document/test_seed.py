"""What the headers of exports say of reading becomes a seed, and what may mean something else does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import Seed, State
from reader.document.metadata import extract

FINISHED, READING, UNREAD = State.FINISHED, State.READING, State.UNREAD


def seed(header: str) -> Seed | None:
    return extract(f"---\ntitle: The wall\n{header}\n---\n\nText.\n").meta.seed


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("read: true", Seed(FINISHED, 1.0)),
        ("Is Read: Yes", Seed(FINISHED, 1.0)),
        ("is_read: 1", Seed(FINISHED, 1.0)),
        ("unread: false", Seed(FINISHED, 1.0)),
        ("read: 2021-03-09", Seed(FINISHED, 1.0)),
        ("date_read: March 9, 2021", Seed(FINISHED, 1.0)),
        ("status: read", Seed(FINISHED, 1.0)),
        ("reading_status: Completed", Seed(FINISHED, 1.0)),
        ("status: Reading", Seed(READING)),
        ("reading-state: in progress", Seed(READING)),
        ("archived: true", Seed(archived=True)),
        ("is_archived: 1\nis_starred: 0", Seed(archived=True)),
        ("archived_at: 2021-03-10T08:00:00.000Z", Seed(archived=True)),
        ("state: Archived", Seed(archived=True)),
        ("read: true\narchived: true\nstarred: yes", Seed(FINISHED, 1.0, starred=True, archived=True)),
        ("starred: true", Seed(starred=True)),
        ("is_marked: true\nread_progress: 42", Seed(READING, 0.42, starred=True)),
        ("location: archive\nreading_progress: 0.45", Seed(READING, 0.45, archived=True)),
        ("state: COMPLETED\nomnivore_url: https://omnivore.app/me/a", Seed(FINISHED, 1.0)),
        ("starred_at: 2021-03-09", Seed(starred=True)),
        ("status: 已读", Seed(FINISHED, 1.0)),
        ('favorite: "on"', Seed(starred=True)),
        ("favourited: TRUE", Seed(starred=True)),
        ("progress: 0.4", Seed(READING, 0.4)),
        ("progress: 40%", Seed(READING, 0.4)),
        ("progress: 40", Seed(READING, 0.4)),
        ("readingProgressPercent: 1", Seed(READING, 0.01)),
        ("readingProgress: 100", Seed(FINISHED, 1.0)),
        ("progress: 1.0", Seed(FINISHED, 1.0)),
        ("read: false\nprogress: 12", Seed(READING, 0.12)),
        ("status: unread\nprogress: 12", Seed(UNREAD, 0.12)),
        ("read: true\nprogress: 0.5", Seed(FINISHED, 0.5)),
    ],
)
def test_what_is_said(header: str, expected: Seed) -> None:
    assert seed(header) == expected


@pytest.mark.parametrize(
    "header",
    [
        "read: false",
        "read: 5 min",
        "read:",
        "archive: https://web.archive.org/x",
        "starred: false",
        "progress: 0",
        "progress: 1",
        "progress: 140",
        "progress: -3",
        "progress: half",
        "progress: [40]",
        "status: done",
        "status: published",
        "state: open",
        "state: completed",
        "location: Reading",
        "status: read\nread: false",
        "published: true",
        "draft: true",
        "rating: 5",
        "tags: [read, starred]",
    ],
)
def test_what_is_uncertain_is_nothing(header: str) -> None:
    assert seed(header) is None


def test_every_shape_of_header_carries_it() -> None:
    expected = Seed(FINISHED, 1.0, archived=True)
    for text in (
        '+++\ntitle = "The wall"\nread = true\narchived = true\n+++\n\nText.\n',
        "Title: The wall\nURL: https://example.org/a\nRead: yes\nArchived: yes\n\nText.\n",
        "title:: The wall\nread:: true\narchived:: true\n\nText.\n",
        "# The wall\n\nURL: https://example.org/a\nTags: a\nRead: Yes\nArchived: Yes\n\nText.\n",
    ):
        assert extract(text).meta.seed == expected


@given(st.sampled_from(["progress", "read", "status", "archived", "date_read"]), st.text(max_size=40))
def test_any_value_is_survived(name: str, value: str) -> None:
    found = seed(f"{name}: {value}")
    assert found is None or 0.0 <= found.progress <= 1.0
