"""What others counted that no scenario touches: the monitor of four months, and our own audit of the forecast."""

from __future__ import annotations

from typing import Final

from core import DATA
from core.analysis.audit import audit
from core.analysis.monitor import Monitor, monitor_of
from core.city import City
from core.trace.book import Entry, Key
from core.trace.given import below
from core.trace.model import ModelBook
from core.trace.node import Given, Rule, Trace

AUDIT: Final = DATA / "audit.toml"
KNOWN: Final = Rule("monitor_known", lambda found: float(len(found)))


def _monitor(book: ModelBook, key: Key, name: str) -> tuple[Monitor, City]:
    found, city = monitor_of(book.baseline, name), book.baseline.city
    if found is None or city is None or found.id != name:
        raise book.unknown(key.text)
    return found, city


def annex(book: ModelBook, key: Key) -> Trace:
    """A number of the labour market: `annex:2023-t2:shortage`."""
    name, _, part = key.part.partition(":")
    found, city = _monitor(book, key, name)
    one = next((one for one in found.annex if one.id == part), None)
    if one is None or one.value is None or one.unit is None:
        raise book.unknown(key.text)
    file = below(city.folder / "monitor" / f"{name}.toml")
    given = Given(
        kind="observation", status=one.status or "reported", origin=key.text, file=file,
        entry=part, date=one.date, source=found.source, name=one.name,
    )  # fmt: skip
    return book.leaf(key.text, one.value, one.unit, given)


def known(book: ModelBook, key: Key) -> Trace:
    """Of how many indicators a monitor has a number of its four months."""
    found, _ = _monitor(book, key, key.part)
    keys = tuple(f"series:{one.series}@{one.now.date}" for one in found.reported if one.now is not None)
    return book.step(key.text, "figures", KNOWN, float(found.known), found=keys)


def every(book: ModelBook, key: Key) -> Trace:
    """How many indicators a monitor has."""
    found, city = _monitor(book, key, key.part)
    file = below(city.folder / "monitor" / f"{found.id}.toml")
    given = Given(kind="quantity", status="derived", origin=key.text, file=file, entry="indicator", source=found.source)
    return book.leaf(key.text, float(len(found.reported)), "figures", given)


def audited(book: ModelBook, key: Key) -> Trace:
    """A figure of our audit on public series: `audit:series`, `audit:pairs`, `audit:band_80_low`."""
    found = audit()
    panel = found.panel
    every: dict[str, float] = {"series": panel.series, "pairs": panel.pairs}
    every |= {f"better_{side}": 1.0 - value for side, value in (("low", panel.score_high), ("high", panel.score_low))}
    for band in panel.band:
        every |= {f"band_{100 * band.level:g}_low": band.low, f"band_{100 * band.level:g}_high": band.high}
    if key.part not in every:
        raise book.unknown(key.text)
    given = Given(kind="quantity", status="derived", origin=key.text, file=below(AUDIT), entry="panel", source=found.source)
    return book.leaf(key.text, every[key.part], "number" if key.part in ("series", "pairs") else "share", given)


ENTRIES: Final[dict[str, Entry]] = {
    "audit": Entry(audited, parts="NAME"),
    "annex": Entry(annex, parts="MONITOR:NAME"),
    "monitor_known": Entry(known, parts="MONITOR"),
    "monitor_all": Entry(every, parts="MONITOR"),
}
