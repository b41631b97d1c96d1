"""Edits of real texts, and whether quotes are found again in them. For tests and `python -m tests.faults`."""

from __future__ import annotations

import random
import re
import time
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from reader.document.quote import KeyMatch, KeySelector, match_key
from tests.shared import documents

CONTEXT = 160
LENGTHS = (12, 40, 120, 400)


class Word(NamedTuple):
    key: str
    mark: int  # number of the word in the first text, -1 for one that came by an edit


Words = list[Word]
_OTHER = re.compile(r"[\W_]+")
_LATER = [
    "moreover",
    "although",
    "nevertheless",
    "several",
    "harbour",
    "chapter",
    "minister",
    "quietly",
    "seventeen",
    "walking",
    "beneath",
    "later",
]


def words_of(text: str) -> Words:
    keys = (_OTHER.sub("", unicodedata.normalize("NFKC", word)).casefold() for word in text.split())
    return [Word(key, number) for number, key in enumerate(keys) if key]


def text_of(words: Sequence[Word]) -> str:
    return "".join(word.key for word in words)


def new_words(random_: random.Random, words: Words, count: int) -> Words:
    """New text that looks like the rest: words of the same text in another order."""
    return [
        Word(random_.choice(words).key if random_.random() < 0.7 else random_.choice(_LATER), -1) for _ in range(count)
    ]


def changed(random_: random.Random, words: Words, share: float) -> Words:
    out: Words = []
    for word in words:
        if random_.random() >= share:
            out.append(word)
            continue
        kind = random_.randrange(3)
        if kind == 0:
            out += [word, *new_words(random_, words, 1)]
        elif kind == 1:
            out += new_words(random_, words, 1)
    return out


Edit = Callable[[random.Random, Words, int, int], Words]


def inserted(random_: random.Random, words: Words, start: int, end: int) -> Words:
    at = random_.randrange(0, start + 1)
    return words[:at] + new_words(random_, words, random_.randrange(20, 400)) + words[at:]


def typography(random_: random.Random, words: Words, start: int, end: int) -> Words:
    """Some words joined, cut or with a letter more: what another renderer or typographer leaves in the key."""
    return [Word(w.key + "s", w.mark) if random_.random() < 0.01 else w for w in words]


def words_5(random_: random.Random, words: Words, start: int, end: int) -> Words:
    return changed(random_, words, 0.05)


def words_15(random_: random.Random, words: Words, start: int, end: int) -> Words:
    return changed(random_, words, 0.15)


def words_30(random_: random.Random, words: Words, start: int, end: int) -> Words:
    return changed(random_, words, 0.30)


def neighbours_gone(random_: random.Random, words: Words, start: int, end: int) -> Words:
    if random_.random() < 0.5:
        return words[: max(0, start - 60)] + words[start:]
    return words[:end] + words[end + 60 :]


def moved(random_: random.Random, words: Words, start: int, end: int) -> Words:
    """The section around it is put elsewhere."""
    low, high = max(0, start - 60), min(len(words), end + 60)
    rest = words[:low] + words[high:]
    at = random_.randrange(len(rest) + 1)
    return rest[:at] + words[low:high] + rest[at:]


def split_up(random_: random.Random, words: Words, start: int, end: int) -> Words:
    """A sentence is put into the passage."""
    at = random_.randrange(start, end + 1)
    return words[:at] + new_words(random_, words, 12) + words[at:]


def deleted(random_: random.Random, words: Words, start: int, end: int) -> Words:
    return words[:start] + words[end:]


EDITS: dict[str, Edit] = {
    "inserted": inserted, "typography": typography, "5 % of words": words_5, "15 % of words": words_15,
    "30 % of words": words_30, "neighbours gone": neighbours_gone, "section moved": moved,
    "sentence put in": split_up, "deleted": deleted,
}  # fmt: skip


class Case(NamedTuple):
    edit: str
    length: int
    right: bool
    orphan: bool
    exact: bool
    seconds: float


