"""Find a quote again in a text that was edited: exactly, by its surroundings, then by likeness.

Works on plain key strings (letters, marks and digits, folded; see `keytext`), so that neither
typography nor rendering matters. A wrong place is worse than none: what is not convincing is None.
Must not know documents, units or databases.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

# Weights as Hypothesis has them: quote, prefix, suffix, position.
_QUOTE, _PREFIX, _SUFFIX, _POSITION = 50.0, 20.0, 20.0, 2.0
_WHOLE = _QUOTE + _PREFIX + _SUFFIX + _POSITION
_GRAM = 3  # characters that must agree in a row to count; single letters agree everywhere
_SEED = 10
_COMMON = 20  # a seed found more often tells nothing
_LONG = 600  # quotes longer than this are found by their two ends
_END = 300
_SLACK = 120
_OCCURRENCES = 200


class KeySelector(NamedTuple):
    """A passage as keys: the quote and what stands on each side of it."""

    quote: str
    prefix: str
    suffix: str


class KeyMatch(NamedTuple):
    """Where the quote is now: [start, end) in the key, found exactly or by likeness, score 0 to 100."""

    start: int
    end: int
    exact: bool
    score: float


def match_key(selector: KeySelector, key: str, hint: int) -> KeyMatch | None:
    """The place of the quote in `key`, or None when none is convincing. `hint`: where it was, if known.

    Takes about 1 ms when the text is unchanged there, some 10 ms otherwise, 0.2 s in 10 MB of key.
    """
    quote, prefix, suffix = selector
    if not quote:
        return None
    hint = max(0, min(hint, len(key)))
    if _stands(selector, key, hint):
        return KeyMatch(hint, hint + len(quote), True, 100.0)
    found = key.find(prefix + quote + suffix)
    if found >= 0 and key.find(prefix + quote + suffix, found + 1) < 0 and len(prefix + suffix) >= 2 * _SEED:
        start = found + len(prefix)
        return KeyMatch(start, start + len(quote), True, _total((1, 1, 1), start, hint, key))
    near = 2 * _SEED
    if len(prefix) >= near and len(suffix) >= near and prefix[-near:] + suffix[:near] in key:
        # What stood around the quote stands together: it was cut out, and whatever is like it is another one.
        return None
    exact = _exact(selector, key, hint)
    if exact is not None and exact.exact:
        return exact
    alike = _long(selector, key, hint) if len(quote) > _LONG else _alike(selector, key, hint)
    if exact is not None and (alike is None or exact.score >= alike.score):
        return exact
    return alike


def _stands(selector: KeySelector, key: str, hint: int) -> bool:
    quote, prefix, suffix = selector
    end = hint + len(quote)
    return (
        key.startswith(quote, hint)
        and key.startswith(suffix, end)
        and hint >= len(prefix)
        and key.startswith(prefix, hint - len(prefix))
        # Context that ends where the text ended must still be all there is.
        and (bool(prefix) or hint == 0)
        and (bool(suffix) or end == len(key))
    )


def _total(like: tuple[float, float, float], start: int, hint: int, key: str) -> float:
    quote, prefix, suffix = like
    near = 1 - min(1.0, abs(start - hint) / max(1, len(key)))
    return 100 * (_QUOTE * quote + _PREFIX * prefix + _SUFFIX * suffix + _POSITION * near) / _WHOLE


def _exact(selector: KeySelector, key: str, hint: int) -> KeyMatch | None:
    """The quote letter for letter; its surroundings decide between several, and whether it is believed."""
    quote, prefix, suffix = selector
    scored = []
    for start in _occurrences(selector, key, hint):
        end = start + len(quote)
        before = _agreement(prefix, key[max(0, start - len(prefix)) : start], at_edge=start == 0)
        after = _agreement(suffix, key[end : end + len(suffix)], at_edge=end == len(key))
        scored.append((_total((1, before, after), start, hint, key), start, before, after))
    if not scored:
        return None
    scored.sort(reverse=True)
    score, start, before, after = scored[0]
    rival = next((other for other in scored[1:] if other[0] > score - 8), None)
    end = start + len(quote)
    close = max(before, after)
    if close >= 0.5 and rival is None and (len(quote) >= 12 * _SEED or min(before, after) >= 0.3):
        return KeyMatch(start, end, True, score)
    if (rival is None and (close >= 0.3 or len(quote) >= 4 * _SEED)) or close >= 0.6:
        return KeyMatch(start, end, False, score)
    return None


def _occurrences(selector: KeySelector, key: str, hint: int) -> Iterator[int]:
    """Starts of the quote. A short one is looked for with its neighbours: alone it is everywhere."""
    quote, prefix, suffix = selector
    if len(quote) >= _SEED:
        needles = [("", quote, "")]
    else:
        near = 2 * _SEED
        needles = [(prefix[-near:], quote, ""), ("", quote, suffix[:near])]
        needles = [needle for needle in needles if len("".join(needle)) >= _SEED]
    seen: set[int] = set()
    for before, middle, after in needles:
        needle = before + middle + after
        found = key.find(needle)
        while found >= 0 and len(seen) < _OCCURRENCES:
            if found + len(before) not in seen:
                seen.add(found + len(before))
                yield found + len(before)
            found = key.find(needle, found + 1)
    if len(seen) >= _OCCURRENCES:
        # So many that the rest is not looked at: at least the one where it was, and the next ones.
        found = key.find(quote, hint)
        if found >= 0 and found not in seen:
            yield found


def _agreement(wanted: str, there: str, *, at_edge: bool) -> float:
    """How much of the context is there: 0 to 1. No context agrees only with the edge of the text."""
    if not wanted:
        return 1.0 if at_edge else 0.0
    if wanted == there:
        return 1.0
    return sum(_covered(wanted, there)[0]) / len(wanted)


def _covered(wanted: str, there: str) -> tuple[bytearray, list[tuple[int, int, int]]]:
    """Which characters of `wanted` are found again in order, and the agreeing blocks (a, b, length)."""
    covered = bytearray(len(wanted))
    size = min(_GRAM, max(1, len(wanted) // 4))
    first = [wanted[i : i + size] for i in range(len(wanted) - size + 1)]
    second = [there[i : i + size] for i in range(len(there) - size + 1)]
    blocks = []
    for a, b, count in SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks():
        if count:
            length = count + size - 1
            covered[a : a + length] = b"\x01" * length
            blocks.append((a, b, length))
    return covered, blocks


def _long(selector: KeySelector, key: str, hint: int) -> KeyMatch | None:
    """A long quote by its two ends: aligning all of it would take long and tell no more."""
    quote, prefix, suffix = selector
    context = max(len(prefix), len(suffix), _SLACK)
    first = KeySelector(quote[:_END], prefix, quote[_END : _END + context])
    last = KeySelector(quote[-_END:], quote[-_END - context : -_END], suffix)
    head = match_key(first, key, hint)
    tail = match_key(last, key, (head.start if head else hint) + len(quote) - _END)
    if head is not None and tail is not None and 0.5 < (tail.end - head.start) / len(quote) < 2:
        return KeyMatch(head.start, tail.end, False, (head.score + tail.score) / 2 - 1)
    one = head or tail
    if one is None or (head is not None and tail is not None):
        return None
    # One end was cut away or rewritten: what is left is shown, and scored as the half it is.
    return KeyMatch(one.start, one.end, False, one.score * 0.75) if one.score >= 80 else None


def _alike(selector: KeySelector, key: str, hint: int) -> KeyMatch | None:
    """The window of the key that is most like prefix + quote + suffix, if it is like enough."""
    quote, prefix, suffix = selector
    pattern = prefix + quote + suffix
    best: KeyMatch | None = None
    second = 0.0
    for diagonal in _votes(pattern, key):
        low = max(0, diagonal - _SLACK)
        window = key[low : max(0, diagonal) + len(pattern) + _SLACK]
        covered, blocks = _covered(pattern, window)
        begin, finish = len(prefix), len(prefix) + len(quote)
        start = _mapped(blocks, begin, low, forward=True)
        end = _mapped(blocks, finish, low, forward=False)
        if start is None or end is None or end <= start:
            continue
        same = sum(covered[begin:finish])
        like = 2 * same / (len(quote) + end - start)
        before = sum(covered[:begin]) / begin if begin else float(start == 0)
        after = sum(covered[finish:]) / len(suffix) if suffix else float(end == len(key))
        if not _convincing(like, before, after, same):
            continue
        found = KeyMatch(start, end, False, _total((min(1.0, like), before, after), start, hint, key))
        if best is None or found.score > best.score:
            if best is not None and abs(best.start - found.start) > len(quote) // 2:
                second = best.score
            best = found
        elif abs(best.start - found.start) > len(quote) // 2:
            second = max(second, found.score)
    if best is not None and second > best.score - 4:
        return None  # two places are as good as each other: neither can be trusted
    return best


def _convincing(like: float, before: float, after: float, same: int) -> bool:
    if same < 6 or like < 0.4:
        return False
    close = max(before, after)
    if close < 0.35:
        return like >= 0.85 and same >= 4 * _SEED
    return like + (before + after) / 2 >= (0.9 if like >= 0.55 else 1.15)


def _votes(pattern: str, key: str) -> list[int]:
    """Diagonals (start of the pattern in the key) that many seeds agree on, the best first."""
    size = _SEED if len(pattern) >= 120 and pattern.isascii() else 6
    wanted = 100 if len(key) < 2_000_000 else 24
    stride = max(1, (len(pattern) - size) // wanted)
    votes: Counter[int] = Counter()
    where: dict[int, int] = {}
    for i in range(0, max(1, len(pattern) - size + 1), stride):
        seed = pattern[i : i + size]
        hits: list[int] = []
        found = key.find(seed)
        while found >= 0 and len(hits) <= _COMMON:
            hits.append(found - i)
            found = key.find(seed, found + 1)
        if len(hits) <= _COMMON:
            for diagonal in hits:
                votes[diagonal // 64] += 1
                where.setdefault(diagonal // 64, diagonal)
    joined = {
        bucket: count + votes.get(bucket + 1, 0) / 2 + votes.get(bucket - 1, 0) / 2 for bucket, count in votes.items()
    }
    ranked = sorted(joined, key=lambda bucket: joined[bucket], reverse=True)
    return [where[bucket] for bucket in ranked[:6]]


def _mapped(blocks: list[tuple[int, int, int]], position: int, low: int, *, forward: bool) -> int | None:
    """Where a position of the pattern lies in the key; between two blocks it goes to the nearer edge.

    `forward` is for a start (goes to the next block when nothing of the edited part can be told),
    else an end (goes back to the block before).
    """
    before = after = None
    for a, b, length in blocks:
        if a <= position < a + length or (not forward and a < position <= a + length):
            return low + b + position - a
        if a + length <= position:
            before = (a + length, b + length)
        elif after is None and a >= position:
            after = (a, b)
    if forward:
        if after is not None:
            back = after[0] - position
            floor = before[1] if before is not None else 0
            return low + max(floor, after[1] - back)
        return None
    if before is not None:
        ceiling = after[1] if after is not None else before[1] + position - before[0]
        return low + min(ceiling, before[1] + position - before[0])
    return None
