"""Stories: a saved version on a page that anyone reads who has its link. A change is another edition, and readers are told."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, Engine, insert, select, update

from core.problem import Problem
from core.store.content import LONGEST_NAME, line, paragraphs
from core.store.database import reading, writing
from core.store.saved import Saved, changeable, fits, new_id, now, owned, readable, told, version
from core.store.tables import EDITION, SCENARIO, STORY
from core.store.who import Who, need

LONGEST_WORDS: Final = 20_000
"""Characters of a story."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What was published once.

    Attributes
    ----------
    number : int
        Of the edition, 1 for the first.
    version : int
        Of the scenario.
    title, words : str
        The author's, plain text.
    language : str
        In which they are written.
    author : str
        Name of who published it; empty for a visitor.
    """

    number: int
    version: int
    title: str
    words: str
    language: str
    author: str
    published: dt.datetime


@dataclass(frozen=True, slots=True)
class Story:
    """What a reader gets.

    Attributes
    ----------
    edition, before : Edition, Edition | None
        The newest, and the one before it where there is one.
    saved, saved_before : Saved, Saved | None
        Their versions of the scenario.
    official : bool
        Whether somebody who signed in published it.
    """

    id: str
    edition: Edition
    before: Edition | None
    saved: Saved
    saved_before: Saved | None
    official: bool


@dataclass(frozen=True, slots=True)
class Published:
    """What the author sees of a story: its id, its newest edition, and whether readers still get it."""

    id: str
    edition: Edition
    withdrawn: bool


def publish(store: Engine, who: Who, scenario_id: str, number: int, title: str, words: str, language: str) -> Published:
    """Publish a version, as the first edition of its story or as the next. The same once more publishes nothing.

    Raises Problem when they may not, or the text does not fit.
    """
    need(who, "publish")
    title, words = line(title), paragraphs(words)
    if not title:
        raise Problem("store.nameless")
    if len(title) > LONGEST_NAME:
        raise Problem("store.long_name", high=LONGEST_NAME, n=len(title))
    if len(words) > LONGEST_WORDS:
        raise Problem("store.long_story", high=LONGEST_WORDS, n=len(words))
    with writing(store) as connection:
        found = changeable(connection, who, scenario_id)
        version(connection, who, scenario_id, found, number)
        # The row of the scenario is held until the end: of two who publish at once the second waits, and comes after.
        connection.execute(update(SCENARIO).where(SCENARIO.c.id == scenario_id).values(head=SCENARIO.c.head))
        before = _published(connection, scenario_id)
        same = (number, title, words, language)
        if before is not None and not before.withdrawn and same == _of(before.edition):
            return before
        story_id = new_id() if before is None else before.id
        edition = 1 if before is None else before.edition.number + 1
        if before is None:
            connection.execute(insert(STORY).values(id=story_id, scenario_id=scenario_id, head=edition))
        else:
            connection.execute(update(STORY).where(STORY.c.id == story_id).values(head=edition, withdrawn_at=None))
        connection.execute(
            insert(EDITION).values(
                story_id=story_id, number=edition, version=number, title=title, words=words, language=language,
                author=who.owner, author_name=who.name, published_at=now(),
            )
        )  # fmt: skip
        told(connection, who, "published", scenario_id, number)
        return Published(story_id, _edition(connection, story_id, edition), withdrawn=False)


def withdraw(store: Engine, who: Who, scenario_id: str) -> None:
    """Take a story away from its readers. Raises Problem when they may not, or there is none."""
    need(who, "publish")
    with writing(store) as connection:
        changeable(connection, who, scenario_id)
        where = (STORY.c.scenario_id == scenario_id, STORY.c.withdrawn_at.is_(None))
        if connection.execute(update(STORY).where(*where).values(withdrawn_at=now())).rowcount != 1:
            raise Problem("store.no_story")
        told(connection, who, "withdrawn", scenario_id)


def published(store: Engine, who: Who, scenario_id: str) -> Published | None:
    """What was published of a scenario; None when nothing was. Raises Problem when they may not read it."""
    with reading(store) as connection:
        readable(connection, who, scenario_id)
        return _published(connection, scenario_id)


def read_story(store: Engine, story_id: str) -> Story:
    """A story for whoever has its link. Raises Problem when there is none, or it was withdrawn or thrown away."""
    with reading(store) as connection:
        row = connection.execute(select(STORY).where(STORY.c.id == story_id)).one_or_none() if fits(story_id) else None
        if row is None or row.withdrawn_at is not None:
            raise Problem("store.no_story")
        found = owned(connection, row.scenario_id)
        if found.binned is not None:
            raise Problem("store.no_story")
        edition = _edition(connection, story_id, row.head)
        before = _edition(connection, story_id, row.head - 1) if row.head > 1 else None
        nobody = Who("")  # a reader of a story gets its versions, and no right to anything else

        def kept(one: Edition) -> Saved:
            return version(connection, nobody, row.scenario_id, found, one.version)

        official = found.owner.startswith("p-")
        return Story(story_id, edition, before, kept(edition), None if before is None else kept(before), official)


def edition_now(store: Engine, story_id: str) -> int | None:
    """Number of the edition that a reader would get now; None when they would get none. Cheap: asked again and again."""
    where = (STORY.c.id == story_id, STORY.c.withdrawn_at.is_(None), SCENARIO.c.binned_at.is_(None))
    query = select(STORY.c.head).join(SCENARIO, SCENARIO.c.id == STORY.c.scenario_id).where(*where)
    with reading(store) as connection:
        return connection.execute(query).scalar_one_or_none() if fits(story_id) else None


def _published(connection: Connection, scenario_id: str) -> Published | None:
    row = connection.execute(select(STORY).where(STORY.c.scenario_id == scenario_id)).one_or_none()
    return None if row is None else Published(row.id, _edition(connection, row.id, row.head), row.withdrawn_at is not None)


def _edition(connection: Connection, story_id: str, number: int) -> Edition:
    row = connection.execute(select(EDITION).where(EDITION.c.story_id == story_id, EDITION.c.number == number)).one()
    return Edition(row.number, row.version, row.title, row.words, row.language, row.author_name, row.published_at)


def _of(edition: Edition) -> tuple[int, str, str, str]:
    return edition.version, edition.title, edition.words, edition.language
