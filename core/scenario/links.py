"""The scenario as the query of a link, and back.

A link proves that it is whole: it carries a few letters that follow from all the rest. One that was cut, escaped, wrapped or
mistyped on its way is mended where that can only be meant, else it is refused and the basispad shown. Links of the first
version carry no such letters and stay valid; of those, one that is wrong in one place keeps the rest. Every link that we write
names its baseline; one that says something of a scenario and names none means the one that all began from then.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Container, Mapping, Sequence
from typing import Final
from urllib.parse import parse_qsl, urlencode

from core.baseline import DEFAULT, UNNAMED, Baseline, load_baseline
from core.measures import decode_package, encode_package
from core.model.calendar import month_index, month_label
from core.problem import Problem, shown
from core.scenario.levers import SETTING, parse_number
from core.scenario.value import FindBaseline, Scenario, default_scenario, with_until, with_value

COUNT_MARK: Final = "~"
"""Stands in the id of a baseline that is an own count: its numbers stand in the id, so only a link that is whole may name one."""
FIRST: Final = "1"
"""Version of links without a check."""
VERSION: Final = "2"
"""Version of the links that we write."""
VERSION_PARAM: Final = "v"
CHECK_PARAM: Final = "c"
BASELINE_PARAM: Final = "basis"
UNTIL_PARAM: Final = "tot"
PACKAGE_PARAM: Final = "pakket"
PINS: Final = ("A", "B", "C", "D", "E")
"""Letters of the scenarios that stand pinned beside the one that is shown."""
PIN_PARAM: Final = {letter: f"vast-{letter.lower()}" for letter in PINS}
"""Query key of each: its own levers, horizon and package, written as a query within the query."""
ROOM_PARAM: Final = "groot"
"""Query key of a page as a room sees it."""
SCRIPT_PARAM: Final = "draaiboek"
"""Query key of the prepared questions that a room goes through."""
PROOF_PARAM: Final = "bewijs"
"""Query key of the number whose certificate a link opens."""
OTHER_PARAMS: Final = frozenset({"lang", ROOM_PARAM, SCRIPT_PARAM, PROOF_PARAM, "embed", "embed_options"})
"""Query keys that are not the scenario's: the language, how large it is shown, what was prepared, what is asked, and two of
Streamlit's."""
_FIXED: Final = frozenset({VERSION_PARAM, CHECK_PARAM, BASELINE_PARAM, UNTIL_PARAM, PACKAGE_PARAM, *PIN_PARAM.values()})
_OWN: Final = _FIXED | SETTING.keys()
_LETTERS: Final = "abcdefghijkmnpqrstuvwxyz23456789"
_CHECK_LENGTH: Final = 5
_TAIL: Final = re.compile(
    r"(utm|mtm|pk|piwik|hsa|at|vero|oly|mc|_hs|_ga)_\w+|(fb|g|dc|ms|y|tw|tt)cl(k)?id|gad_source|[gw]braid|igshid|igsh|li_fat_id|srsltid"
    r"|mkt_tok|_hsenc|_hsmi|_ga|_gl|trk|si|s_cid|ref|source"
)
"""Names that mailers, search engines and social networks hang on a link."""
_AFTER: Final = (re.compile(r"[^\w-]+\Z"), re.compile(r"[\W_]+\Z"))
"""What a text around a link leaves on its end: marks of a sentence and of emphasis, without and with those that end a package."""
_UNSEEN: Final = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]+")
"""White space of a line that was broken, and what nobody sees: where a word may break, which way a text runs."""


def to_query(scenario: Scenario, pins: Mapping[str, Scenario] | None = None) -> dict[str, str]:
    """The scenario as query parameters. Defaults are left out, so the baseline and the version always stand.

    The version stands in front and the check at the end: whatever piece of the link is left, one of them tells. `pins` are
    the scenarios that stand beside it, by their letters.
    """
    beside = {PIN_PARAM[letter]: urlencode(_pairs(pinned)) for letter, pinned in sorted((pins or {}).items())}
    query = {VERSION_PARAM: VERSION, **_pairs(scenario), **beside}
    return {**query, CHECK_PARAM: check_of(query)}


