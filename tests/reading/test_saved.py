"""Searches that are kept: what is saved is there again, whatever is in the setting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.reading.saved import SETTING, Saved, saved, setting

NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=9)


@given(st.dictionaries(NAMES, NAMES), st.dictionaries(NAMES, NAMES))
def test_what_is_saved_is_there_again_behind_what_is_configured(own: dict[str, str], fixed: dict[str, str]) -> None:
    kept = {SETTING: setting([Saved(name, query) for name, query in own.items()])}
    found = saved(kept, fixed)
    assert [one[:2] for one in found] == [*fixed.items(), *(item for item in own.items() if item[0] not in fixed)]
    assert [one.fixed for one in found] == [one.name in fixed for one in found]
    assert saved({SETTING: setting(found)}, fixed) == found


@given(st.one_of(st.text(), st.sampled_from(["{}", "[1]", '[["a"]]', '[["a", 1]]', "null", "[[[], {}]]"])))
def test_any_setting_is_read(text: str) -> None:
    assert all(isinstance(one.name, str) and isinstance(one.query, str) for one in saved({SETTING: text}, {}))


@pytest.mark.parametrize(
    ("query", "narrows"),
    [("tag:rust is:unread", True), ("rust", False), ("tag:rust borrow", False), ("", False), ("tag:", False)],
)
def test_only_fields_narrow_a_list(query: str, narrows: bool) -> None:
    assert Saved("x", query).narrows is narrows
