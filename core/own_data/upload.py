"""From an uploaded file to a baseline of its own: monthly counts, or a whole baseline file."""

from __future__ import annotations

import datetime as dt
import logging
import shlex
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import msgspec

from core.analysis.calibration import Calibration
from core.baseline import Baseline, baseline_ids, load_baseline, load_national, national_ids, parse_baseline
from core.facts import LocalText, Quantity, toml_tree
from core.own_data.box import boxed_grids, boxed_toml
from core.own_data.build import newest_baseline, own_baseline
from core.own_data.checks import share_apart
from core.own_data.city import City, checked, parse_city
from core.own_data.estimate import calibration_of
from core.own_data.files import BASELINE_ENDING, check_size, ending_of, file_name, read_grids
from core.own_data.give import both
from core.own_data.identity import Asked, asked_of, content_id, rows_id
from core.own_data.limits import MEGABYTE, Refusal
from core.own_data.monthly import Monthly, read_monthly
from core.own_data.quantities import OWN_TO_SET
from core.own_data.table import Choice
from core.problem import Problem, fault_line, shown

MOST_BASELINE: Final = MEGABYTE // 4
"""Size of a baseline file [bytes]; the project's own are a tenth of it."""
LONGEST_TITLE: Final = 60
Turn = Callable[[], AbstractContextManager[object]]
NATIONAL: Final = ("macro_budget", "macro_lks", "macro_growth", "price_growth", "vangnet")
"""Begins of the keys that are the same for every municipality, wherever they stand."""


@dataclass(frozen=True, slots=True)
class OwnData:
    """A baseline that somebody brought, and what it was made from; `monthly` is None for a baseline file."""

    baseline: Baseline
    file: str
    monthly: Monthly | None = None
    city: City = field(default_factory=City)
    calibration: Calibration | None = None

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What a reader should know though the file is used as it is."""
        return () if self.monthly is None else (*self.monthly.notes, *share_apart(self.baseline))

    def arguments(self) -> str:
        """What the command line takes to make the same baseline."""
        given = {key: _written(getattr(self.city, key)) for key in City.__dataclass_fields__}
        answers = "".join(f" --city {shlex.quote(f'{key}={value}')}" for key, value in given.items() if value)
        picks = "" if self.monthly is None else "".join(f" --region {shlex.quote(pick)}" for pick in self.monthly.picks)
        return f"--data {shlex.quote(self.file)}{picks}{answers}"


def _written(answer: str | float | None) -> str:
    """An answer as the command line reads it back: a number without thousands and without an exponent."""
    if answer is None or isinstance(answer, str):
        return answer or ""
    return f"{answer:.10f}".rstrip("0").rstrip(".")


@dataclass(frozen=True, slots=True)
class Upload:
    """What a chosen file came to: either `found`, or the faults in it and how many more there are.

    Attributes
    ----------
    raw, name : bytes, str
        The file itself, as long as something in it is still to be chosen.
    picks : tuple[str, ...]
        What was chosen so far.
    asked : bool | None
        Whether it is the file of the link that was opened; None when no link asked for one.
    """

    file: str
    found: OwnData | None = None
    problems: tuple[Problem, ...] = ()
    more: int = 0
    raw: bytes = b""
    name: str = ""
    picks: tuple[str, ...] = ()
    asked: bool | None = None

    @property
    def choice(self) -> Choice | None:
        """What is still to be chosen in the file."""
        return next((problem for problem in self.problems if isinstance(problem, Choice)), None)


def read_upload(
    raw: bytes, name: str, today: dt.date, city: City | None = None, *, boxed: bool = False, turn: Turn = nullcontext,
    picks: Sequence[str] = (),
) -> OwnData:  # fmt: skip
    """The baseline of a file.

    Parameters
    ----------
    raw : bytes
    name : str
        Name of the file; its ending says how it is read.
    today : date
        Nothing can have been counted after it.
    city : City | None
        What a file of counts does not say.
    boxed : bool
        Whether the file is somebody else's, and read where it can do no harm.
    turn : Turn
        Held while something is computed here, so that others are served too.
    picks : Sequence[str]
        Which regions, groups or sheet of the file are meant.

    Raises
    ------
    Problem
        A `Refusal` when the rows do not hold.
    """
    city = checked(city or City())
    file = file_name(name)
    if ending_of(name) == BASELINE_ENDING:
        return OwnData(_baseline_file(raw, file, boxed_toml if boxed else toml_tree), file)
    monthly = read_monthly(raw, name, today, boxed_grids if boxed else read_grids, picks)
    with turn():
        found = calibration_of(monthly, newest_baseline())
        return OwnData(own_baseline(monthly, city, calibration=found), file, monthly, city, found)


def tried(
    raw: bytes, name: str, today: dt.date, turn: Turn = nullcontext, picks: Sequence[str] = (), asked: Asked | None = None
) -> Upload:
    """The same for a page: never an exception for what a file holds.

    Parameters
    ----------
    asked : Asked | None
        What a link says of the file that belongs to it: if it is this one, its maker's answers are taken over.
    """
    if asked is None:
        return _tried(raw, name, today, turn, picks)
    found = _tried(raw, name, today, turn, picks or asked.picks)
    if found.found is None and asked.picks and not picks:
        found = _tried(raw, name, today, turn, ())
    return _as_asked(found, asked)


def _tried(raw: bytes, name: str, today: dt.date, turn: Turn, picks: Sequence[str]) -> Upload:
    file = file_name(name)
    try:
        found = read_upload(raw, name, today, boxed=True, turn=turn, picks=picks)
        return Upload(file, found, raw=raw if picks else b"", name=name, picks=tuple(picks))
    except Refusal as refusal:
        if isinstance(refusal.problems[0], Choice):
            return Upload(file, None, refusal.problems, raw=raw, name=name, picks=tuple(picks))
        return Upload(file, None, refusal.problems, refusal.more)
    except Problem as problem:
        return Upload(file, None, (problem,))
    except Exception as error:
        # A fault of ours must not take the page away from somebody who only chose a file.
        logging.getLogger("koers.error").error(fault_line(error))
        return Upload(file, None, (Problem("own_data.unforeseen", file=file),))


def _as_asked(upload: Upload, asked: Asked) -> Upload:
    """The upload with the answers of the link that asked for it, when it is the file that the link was made with."""
    if upload.found is None or upload.found.monthly is None:
        return upload
    if rows_id(upload.found.monthly.rows) != asked.rows:
        return replace(upload, asked=False)
    try:
        return replace(upload, found=with_city(upload.found, asked.city), asked=True)
    except Problem:  # answers that were possible with other national figures
        return replace(upload, asked=False)


def with_city(found: OwnData, city: City) -> OwnData:
    """The same counts with other answers about the municipality. Raises Problem for an answer that cannot be."""
    if found.monthly is None:
        return found
    city = checked(city)
    return replace(found, baseline=own_baseline(found.monthly, city, calibration=found.calibration), city=city)


def read_own(path: Path, settings: Iterable[str], today: dt.date, picks: Sequence[str] = (), link: str = "") -> OwnData:
    """What a file on disk came to, for the command line; `link` is the basis that a link names, answers included."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Problem("facts.unreadable", file=path.name, reason=error.strerror or "") from error
    city, asked = parse_city(settings), asked_of(link)
    try:
        found = read_upload(raw, path.name, today, city, boxed=True, picks=picks or (asked.picks if asked else ()))
    except Refusal as refusal:
        choice = refusal.problems[0]
        if isinstance(choice, Choice):
            raise Problem.of(f"{choice.key}_command", choice.params) from refusal
        raise
    if asked is None or found.baseline.id == link:
        return found
    if found.monthly is None or rows_id(found.monthly.rows) != asked.rows:
        raise Problem("own_data.other_rows", file=found.file)
    if city != City():
        raise Problem("own_data.other_answers", file=found.file)
    return with_city(found, asked.city)