def _pairs(scenario: Scenario) -> dict[str, str]:
    """What makes a scenario, as pairs: basis, last month, package, and the levers that were moved."""
    query = {BASELINE_PARAM: scenario.baseline, UNTIL_PARAM: month_label(scenario.until)}
    if scenario.measures:
        query[PACKAGE_PARAM] = encode_package(scenario.measures)
    return query | {name: repr(value) for name, value in scenario.overrides}


def check_of(pairs: Mapping[str, str]) -> str:
    """Five letters and digits that follow from all pairs of a link, in whatever order: one fault in 33 million passes."""
    written = "&".join(f"{name}={value}" for name, value in sorted(pairs.items()) if name != CHECK_PARAM)
    number = int.from_bytes(hashlib.sha256(written.encode("utf-8", "surrogatepass")).digest()[:8])
    return "".join(_LETTERS[number >> 5 * i & 31] for i in range(_CHECK_LENGTH))


def from_query(query: Mapping[str, Sequence[str]], find_baseline: FindBaseline = load_baseline) -> tuple[Scenario, list[Problem]]:
    """The scenario of a link, and one problem for each value that was ignored. Never raises on what a link holds."""
    asked = {name: list(values) for name, values in query.items() if name not in OTHER_PARAMS}
    version = asked.get(VERSION_PARAM, [FIRST])
    if CHECK_PARAM in asked or VERSION in version or any(map(_ESCAPED.match, asked)):
        whole = _whole(asked)
        if whole is None:
            return default_scenario(find_baseline(DEFAULT)), [Problem("link.damaged")]
        return _read({BASELINE_PARAM: UNNAMED} | whole, find_baseline)
    single = {name: values[0] for name, values in asked.items() if len(values) == 1 and not _TAIL.fullmatch(name)}
    unproved = [Problem("link.unknown", name=name) for name in PIN_PARAM.values() if single.pop(name, None) is not None]
    twice = [Problem("link.twice", name=shown(name)) for name, values in asked.items() if len(values) != 1]
    if single.get(VERSION_PARAM, FIRST) != FIRST:
        # Another version may give the same names another meaning: better the basispad than a wrong scenario.
        newer = Problem("link.version", value=shown(single[VERSION_PARAM]), known=VERSION)
        return default_scenario(find_baseline(DEFAULT)), [*twice, newer]

    def find(name: str) -> Baseline:
        if COUNT_MARK in name:
            raise Problem("link.baseline", value=shown(name))
        return find_baseline(name)

    scenario, problems = _read(({BASELINE_PARAM: UNNAMED} if _OWN & asked.keys() else {}) | single, find)
    if _a_piece(asked, single) or (unproved and BASELINE_PARAM not in asked):
        return default_scenario(find_baseline(DEFAULT)), [Problem("link.damaged")]
    return scenario, twice + unproved + problems


def is_of_scenario(query: Mapping[str, Sequence[str]]) -> bool:
    """Whether a query says anything of a scenario, right or wrong; else it is not a link of ours."""
    return bool(_OWN & query.keys())


def pins_from_query(
    query: Mapping[str, Sequence[str]], find_baseline: FindBaseline = load_baseline
) -> tuple[dict[str, Scenario], list[Problem]]:
    """The pinned scenarios of a link that is whole, by their letters, and a problem for each that cannot be shown here."""
    whole = _whole({name: list(values) for name, values in query.items() if name not in OTHER_PARAMS}) or {}
    pins: dict[str, Scenario] = {}
    problems: list[Problem] = []
    for letter, name in PIN_PARAM.items():
        if name in whole:
            found, faults = _read(dict(parse_qsl(whole[name])), find_baseline)
            problems += faults
            # One that lost something on its way is another scenario than was pinned.
            if not faults:
                pins[letter] = found
    return pins, problems


