"""Any bytes become text that is safe to show, with the right encoding where it can be told."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library.decode import decode, decode_tail, sniff
from reader.sanitise import sanitise
from tests.shared import SHARED, needs_shared

ENCODINGS = SHARED / "corpus" / "encodings"
EXPECTED = {
    "article.utf16-bom.md": ("utf-16-le", "article.utf8-bom.md"),
    "article.windows-1252.md": ("cp1252", "article.utf8-bom.md"),
    "guide-fr.latin-1.md": ("cp1252", None),
    "guide-ja.euc-jp.md": ("euc_jp", None),
    "guide-ja.shift-jis.md": ("cp932", None),
    "guide-ko.euc-kr.md": ("cp949", None),
    "guide-ru.koi8-r.md": ("koi8_r", None),
    "guide-ru.windows-1251.md": ("cp1251", None),
    "guide-zh-hans.gb18030.md": ("gb18030", None),
    "guide-zh-hant.big5.md": ("big5", None),
}


@needs_shared
@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_real_files_are_read_with_their_encoding(name: str) -> None:
    encoding, same_as = EXPECTED[name]
    decoded = decode((ENCODINGS / name).read_bytes())
    assert (decoded.encoding, decoded.lossy) == (encoding, False)
    if same_as:
        assert decoded.text == decode((ENCODINGS / same_as).read_bytes()).text


@needs_shared
def test_two_encodings_of_one_text_give_the_same_text() -> None:
    for one, other in (("ja.euc-jp", "ja.shift-jis"), ("ru.koi8-r", "ru.windows-1251")):
        texts = [decode((ENCODINGS / f"guide-{name}.md").read_bytes()).text for name in (one, other)]
        # letters only: KOI8-R has no dash
        assert list(filter(str.isalpha, texts[0])) == list(filter(str.isalpha, texts[1]))


@needs_shared
def test_line_ends_are_one_kind() -> None:
    texts = {
        name: decode((ENCODINGS / f"article.{name}.md").read_bytes()).text for name in ("cr-only", "crlf", "mixed-eol")
    }
    assert len(set(texts.values())) == 1
    assert "\r" not in texts["crlf"]


@needs_shared
def test_damaged_utf8_stays_utf8() -> None:
    decoded = decode((ENCODINGS / "article.bad-utf8.md").read_bytes())
    assert (decoded.encoding, decoded.lossy) == ("utf-8", True)
    assert "’" in decoded.text and "\ufffd" in decoded.text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(encoding: str) -> None:
    text = "# A title\n\nSome words, and more of them.\n"
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    "mark, encoding",
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_a_mark_decides_and_is_not_shown(mark: bytes, encoding: str) -> None:
    assert decode(mark + "é\n".encode(encoding)) == ("é\n", encoding, False)


def test_nul_and_controls_are_visible() -> None:
    assert decode(b"a\x00b\x1b]52;c\x07\n").text == "a␀b␛]52;c␇\n"


def test_a_head_ends_at_a_line_end() -> None:
    assert decode("one\nzwölf".encode()[:7], whole=False).text == "one\n"
    assert decode(b"one\r", whole=False).text == "one"
    assert decode("ö".encode() * 5 + b"\xc3", whole=False) == ("ööööö", "utf-8", False)


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_bytes_decode_to_safe_text(data: bytes) -> None:
    for whole in (True, False):
        text = decode(data, whole=whole).text
        assert sanitise(text) == text and "\r" not in text
    encoding, _ = sniff(data)
    tail = decode_tail(data[-20:], encoding, len(data))
    assert sanitise(tail) == tail


@given(
    st.one_of(
        st.binary(max_size=60),
        st.text(st.characters(exclude_categories=()), max_size=60).map(
            lambda text: text.encode("utf-8", "surrogatepass")
        ),
        st.text(alphabet="a\ufeff\0\u200d\u2028\x7f日", max_size=20).map(str.encode),
    )
)
@settings(max_examples=300, deadline=None)
def test_the_short_way_gives_what_the_long_one_does(data: bytes) -> None:
    data = data.replace(b"\r", b"")  # which takes the long one
    encoding, skip = sniff(data)
    assert decode(data)[:2] == (sanitise(data[skip:].decode(encoding, "replace")).replace("\r", "\n"), encoding)


@given(st.text(alphabet="aé日\n\r ", max_size=300), st.integers(0, 300), st.sampled_from(["utf-8", "utf-16"]))
@settings(max_examples=300, deadline=None)
def test_a_head_is_a_beginning_of_the_whole(text: str, cut: int, encoding: str) -> None:
    data = text.encode(encoding)
    whole = decode(data)
    head = decode(data[:cut], whole=False)
    if cut >= 4 and "\n" in head.text:
        assert whole.text.startswith(head.text)


@given(st.lists(st.text(alphabet="aé日 ", max_size=30), max_size=30), st.integers(1, 200))
@settings(max_examples=200, deadline=None)
def test_a_tail_is_an_end_of_the_whole(lines: list[str], size: int) -> None:
    for encoding in ("utf-8", "utf-16-le"):
        data = codecs.BOM_UTF16_LE * (encoding != "utf-8") + "\n".join(lines).encode(encoding)
        if size < len(data) - 2:
            assert decode(data).text.endswith(decode_tail(data[-size:], encoding, len(data)))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Café naïve résumé, déjà vu à Paris, œuvre\n", "cp1252"),
        ("Grüße aus Köln, schöne Straße, „müde“\n", "cp1252"),
        ("¿Dónde está el niño? ¡Mañana será!\n", "cp1252"),
        ("Não há coração que não se comova\n", "cp1252"),
        ("Blåbær og rødgrød på Ærø\n", "cp1252"),
        ("Příliš žluťoučký kůň úpěl ďábelské ódy a další věty k tomu, aby bylo z čeho poznat řeč\n", "cp1250"),
        ("Zażółć gęślą jaźń, a potem jeszcze kilka słów po polsku, żeby było z czego poznać język\n", "cp1250"),
        ("Съешь же ещё этих мягких французских булок да выпей чаю\n", "cp1251"),
    ],
)
def test_a_short_text_of_another_language_is_read_as_it_was_written(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text
