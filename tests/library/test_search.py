"""Searching a library: what is found contains what was asked, the best first, with the place of the hit."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.article import State
from reader.fold import fold
from reader.library import Found, Library, ListQuery, Projection
from reader.library.query import Query, Word, parse
from reader.library.snippet import LENGTH, snippet
from reader.library.suggest import distance
from reader.library.text_scan import reading_text

Open = Callable[..., Library]

FILES = {
    "wall.md": "---\ntitle: The harbour wall\nauthor: Jane Doe\npublished: 2021-02-01\ntags: [sea, money/tax]\n"
    "source: https://blog.example.org/wall\nlang: en\n---\n\n# The harbour wall\n\nIt was paid for by a tax.\n\n"
    "A **wall** in the [sea](https://hidden.example.com/x) is never finished.\n",
    "deep/er/light.md": "---\ntitle: Das Licht\nauthor: Zoë Ångström\npublished: 2019-05-20\nlang: de-AT\n---\n\n"
    "Ein Licht an der Straße, und ein Wall.\n\nCafe&eacute; und café.\n" + "wort " * 4000,
    "日本.md": "# 東京の春\n\n春の東京は日本で一番です。\n",
    "thai.md": "# ที่นี่\n\nประเทศไทย\n",
    "hindi.md": "# हिन्दी\n\nयह हिन्दी है\n",
    "old.md": "---\npublished: 2001-01-01\n---\n# Lighthouse\n\nA lamp and a wick.\n",
    "new.md": "---\npublished: 2024-01-01\n---\n# Lighthouse\n\nA lamp, and a wick.\n",
}


def fill(folder: Path, files: dict[str, str], library: Library) -> Library:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    library.scan()
    library.index_texts()
    return library


@pytest.fixture
def library(folder: Path, open_library: Open) -> Library:
    return fill(folder, FILES, open_library(folder))


def names(found: Found) -> list[str]:
    return [hit.article.path.stem for hit in found.rows]


@pytest.mark.parametrize(
    "text, stems",
    [
        ("wall", "wall light"), ("WALL finished", "wall"), ('"never finished"', "wall"), ('"finished never"', ""),
        ("wall -tax", "light"), ("strasse", "light"), ("STRASSE", "light"), ("cafeé café", "light"), ("har*", "wall"),
        ("har", ""), ("東京", "日本"), ("京東", ""), ("日本で一番", "日本"), ("ไทย", "thai"), ("ไทป", ""),
        ("ที่", "thai"),
        ("हिन्दी", "hindi"), ("हिन", ""), ("hidden", ""), ("angstrom", "light"), ("author:doe", "wall"),
        ("author:ängström licht", "light"), ("tag:sea", "wall"), ("tag:money", "wall"), ("tag:mon", ""),
        ("tag:mon*", "wall"), ("site:example.org", "wall"), ("site:blog", "wall"), ("site:org", "wall"),
        ("site:ample.org", ""), ("lang:de", "light"), ("lang:d", ""), ("title:wall", "wall"),
        ("-title:wall wall", "light"),
        ("in:deep", "light"), ("in:deep/er", "light"), ("in:er", "light"), ("in:eep", ""), ("min:>10", "light"),
        ("min:<2 wall", "wall"), ("after:2024", "new 日本 thai hindi"), ("before:2019", "old"),
        ("before:2019-06 after:2019", "light"), ("after:2021-02-01 before:2021-02-02", "wall"),
        ("licht OR tax", "wall light"), ("is:unread author:doe", "wall"), ("is:starred", ""), ("-is:unread", ""),
        ("-wall -lamp -lang:de", "日本 thai hindi"), ("", ""), ("***", ""), ("tag:", ""), ('"', ""),
    ],
)  # fmt: skip
def test_what_is_found(library: Library, text: str, stems: str) -> None:
    found = library.search(text)
    assert sorted(names(found)) == sorted(stems.split())
    assert found.total == len(found.rows)


def test_hits_say_where_they_are(library: Library) -> None:
    (hit,) = library.search("finished sea").rows
    assert hit.snippet == "A wall in the sea is never finished."
    assert [hit.snippet[start:end] for start, end in hit.ranges] == ["sea", "finished"]
    assert hit.line == 14 and FILES["wall.md"][hit.offset :].startswith("A **wall**")
    (hit,) = library.search("ete OR CAFE").rows
    assert [hit.snippet[start:end] for start, end in hit.ranges] == ["café"] and hit.line == 10
    (hit,) = library.search("author:doe title:wall").rows
    assert hit.line == 14  # and not the title, which the row shows
    (hit,) = library.search("tag:sea").rows
    assert hit.snippet.startswith("It was paid for") and hit.ranges == ()
    (hit,) = library.search("東京は").rows
    assert [hit.snippet[start:end] for start, end in hit.ranges] == ["東京は"]


def test_title_and_recency_count(library: Library) -> None:
    assert names(library.search("wall")) == ["wall", "light"]
    assert names(library.search("lamp wick")) == ["new", "old"]
    scores = [hit.score for hit in library.search("lamp").rows]
    assert scores == sorted(scores, reverse=True) and scores[-1] > 0


def test_copies_are_one(folder: Path, open_library: Open) -> None:
    saved = "---\ntitle: {}\nurl: https://{}\n---\nlamp {}\n"
    files = {
        "a.md": "a lamp\n",
        "b.md": "a lamp\n",
        "c.md": saved.format("Wicks", "a.org/x", "one"),
        "d.md": saved.format("Wicks", "www.a.org/x?utm_source=z", "two"),
        "e.md": saved.format("Notes on wicks", "a.org/x", "three"),
    }
    found = fill(folder, files, open_library(folder)).search("lamp")
    assert found.total == len(found.rows) == 3
    assert sorted(sorted(path.name for path in (hit.article.path, *hit.others)) for hit in found.rows) == [
        ["a.md", "b.md"],
        ["c.md", "d.md"],
        ["e.md"],
    ]


def test_while_one_types(library: Library) -> None:
    assert names(library.search("fini", live=True)) == ["wall"] and names(library.search("fini")) == []
    assert "new" in names(library.search("li", live=True))  # a title
    assert names(library.search("ta", live=True)) == [] and names(library.search("by", live=True)) == ["wall"]
    assert names(library.search("sea fi", live=True)) == names(library.search("sea"))


@pytest.mark.parametrize(
    "text, suggestion",
    [
        ("harbuor", "harbour"), ("harbr", "harbour"), ("harbour wlal", "harbour wall"), ("wal tax", "wall tax"),
        ("zzzzzz", None), ("wall lamp", None), ("wall", None), ("-harbuor", None), ("Straase", "strasse"),
    ],
)  # fmt: skip
def test_did_you_mean(library: Library, text: str, suggestion: str | None) -> None:
    assert library.search(text).suggestion == suggestion


@pytest.mark.parametrize(
    "text, suggestion",
    [
        ("हिन्दि", "हिन्दी"), ("հայեեն", "հայերեն"), ("ქართლი", "ქართული"), ("עברת", "עברית"), ("العربیه", "العربية"),
        ("κσλημέρα", "καλημερα"), ("привит", "привет"), ("cafe", None), ("日木", None),
    ],
)  # fmt: skip
def test_did_you_mean_in_any_script_with_spaces(
    folder: Path, open_library: Open, text: str, suggestion: str | None
) -> None:
    words = "हिन्दी հայերեն ქართული עברית العربية καλημέρα привет café 日本"
    library = fill(folder, {"words.md": f"# Words\n\n{words}\n"}, open_library(folder))
    assert library.search(text).suggestion == suggestion


def test_state_is_searched(library: Library, folder: Path) -> None:
    library.project([Projection(folder / "wall.md", "x", State.READING, starred=True, marks=2)], 1)
    library.project([Projection(folder / "old.md", "y", State.FINISHED, archived=True)], 2)
    for text, stem in [
        ("is:reading", "wall"), ("is:starred", "wall"), ("is:marked", "wall"), ("is:archived", "old"),
        ("is:finished lamp", "old"), ("lamp -is:archived", "new"),
    ]:  # fmt: skip
        assert names(library.search(text)) == [stem]


def test_only_this_library(library: Library, folder: Path, open_library: Open) -> None:
    other = folder.parent / "other"
    other.mkdir()
    fill(other, {f"{number}.md": f"wall {number}" for number in range(300)}, open_library(other))
    assert sorted(names(library.search("wall"))) == ["light", "wall"] and library.search("wall").total == 2
    assert open_library(other).search("wall", 5).total == 300
    assert names(open_library(folder / "wall.md").search("wall")) == ["wall"]


def test_it_says_what_is_not_indexed_yet(folder: Path, open_library: Open) -> None:
    (folder / "a.md").write_text("lamp")
    library = open_library(folder)
    library.scan()
    assert library.search("lamp") == Found((), 0, ("lamp",), None, (0, 1))
    library.index_texts()
    assert library.search("lamp").indexing is None and library.search("lamp").total == 1


def test_a_list_is_narrowed_by_fields(library: Library) -> None:
    def listed(text: str) -> list[str]:
        query = ListQuery(text, "all", "path")
        found = [article.path.stem for article in library.rows(library.ids(query))]
        assert library.count(query) == len(found)
        return found

    assert (
        listed("tag:sea") == ["wall"]
        and listed("tag:sea harbour") == ["wall"]
        and listed("tag:sea arbour w") == ["wall"]
    )
    assert listed("tag:sea licht") == [] and listed("-is:unread") == [] and listed("title:arbou") == ["wall"]
    assert listed("is:odd") == [] and listed("author:zoe min:>10") == ["light"] and len(listed("tag:")) == len(FILES)


WORDS = ["wall", "Wall", "wälle", "sea", "seaside", "STRASSE", "straße", "日本", "日", "本日", "ไทย", "sea-wall", "1,5"]
word = st.sampled_from(WORDS)
texts = st.lists(st.lists(word, max_size=8).map(" ".join), min_size=1, max_size=6)
part = st.one_of(
    word, word.map("-{}".format), word.map("{}*".format), st.just("OR"),
    st.lists(word, min_size=1, max_size=3).map(lambda words: f'"{" ".join(words)}"'),
)  # fmt: skip


def tokens(text: str) -> list[str]:
    made = "".join(f" {sign} " if ord(sign) >= 0xE00 else sign for sign in fold(text))
    return re.findall(r"\w+", made)


def contains(text: str, asked: Word) -> bool:
    have, want = tokens(text), tokens(asked.text)
    for at in range(len(have) - len(want) + 1):
        *first, last = have[at : at + len(want)]
        if first == want[:-1] and (last.startswith(want[-1]) if asked.prefix else last == want[-1]):
            return True
    return False


def fits(text: str, query: Query) -> bool:
    return all(any(contains(text, one) for one in group) for group in query.words) and not any(
        contains(text, one) for one in query.without
    )


@given(texts, st.lists(part, min_size=1, max_size=4).map(" ".join))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_a_scan_of_the_texts_finds(
    tmp_path_factory: pytest.TempPathFactory, written: list[str], text: str
) -> None:
    place = tmp_path_factory.mktemp("search")
    (place / "library").mkdir()
    library = Library([place / "library"], place / "index.db")
    fill(
        place / "library", {f"{at:03}.md": f"{at:03}\n\n{body}\n\nx{at}x\n" for at, body in enumerate(written)}, library
    )
    query = parse(text)
    wanted = {f"{at:03}" for at, body in enumerate(written) if (query.words or query.without) and fits(body, query)}
    found = library.search(text)
    assert set(names(found)) == wanted and found.total == len(wanted)
    for hit in found.rows:
        shown = [hit.snippet[start:end] for start, end in hit.ranges]
        assert not query.words or shown
        assert all(any(contains(piece, one._replace(prefix=True)) for one in query.wanted) for piece in shown)
    library.close()


signs = st.text(st.sampled_from("abß İé日ท\n#*[]`_|&>-\u0301"), max_size=120)


@given(signs, signs)
@settings(max_examples=200, deadline=None)
def test_a_snippet_of_anything(text: str, asked: str) -> None:
    found = snippet(text, parse(asked).wanted)
    assert "\n" not in found.text and 1 <= found.line <= text.count("\n") + 1
    assert found.offset == 0 or text[found.offset - 1] == "\n"
    ends = [0, *(end for span in found.ranges for end in span), len(found.text)]
    assert ends == sorted(ends)


@given(*[st.text("abc", max_size=6)] * 2)
@settings(max_examples=200, deadline=None)
def test_distance(one: str, other: str) -> None:
    assert distance(one, other, 9) == distance(other, one, 9) and (distance(one, other, 9) == 0) == (one == other)
    assert distance(one, one[1:] + "c", 9) <= 2


@pytest.mark.parametrize(
    "source, shown",
    [
        ("A **bold**, word.", "A bold, word."),
        ("A <b>bold</b>, H<sub>2</sub>O and <em>un</em>wise<br>end", "A bold, H2O and unwise end"),
        ("See [the light](light.md), and [it](<a b.md> 'x') too.", "See the light, and it too."),
        ("See [the light][1], ![a map](map.png): `x`, [[wall]].", "See the light, a map: x, [[wall]]."),
        ("Noted[^1], and[^long-name].", "Noted, and."),
        ("word\n\n| a | b |\n|---|:-:|\n| c \\| d | word |", "a b c | d word"),
        ("| a | b | word\n|---|---|---|\n| c | d |", "a b word c d"),
        ("a | word\n--- | ---\nc | d", "a word c d"),
        ("word one\n--- ---\n1   2", "word one 1 2"),
        ("The word\n========", "The word"),
        ("word\n***\n- - -\nafter", "word after"),
        ("word in `a || b` and x | y", "word in a || b and x | y"),
        ("> quoted word\n> | a | b |\n> |---|---|", "quoted word a b"),
        ("> [!NOTE]\n> A word.", "A word."),
        ("- [ ] a *word*, 2 * 3", "a word, 2 * 3"),
        ("well-known -- word --- dash", "well-known -- word --- dash"),
    ],
)
def test_a_snippet_reads_as_the_page_does(source: str, shown: str) -> None:
    assert snippet(reading_text(source), parse("word OR wise OR light OR noted OR d OR h").wanted).text == shown


def test_a_hit_far_down_in_a_long_text() -> None:
    text = "ein Wort\n" * 50_000 + "das <b>Ende</b>, ÉTÉ\n"
    for asked in ("ende", "été", "ete"):
        found = snippet(text, parse(asked).wanted)
        assert found.line == 50_001 and text[found.offset :].startswith("das")
    assert snippet("x" * 500_000 + " 東京", parse("東京").wanted).line == 1


@pytest.mark.parametrize("piece", ["- ", "| ", "[", "[^", "* ", "> ", "_", "\\|", "&", "\x1f"])
def test_no_text_makes_a_snippet_slow(piece: str) -> None:
    found = snippet("word " + piece * 100_000 + "x", parse("word x").wanted)
    assert len(found.text) <= 2 * LENGTH
