"""The language that a script decides, found by bytes and by runs as by looking at each letter."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document.metadata.script import language_of

OF_SCRIPT = {
    "HANGUL": "ko", "THAI": "th", "GREEK": "el", "HEBREW": "he", "ARMENIAN": "hy", "GEORGIAN": "ka", "TAMIL": "ta",
    "TELUGU": "te", "KANNADA": "kn", "MALAYALAM": "ml", "GUJARATI": "gu", "SINHALA": "si", "KHMER": "km", "LAO": "lo",
}  # fmt: skip
LETTERS = "aéжабваअकаЁاب日本中文가나다ไทลαβאבհայქართతతకಕകഅગઅසකខមລາあいアオ"


def by_letters(sample: str) -> str | None:
    scripts = [unicodedata.name(sign).split()[0] for sign in sample if sign.isalpha()]
    kana, han = (sum(script in names for script in scripts) for names in (("HIRAGANA", "KATAKANA"), ("CJK",)))
    total = len(scripts)
    if kana * 2 > total or (kana * 8 > total and (kana + han) * 2 > total):
        return "ja"
    for script in set(scripts) & OF_SCRIPT.keys():
        if scripts.count(script) * 2 > total:
            return OF_SCRIPT[script]
    return "zh" if han * 2 > total else None


@given(st.lists(st.sampled_from(LETTERS), min_size=1, max_size=4))
@settings(max_examples=300)
def test_as_by_looking_at_each_letter(letters: list[str]) -> None:
    sample = "".join(letter * (number + 1) + " —\n" * (number % 2) for number, letter in enumerate(letters))
    assert language_of(sample) == by_letters(sample)


@pytest.mark.parametrize(
    ("sample", "language"),
    [
        ("", None),
        ("Où est la clé de l’œuvre ?", None),
        ("Съешь же ещё этих мягких булок", None),
        ("日本語とひらがな", "ja"),
        ("数据 https://example.org/a/long/address/that/is/no/text 和 `some.code()` 以及 [词](https://e.org/b)", "zh"),
        ("한국어 단어 words", None),
        ("한국어 단어와 words", "ko"),
        ("one word of 中文 in a line of English", None),
        ("हिन्दी में लिखा हुआ", None),
    ],
)
def test_samples(sample: str, language: str | None) -> None:
    assert language_of(sample) == language
