"""Which key is on its way, and when threads rest for it."""

from __future__ import annotations

from textual import events

from reader.tui.keys import KeyQueue


def test_threads_rest_until_a_key_has_had_its_effect_and_it_is_drawn() -> None:
    keys = KeyQueue()
    assert not keys.at_work
    key = events.Key("G", "G")
    keys.add(key)
    assert keys.next() is key
    keys.quiet_until = 0.0  # it takes longer than most
    assert keys.at_work
    assert keys.done(key)
    assert keys.at_work, "what it did is drawn now"
    keys.quiet_until = 0.0
    assert not keys.at_work
    hold = keys.hold()
    assert keys.at_work, "what it asked for is on its way"
    keys.release(hold)
    assert not keys.at_work
