"""Back and forward, in memory and over runs."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import StorageError
from reader.reading import History, Session, Step
from reader.userdata import UserData


def step(name: str, offset: int = 0, link: int = -1) -> Step:
    return Step(Path("/library") / name, offset, 0, link)


def names(history: History) -> list[str]:
    return [one.path.name for one in history._loaded()]


def test_back_returns_to_the_place_and_link_that_was_left(session: Session) -> None:
    history = session.history
    assert history.current is None and history.back() is None and history.forward() is None
    history.push(step("a"))
    history.push(step("b"), left=step("a", 70, 3))
    found = history.back(left=step("b", 20))
    assert found is not None and (found.path.name, found.offset, found.link) == ("a", 70, 3)
    assert history.back() is None
    found = history.forward()
    assert found is not None and (found.path.name, found.offset) == ("b", 20)
    history.back()
    history.push(step("c"))
    assert history.forward() is None and names(history) == ["a", "c"]


def test_a_place_of_another_article_is_not_taken(session: Session) -> None:
    session.history.push(step("a"))
    session.history.update(step("b", 99))
    assert session.history.current == session.history._loaded()[0]
    assert session.history.current is not None and session.history.current.offset == 0


def test_the_next_run_goes_on(session: Session) -> None:
    history = session.history
    for name in "abc":
        history.push(step(name))
    history.back(left=step("c", 5))
    history.save()
    again = History(session.userdata)
    assert again.current is not None and again.current.path.name == "b"
    found = again.forward()
    assert found is not None and (found.path.name, found.offset) == ("c", 5)
    assert [one.path.name for one in session.visits()] == ["c", "b", "a"]


def test_two_runs_keep_to_their_own_ways(session: Session) -> None:
    session.history.push(step("a"))
    session.history.save()
    one, two = History(session.userdata), History(session.userdata)
    one.push(step("b"))
    two.push(step("c"))
    one.save()
    two.save()
    one.push(step("d"))
    one.save()
    assert names(one) == ["a", "b", "d"] and names(two) == ["a", "c"]
    assert names(History(session.userdata)) == ["a", "b", "d"]


def test_what_could_not_be_saved_is_saved_the_next_time(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    history = session.history
    history.push(step("a"))
    with monkeypatch.context() as patch:

        def full(*_: object) -> None:
            raise StorageError("full")

        patch.setattr(session.userdata, "save_trail", full)
        with pytest.raises(StorageError):
            history.save()
    history.save()
    assert names(History(session.userdata)) == ["a"]
    counter = session.userdata.counter
    history.save()
    assert session.userdata.counter == counter, "nothing new, nothing written"


moves = st.lists(st.one_of(st.just("back"), st.just("forward"), st.just("save"), st.just("again"), st.integers(0, 9)))


@settings(max_examples=40, deadline=None)
@given(moves)
def test_as_a_browser_does(tmp_path_factory: pytest.TempPathFactory, moves: list[str | int]) -> None:
    folder = tmp_path_factory.mktemp("history")
    userdata = UserData.open(folder / "state.db")
    history = History(userdata)
    model: list[str] = []
    at = -1
    for move in moves:
        if move == "save":
            history.save()
        elif move == "again":
            history.save()
            history = History(userdata)
        elif isinstance(move, int):
            history.push(step(str(move)))
            model = [*model[: at + 1], str(move)]
            at = len(model) - 1
        else:
            delta = -1 if move == "back" else 1
            found = history.back() if delta < 0 else history.forward()
            assert (found is not None) == (0 <= at + delta < len(model))
            if found is not None:
                at += delta
        assert names(history) == model
        assert (history.current.path.name if history.current else None) == (model[at] if model else None)
    userdata.close()
