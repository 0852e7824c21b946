"""From an uploaded file to a baseline of its own: monthly counts, or a whole baseline file."""

from __future__ import annotations

import datetime as dt
import logging
import shlex
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import msgspec

from core.analysis.calibration import Calibration
from core.baseline import Baseline, baseline_ids, load_baseline, load_national, national_ids, parse_baseline
from core.facts import LocalText, Quantity, toml_tree
from core.own_data.box import boxed_grids, boxed_toml
from core.own_data.build import newest_baseline, own_baseline, own_id
from core.own_data.city import City, parse_city
from core.own_data.estimate import calibration_of
from core.own_data.files import BASELINE_ENDING, check_size, ending_of, file_name, read_grids
from core.own_data.give import both
from core.own_data.limits import MEGABYTE, Refusal
from core.own_data.monthly import Monthly, read_monthly
from core.problem import Problem, shown

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

    def arguments(self) -> str:
        """What the command line takes to make the same baseline."""
        given = {key: _written(getattr(self.city, key)) for key in City.__dataclass_fields__}
        answers = "".join(f" --city {shlex.quote(f'{key}={value}')}" for key, value in given.items() if value)
        return f"--data {shlex.quote(self.file)}{answers}"


def _written(answer: str | float | None) -> str:
    """An answer as the command line reads it back: a number without thousands and without an exponent."""
    if answer is None or isinstance(answer, str):
        return answer or ""
    return f"{answer:.10f}".rstrip("0").rstrip(".")


@dataclass(frozen=True, slots=True)
class Upload:
    """What a chosen file came to: either `found`, or the faults in it and how many more there are."""

    file: str
    found: OwnData | None = None
    problems: tuple[Problem, ...] = ()
    more: int = 0


def read_upload(
    raw: bytes, name: str, today: dt.date, city: City | None = None, *, boxed: bool = False, turn: Turn = nullcontext
) -> OwnData:
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

    Raises
    ------
    Problem
        A `Refusal` when the rows do not hold.
    """
    city = city or City()
    file = file_name(name)
    if ending_of(name) == BASELINE_ENDING:
        return OwnData(_baseline_file(raw, file, boxed_toml if boxed else toml_tree), file)
    monthly = read_monthly(raw, name, today, boxed_grids if boxed else read_grids)
    with turn():
        found = calibration_of(monthly, newest_baseline())
        return OwnData(own_baseline(monthly, city, calibration=found), file, monthly, city, found)


def tried(raw: bytes, name: str, today: dt.date, turn: Turn = nullcontext) -> Upload:
    """The same for a page: never an exception for what a file holds."""
    file = file_name(name)
    try:
        return Upload(file, read_upload(raw, name, today, boxed=True, turn=turn))
    except Refusal as refusal:
        return Upload(file, None, refusal.problems, refusal.more)
    except Problem as problem:
        return Upload(file, None, (problem,))
    except Exception:
        # A fault of ours must not take the page away from somebody who only chose a file.
        logging.getLogger("koers").exception("an uploaded file could not be read")
        return Upload(file, None, (Problem("own_data.unforeseen", file=file),))


def with_city(found: OwnData, city: City) -> OwnData:
    """The same counts with other answers about the municipality. Raises Problem for an answer that cannot be."""
    if found.monthly is None:
        return found
    return replace(found, baseline=own_baseline(found.monthly, city, calibration=found.calibration), city=city)


def read_own(path: Path, settings: Iterable[str], today: dt.date) -> Baseline:
    """The baseline of a file on disk, for the command line."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Problem("facts.unreadable", file=path.name, reason=error.strerror or "") from error
    return read_upload(raw, path.name, today, parse_city(settings), boxed=True).baseline


def _baseline_file(raw: bytes, file: str, tree_of: Callable[[bytes, str], Any]) -> Baseline:
    """A baseline file under an id of its own. What it reports is its owner's word and not a publication of ours."""
    check_size(raw, file)
    if len(raw) > MOST_BASELINE:
        raise Problem("own_data.baseline_size", file=file, high=MOST_BASELINE // 1024)
    found = parse_baseline(raw, file, tree_of)
    quantities = {place: _relabelled(quantity, found.municipality, file) for place, quantity in found.quantities.items()}
    title = LocalText(nl=shown(found.title.nl, LONGEST_TITLE), en=shown(found.title.en, LONGEST_TITLE))
    return replace(
        found, id=own_id(raw), title=title, municipality=shown(found.municipality), quantities=quantities
    )  # fmt: skip


def _relabelled(quantity: Quantity, municipality: str, file: str) -> Quantity:
    """A quantity under the status that it has for the owner of the file.

    What is national stays as it was published. What the file took over from another city is an assumption. What the
    file gives itself is its owner's own when it calls it reported: the register of sources is ours.
    """
    if any(known is quantity for name in national_ids() for known in load_national(name)[0].values()):
        return quantity
    for owner in (load_baseline(name) for name in baseline_ids()):
        if any(known is quantity for known in owner.quantities.values()):
            if owner.municipality == municipality or quantity.key.startswith(NATIONAL):
                return quantity
            why = both("why.taken_over", name=owner.municipality)
            return msgspec.structs.replace(quantity, source=None, status="assumption", derivation=why)
    return msgspec.structs.replace(
        quantity, source=None, status="own" if quantity.status == "reported" else quantity.status,
        derivation=quantity.derivation or both("why.count", file=file),
    )  # fmt: skip
