"""Where a table begins is told by the number of columns first: what markdown-it takes for a table, this does."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it.rules_block.table import table as plain_table

from reader.document.grammar import make
from reader.document.portion import State
from reader.document.row import table

_HEAD = st.lists(st.sampled_from(["|", "|", "a", "\\", "\\|", "\\\\|", " ", "\t", "\v", "`|`"]), min_size=1, max_size=8)
_BELOW = st.lists(st.sampled_from(["|", "|", "-", "--", ":", " ", "\t", "|-", "\\|", "a"]), min_size=1, max_size=8)


@settings(max_examples=300)
@given(head=_HEAD, below=_BELOW)
@example(head=["|a|b|"], below=["|-|-|"])
@example(head=["a|b"], below=["-|"])
@example(head=["|a|b\\|"], below=["-|-"])
@example(head=["|a|b \\| "], below=["|:-:|-"])
@example(head=["|"], below=["||"])
@example(head=["a"], below=["-"])
def test_a_table_begins_where_markdown_it_has_one(head: list[str], below: list[str]) -> None:
    def begins(rule) -> bool:
        state = State(f"{''.join(head)}\n{''.join(below)}\n|c|\n", make(), {}, [])
        return state.lineMax > 1 and rule(state, 0, state.lineMax, True)

    assert begins(table) == begins(plain_table)