def _baseline_file(raw: bytes, file: str, tree_of: Callable[[bytes, str], Any]) -> Baseline:
    """A baseline file under an id of its own. What it reports is its owner's word and not a publication of ours."""
    check_size(raw, file)
    if len(raw) > MOST_BASELINE:
        raise Problem("own_data.baseline_size", file=file, high=MOST_BASELINE // 1024)
    found = parse_baseline(raw, file, tree_of)
    quantities = {
        place: told for place, quantity in found.quantities.items()
        if (told := _relabelled(quantity, found.municipality, file)) is not None
    }  # fmt: skip
    title = LocalText(nl=shown(found.title.nl, LONGEST_TITLE), en=shown(found.title.en, LONGEST_TITLE))
    return replace(
        found, id=content_id(raw), title=title, municipality=shown(found.municipality), quantities=quantities
    )  # fmt: skip


def _relabelled(quantity: Quantity, municipality: str, file: str) -> Quantity | None:
    """A quantity under the status that it has for the owner of the file; None for a target or a reserve of another city.

    What is national stays as it was published. What the file took over from another city is an assumption. What the
    file gives itself is its owner's own when it calls it reported: the register of sources is ours.
    """
    if any(known is quantity for name in national_ids() for known in load_national(name)[0].values()):
        return quantity
    for owner in (load_baseline(name) for name in baseline_ids()):
        if any(known is quantity for known in owner.quantities.values()):
            if owner.municipality == municipality or quantity.key.startswith(NATIONAL):
                return quantity
            if quantity.key in OWN_TO_SET:
                return None
            why = both("why.taken_over", name=owner.municipality)
            return msgspec.structs.replace(quantity, source=None, status="assumption", derivation=why)
    return msgspec.structs.replace(
        quantity, source=None, status="own" if quantity.status == "reported" else quantity.status,
        derivation=quantity.derivation or both("why.count", file=file),
    )  # fmt: skip