def _a_piece(asked: Mapping[str, Sequence[str]], single: Mapping[str, str]) -> bool:
    """Whether this is a piece of a link that we wrote, without its begin: it would mean something else."""
    begun = bool(asked.keys() & {VERSION_PARAM, BASELINE_PARAM})
    other = single.keys() - _OWN
    # The version under another name: one letter of it was changed on the way, and the check may be gone too.
    renamed = VERSION_PARAM not in asked and any(single[name] == VERSION for name in other)
    cut = bool(single.keys() & _OWN) and (renamed or (not begun and bool(other)))
    glued = (f"{CHECK_PARAM}=", f"{VERSION_PARAM}={VERSION}")
    return cut or any(piece in value for value in single.values() for piece in glued)


_SIGN: Final = r"(?:amp;)*#(?:0*38|x0*26);"
_ESCAPED: Final = re.compile(rf"{_SIGN}|(?:amp;)+", re.IGNORECASE)
"""Begins a name where a page wrote `&amp;` or `&#38;` for `&`."""


def unescaped(link: str) -> str:
    """A link in which `&#38;` is `&` again: its # would end what a link says."""
    return re.sub(rf"(?:^|&|(?<=\?)){_SIGN}", "&", link, flags=re.IGNORECASE)


def _whole(asked: Mapping[str, Sequence[str]]) -> dict[str, str] | None:
    """The pairs of a link whose check holds, as it came or mended; None when it is not whole."""
    pairs = whole_pairs(asked, _OWN)
    return pairs if pairs is not None and pairs.get(VERSION_PARAM) == VERSION else None


def whole_pairs(asked: Mapping[str, Sequence[str]], own: Container[str]) -> dict[str, str] | None:
    """The pairs that the check of a link proves, as they came or mended: without what a text around it did to them.

    Names that are not `own` do not count: another program hung them on the link. None when the check holds for nothing.
    """
    plain = {_ESCAPED.sub("", name, count=1) if _ESCAPED.match(name) else name: values for name, values in asked.items()}
    bare = [
        {_unwrapped(name, after): [_unwrapped(value, after) for value in values] for name, values in plain.items()}
        for after in _AFTER
    ]
    for found in (asked, plain, *bare):
        pairs = {name: values[0] for name, values in found.items() if name in own and len(set(values)) == 1}
        proved = check_of(pairs)
        # A link of ours ends with its check, so whatever a text goes on with hangs on that.
        if pairs.get(CHECK_PARAM, "").startswith(proved):
            return pairs | {CHECK_PARAM: proved}
    return None


def _unwrapped(text: str, after: re.Pattern[str]) -> str:
    """A part of a link without what broke its line, and without what stood behind the link."""
    return after.sub("", _UNSEEN.sub("", text).partition("?")[0])


def _read(pairs: Mapping[str, str], find_baseline: FindBaseline) -> tuple[Scenario, list[Problem]]:
    """The scenario of single pairs, and one problem for each that cannot be."""
    problems: list[Problem] = []
    levers = {name: text for name, text in pairs.items() if name not in _FIXED}
    try:
        baseline = find_baseline(pairs.get(BASELINE_PARAM, DEFAULT))
    except Problem as problem:
        # Its levers were meant for that baseline; on another they would give a number that nobody meant. A finder that
        # knows more of the name than that it is unknown says so itself.
        known = problem.key != "baseline.unknown"
        said = problem if known else Problem("link.baseline", value=shown(problem.params.get("value", "")))
        return default_scenario(find_baseline(DEFAULT)), [said]
    scenario = default_scenario(baseline)
    until, package = pairs.get(UNTIL_PARAM), pairs.get(PACKAGE_PARAM)
    if until is not None:
        try:
            scenario = with_until(scenario, baseline, month_index(until))
        except Problem as problem:
            problems.append(problem)
        except ValueError:
            problems.append(Problem("link.month", value=shown(until)))
    if package is not None:
        try:
            scenario = dataclasses.replace(scenario, measures=decode_package(package, PACKAGE_PARAM))
        except Problem as problem:
            problems.append(problem)
    for name, text in levers.items():
        try:
            if name not in SETTING:
                raise Problem("link.unknown", name=shown(name))
            scenario = with_value(scenario, baseline, name, parse_number(name, text))
        except Problem as problem:
            problems.append(problem)
    return scenario, problems