def run_case(random_: random.Random, words: Words, edit: str, length: int) -> Case:
    start = random_.randrange(len(words) - 120)
    end = start
    while end < len(words) - 1 and len(text_of(words[start:end])) < length:
        end += 1
    before, quote, after = text_of(words[:start]), text_of(words[start:end]), text_of(words[end:])
    selector = KeySelector(quote, before[-CONTEXT:], after[:CONTEXT])
    edited = EDITS[edit](random_, words, start, end)
    key = text_of(edited)
    began = time.perf_counter()
    found = match_key(selector, key, len(before))
    seconds = time.perf_counter() - began
    return Case(edit, length, *judge(found, edited, {word.mark for word in words[start:end]}), seconds)


def judge(found: KeyMatch | None, edited: Words, marks: set[int]) -> tuple[bool, bool, bool]:
    """(right, orphaned, said to be exact): right is half of the passage in common, or no place for no passage."""
    at = 0
    spans = []
    for word in edited:
        if word.mark in marks:
            spans.append((at, at + len(word.key)))
        at += len(word.key)
    if found is None:
        return not spans, True, False
    if not spans:
        return False, False, found.exact
    common = sum(max(0, min(found.end, b) - max(found.start, a)) for a, b in spans)
    total = sum(b - a for a, b in spans)
    return common >= total / 2 and common >= (found.end - found.start) / 3, False, found.exact


def table(cases: Sequence[Case]) -> dict[tuple[str, int], tuple[float, float, float, float]]:
    """For each edit and length: right, orphaned, wrong, wrong and said to be exact, in %."""
    out = {}
    for edit in EDITS:
        for length in LENGTHS:
            chosen = [case for case in cases if (case.edit, case.length) == (edit, length)]
            if chosen:
                share = 100 / len(chosen)
                wrong = [case for case in chosen if not case.right and not case.orphan]
                out[edit, length] = (
                    share * sum(case.right for case in chosen),
                    share * sum(case.orphan and not case.right for case in chosen),
                    share * len(wrong),
                    share * sum(case.exact for case in wrong),
                )
    return out


def run(texts: Sequence[str], count: int, seed: int = 1) -> list[Case]:
    random_ = random.Random(seed)
    long = [words for words in map(words_of, texts) if len(words) > 500]
    return [
        run_case(random_, random_.choice(long), edit, length)
        for edit in EDITS
        for length in LENGTHS
        for _ in range(count)
    ]


def edits(folder: Path, count: int) -> list[str]:
    """Nine kinds of edits of real texts: how often quotes are found again, and how often wrongly."""
    texts = [path.read_text("utf-8", "replace")[:40_000] for path in documents()]
    if not texts:
        raise PermissionError("the real documents are not here")
    cases = run(texts, count)
    bad = []
    print(f"{'':18}{'key':>5}{'right':>8}{'orphan':>8}{'wrong':>8}{'unmarked':>9}")
    for (edit, length), row in table(cases).items():
        right, orphan, wrong, unmarked = row
        print(f"{edit:18}{length:5}{right:8.1f}{orphan:8.1f}{wrong:8.1f}{unmarked:9.1f}")
        least = {"inserted": 95, "typography": 95, "5 % of words": 95, "15 % of words": 90}.get(edit, 0)
        if right < least:
            bad.append(f"{edit}, {length}: {right:.1f} % right, {least} wanted")
    unmarked = 100 * sum(case.exact and not case.right for case in cases) / len(cases)
    print(f"wrong without a mark: {unmarked:.2f} %")
    if unmarked > 1:
        bad.append(f"{unmarked:.2f} % are wrong and not marked as moved")
    seconds = sorted(case.seconds for case in cases)
    print(f"a search takes {seconds[len(seconds) // 2] * 1e3:.1f} ms, {seconds[-1] * 1e3:.0f} ms at most")
    return bad
