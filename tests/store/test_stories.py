"""A story is read by whoever has its link, changed by nobody but its author, and a change is another edition."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from core.problem import Problem
from core.store import (
    Saved,
    Who,
    browser,
    edition_now,
    erase_all,
    publish,
    published,
    read_story,
    save_new,
    save_on,
    throw_away,
    withdraw,
)
from core.store.who import STRANGER
from tests.store.made import ANNA, BERT, EDITOR, PUBLISHER, VIEWER, content, words


def saved(store: Engine, who: Who = ANNA) -> Saved:
    return save_new(store, who, content(), words(), "first")


def test_a_story_is_read_with_its_words_and_its_version(store: Engine) -> None:
    made = saved(store)
    told = publish(store, ANNA, made.entry.id, 1, " Wat wij\nvoorstellen ", "Eerst dit.\n\nDan dat.", "nl")
    found = read_story(store, told.id)
    assert (found.edition.title, found.edition.words, found.edition.number) == (
        "Wat wij voorstellen",
        "Eerst dit.\n\nDan dat.",
        1,
    )
    assert found.saved.content == made.content
    assert (found.before, found.saved_before, found.official) == (None, None, False)
    assert (found.saved.mine, found.saved.edit_key) == (False, None)
    assert told.id != made.entry.id, "who reads a story has not the id of the scenario"


def test_a_change_is_another_edition_under_the_same_link_and_the_one_before_it_is_known(store: Engine) -> None:
    made = saved(store)
    first = publish(store, ANNA, made.entry.id, 1, "Voorstel", "Eerst.", "nl")
    second = save_on(store, ANNA, made.entry.id, 1, content(560.0), words(), "second")
    again = publish(store, ANNA, made.entry.id, 2, "Voorstel", "Anders.", "nl")
    found = read_story(store, first.id)
    assert again.id == first.id
    assert (found.edition.number, found.edition.words, found.saved.content) == (2, "Anders.", second.content)
    assert found.before == first.edition
    assert found.saved_before is not None
    assert found.saved_before.content == made.content


def test_who_reads_on_hears_which_edition_stands_there_now_and_of_none_that_they_would_not_get(store: Engine) -> None:
    made = saved(store)
    told = publish(store, ANNA, made.entry.id, 1, "Voorstel", "Eerst.", "nl")
    assert edition_now(store, told.id) == 1
    publish(store, ANNA, made.entry.id, 1, "Voorstel", "Anders.", "nl")
    assert edition_now(store, told.id) == 2
    withdraw(store, ANNA, made.entry.id)
    assert edition_now(store, told.id) is None
    publish(store, ANNA, made.entry.id, 1, "Voorstel", "Weer.", "nl")
    assert edition_now(store, told.id) == 3
    throw_away(store, ANNA, made.entry.id)
    assert [edition_now(store, story) for story in (told.id, made.entry.id, "", "x" * 99, "\x00")] == [None] * 5


def test_the_same_once_more_is_no_new_edition(store: Engine) -> None:
    made = saved(store)
    first = publish(store, ANNA, made.entry.id, 1, "Voorstel", "Eerst.", "nl")
    assert publish(store, ANNA, made.entry.id, 1, "Voorstel", "Eerst.", "nl") == first


def test_a_version_that_is_saved_later_is_not_published_by_itself(store: Engine) -> None:
    made = saved(store)
    told = publish(store, ANNA, made.entry.id, 1, "Voorstel", "", "nl")
    save_on(store, ANNA, made.entry.id, 1, content(560.0), words(), "second")
    assert read_story(store, told.id).saved.content == made.content


def test_what_is_withdrawn_or_thrown_away_is_read_by_nobody(store: Engine) -> None:
    made = saved(store)
    told = publish(store, ANNA, made.entry.id, 1, "Voorstel", "", "nl")
    withdraw(store, ANNA, made.entry.id)
    with pytest.raises(Problem, match=r"store\.no_story"):
        read_story(store, told.id)
    with pytest.raises(Problem, match=r"store\.no_story"):
        withdraw(store, ANNA, made.entry.id)
    assert publish(store, ANNA, made.entry.id, 1, "Voorstel", "", "nl").edition.number == 2
    assert read_story(store, told.id).edition.number == 2
    throw_away(store, ANNA, made.entry.id)
    with pytest.raises(Problem, match=r"store\.no_story"):
        read_story(store, told.id)
    erase_all(store, ANNA)
    with store.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM edition")).scalar_one() == 0


@pytest.mark.parametrize("who", [STRANGER, browser(""), BERT, VIEWER, EDITOR], ids=lambda who: who.role)
def test_who_may_not_publish_publishes_and_withdraws_nothing(store: Engine, who: Who) -> None:
    made = saved(store, PUBLISHER)
    told = publish(store, PUBLISHER, made.entry.id, 1, "Voorstel", "", "nl")
    for act in (
        lambda: publish(store, who, made.entry.id, 1, "Van een ander", "", "nl"),
        lambda: withdraw(store, who, made.entry.id),
    ):
        with pytest.raises(Problem, match=r"store\."):
            act()
    found = read_story(store, told.id)
    assert (found.edition.title, found.edition.author, found.official) == ("Voorstel", "Ms publisher", True)


@pytest.mark.parametrize("who", [STRANGER, ANNA, browser("")], ids=["stranger", "visitor", "no secret"])
def test_whose_scenario_was_published_stays_closed_but_for_the_story(store: Engine, who: Who) -> None:
    made = saved(store, PUBLISHER)
    publish(store, PUBLISHER, made.entry.id, 1, "Voorstel", "", "nl")
    with pytest.raises(Problem, match=r"store\.unknown"):
        published(store, who, made.entry.id)


@pytest.mark.parametrize("odd", ["", "x", "é", "a" * 33, "\x00"])
def test_a_link_that_is_none_reads_nothing(store: Engine, odd: str) -> None:
    with pytest.raises(Problem, match=r"store\.no_story"):
        read_story(store, odd)


def test_an_edition_is_never_changed_by_whatever_reaches_the_database(store: Engine) -> None:
    publish(store, ANNA, saved(store).entry.id, 1, "Voorstel", "", "nl")
    for column, value in (("words", "'x'"), ("version", "2"), ("title", "'x'")):
        with pytest.raises(DBAPIError, match="never changed"), store.begin() as connection:
            connection.execute(text(f"UPDATE edition SET {column} = {value}"))


@pytest.mark.parametrize(
    ("title", "body", "key"), [("", "x", "nameless"), ("x" * 101, "", "long_name"), ("x", "y" * 20_001, "long_story")]
)
def test_a_text_that_does_not_fit_is_refused(store: Engine, title: str, body: str, key: str) -> None:
    made = saved(store)
    with pytest.raises(Problem, match=rf"store\.{key}"):
        publish(store, ANNA, made.entry.id, 1, title, body, "nl")
    assert published(store, ANNA, made.entry.id) is None
