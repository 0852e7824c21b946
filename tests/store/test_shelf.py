"""What is saved is found by who may, lies in a bin for a while when it is thrown away, and is erased when that is asked."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine, text

from core.problem import Problem
from core.store import (
    BIN_DAYS,
    Saved,
    Who,
    bring_back,
    empty_bin,
    erase_all,
    join,
    listed,
    open_saved,
    save_new,
    save_on,
    throw_away,
    versions,
)
from core.store.who import STRANGER, browser
from tests.store.made import ANNA, BERT, EDITOR, PUBLISHER, VIEWER, content, words


def saved(store: Engine, who: Who = ANNA, name: str = "Minder instroom") -> Saved:
    return save_new(store, who, content(), words(name), f"{who.owner} {name}")


def rows(store: Engine) -> dict[str, int]:
    names = ("scenario", "version", "member", "basis", "used")
    with store.begin() as connection:
        return {name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in names}


def test_a_list_has_the_newest_version_of_ones_own_the_last_saved_first(store: Engine) -> None:
    first = saved(store)
    saved(store, name="Meer banen"), saved(store, BERT, "Van Bert")
    save_on(store, ANNA, first.entry.id, 1, content(560.0), words("Nog minder"), "second")
    assert [(one.words.name, one.number) for one in listed(store, ANNA)] == [("Nog minder", 2), ("Meer banen", 1)]
    assert [one.words.name for one in listed(store, BERT)] == ["Van Bert"]
    assert listed(store, browser("")) == ()
    assert listed(store, STRANGER) == ()


def test_a_search_finds_every_word_wherever_it_stands(store: Engine) -> None:
    saved(store, name="Énergie 100% in_zet")
    assert [len(listed(store, ANNA, said)) for said in ("énergie", "ÉNERGIE doen", "100%", "_", "%", "'", "x' OR 1=1")] == [
        1, 1, 1, 1, 1, 0, 0,
    ]  # fmt: skip


def test_what_is_thrown_away_is_gone_and_comes_back_with_all_its_versions(store: Engine) -> None:
    made = saved(store)
    save_on(store, ANNA, made.entry.id, 1, content(560.0), words("Nog minder"), "second")
    throw_away(store, ANNA, made.entry.id)
    assert listed(store, ANNA) == ()
    assert [one.words.name for one in listed(store, ANNA, binned=True)] == ["Nog minder"]
    with pytest.raises(Problem, match=r"store\.binned"):
        open_saved(store, ANNA, made.entry.id)
    with pytest.raises(Problem, match=r"store\.binned"):
        save_on(store, ANNA, made.entry.id, 2, content(), words(), "third")
    bring_back(store, ANNA, made.entry.id)
    assert open_saved(store, ANNA, made.entry.id, 1).content == made.content
    assert len(versions(store, ANNA, made.entry.id)) == 2
    assert listed(store, ANNA, binned=True) == ()


def test_the_bin_is_emptied_after_sixty_days_and_not_before(store: Engine) -> None:
    made, kept = saved(store), saved(store, name="Blijft")
    throw_away(store, ANNA, made.entry.id)
    now = dt.datetime.now(dt.UTC)
    assert BIN_DAYS == 60
    assert empty_bin(store, now + dt.timedelta(days=59)) == 0
    assert empty_bin(store, now + dt.timedelta(days=61)) == 1
    with pytest.raises(Problem, match=r"store\.unknown"):
        bring_back(store, ANNA, made.entry.id)
    assert open_saved(store, ANNA, kept.entry.id).content == kept.content
    assert rows(store) == {"scenario": 1, "version": 1, "member": 0, "basis": 1, "used": 1}


def test_another_reads_by_the_link_and_changes_nothing(store: Engine) -> None:
    made = saved(store)
    found = open_saved(store, BERT, made.entry.id)
    assert (found.content, found.mine, found.edit_key) == (made.content, False, None)
    for act in (
        lambda: save_on(store, BERT, made.entry.id, 1, content(), words(), "mine"),
        lambda: throw_away(store, BERT, made.entry.id),
        lambda: bring_back(store, BERT, made.entry.id),
    ):
        with pytest.raises(Problem, match=r"store\.not_yours"):
            act()
    for guess in ("", "x", made.entry.id, found.entry.words.name):
        with pytest.raises(Problem, match=r"store\.unknown"):
            join(store, BERT, made.entry.id, guess)
    assert listed(store, BERT) == ()


def test_who_has_the_link_for_it_changes_it_too(store: Engine) -> None:
    made = saved(store)
    assert made.edit_key
    join(store, BERT, made.entry.id, made.edit_key), join(store, BERT, made.entry.id, made.edit_key)
    assert [one.words.name for one in listed(store, BERT)] == ["Minder instroom"]
    assert save_on(store, BERT, made.entry.id, 1, content(560.0), words("Van Bert"), "his").entry.number == 2
    throw_away(store, BERT, made.entry.id)
    bring_back(store, ANNA, made.entry.id)


@pytest.mark.parametrize("who", [STRANGER, browser(""), VIEWER], ids=["stranger", "no secret", "viewer"])
def test_who_may_not_save_saves_nothing(store: Engine, who: Who) -> None:
    made = saved(store, EDITOR)
    for act in (
        lambda: save_new(store, who, content(), words(), "key"),
        lambda: save_on(store, who, made.entry.id, 1, content(), words(), "key"),
        lambda: throw_away(store, who, made.entry.id),
        lambda: join(store, who, made.entry.id, made.edit_key or ""),
        lambda: erase_all(store, who),
    ):
        with pytest.raises(Problem, match=r"store\.(not_allowed_save|no_browser)"):
            act()
    assert rows(store)["version"] == 1


def test_people_who_signed_in_share_and_nobody_else_reads_it(store: Engine) -> None:
    made = saved(store, EDITOR, "Van de stad")
    saved(store, ANNA, "Van een bezoeker")
    for who in (VIEWER, EDITOR, PUBLISHER):
        assert [one.words.name for one in listed(store, who)] == ["Van de stad"]
        assert open_saved(store, who, made.entry.id).mine == (who is not VIEWER)
    assert save_on(store, PUBLISHER, made.entry.id, 1, content(560.0), words(), "hers").entry.author == "Ms publisher"
    for who in (STRANGER, ANNA, browser("")):
        with pytest.raises(Problem, match=r"store\.unknown"):
            open_saved(store, who, made.entry.id)
        with pytest.raises(Problem, match=r"store\.unknown"):
            versions(store, who, made.entry.id)


def test_who_asks_to_be_erased_leaves_nothing_but_the_numbers_of_others(store: Engine) -> None:
    saved(store, EDITOR), saved(store, EDITOR, "Nog een")
    other = saved(store, PUBLISHER, "Van een ander")
    save_on(store, EDITOR, other.entry.id, 1, content(560.0), words("Aangevuld"), "key")
    assert erase_all(store, EDITOR) == 2
    assert [(one.number, one.author) for one in versions(store, PUBLISHER, other.entry.id)] == [(2, ""), (1, "Ms publisher")]
    with store.begin() as connection:
        for name in ("audit", "version"):
            column = "who" if name == "audit" else "author"
            held = connection.execute(text(f"SELECT count(*) FROM {name} WHERE {column} = '{EDITOR.owner}'")).scalar_one()
            assert held == 0, name


@pytest.mark.parametrize("odd", ["", " ", "é", "a" * 33, "../etc", "'; DROP TABLE scenario; --", "\x00", "%"])
def test_an_id_that_is_none_is_unknown(store: Engine, odd: str) -> None:
    made = saved(store)
    with pytest.raises(Problem, match=r"store\.unknown"):
        open_saved(store, ANNA, odd)
    assert open_saved(store, ANNA, made.entry.id).content == made.content


def test_it_is_written_down_who_did_what_and_never_what_it_says(store: Engine) -> None:
    made = saved(store, EDITOR, "Geheim plan")
    save_on(store, PUBLISHER, made.entry.id, 1, content(560.0), words("Geheim plan 2"), "second")
    throw_away(store, EDITOR, made.entry.id)
    with store.begin() as connection:
        found = connection.execute(text("SELECT act, name, version FROM audit ORDER BY number")).all()
        whole = str(connection.execute(text("SELECT * FROM audit")).all())
    assert [tuple(row) for row in found] == [
        ("saved", "Ms editor", 1),
        ("saved", "Ms publisher", 2),
        ("binned", "Ms editor", None),
    ]
    assert "Geheim" not in whole
