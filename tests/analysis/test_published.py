"""What was known on a day: counts when they were counted, flows when they were published, seasons of whole years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pytest

from core.analysis.calibration import FLAT
from core.analysis.published import Published, published, record_on, season_on
from core.analysis.record import Flow, Record
from core.model.calendar import month_index
from tests.model.described import quarters_of
from tests.places import ROTTERDAM

LETTER = dt.date(2023, 10, 10)


def test_a_record_holds_what_was_known_at_the_end_of_the_day_in_order_of_month() -> None:
    flow = Flow(5, 16, inflow=1.0)
    items = [
        Published(dt.date(2020, 6, 30), count=(dt.date(2020, 6, 30), 200.0)),
        Published(dt.date(2020, 3, 1), count=(dt.date(2019, 12, 31), 100.0)),
        Published(dt.date(2020, 7, 1), count=(dt.date(2018, 12, 31), 50.0)),
        Published(dt.date(2020, 6, 30), flow=flow),
        Published(dt.date(2020, 7, 2), flow=Flow(6, 17)),
    ]
    counts = ((month_index("2019-12"), 100.0), (month_index("2020-06"), 200.0))
    assert record_on(dt.date(2020, 6, 30), items) == Record(counts, (flow,))
    assert record_on(dt.date(2020, 6, 29), items) == Record(counts[:1], ())
    assert record_on(dt.date(2020, 7, 1), items).counts[0] == (month_index("2018-12"), 50.0)


def test_the_city_knows_its_counts_at_once_and_what_was_worked_out_from_its_accounts() -> None:
    before, after = (record_on(day, published(ROTTERDAM)) for day in (dt.date(2017, 12, 31), LETTER))
    assert dict(before.counts)[month_index("2017-12")] == 37667.0
    assert month_index("2018-12") not in dict(before.counts)
    # 37,667 − 8,646 + 9,815, worked out from the accounts of 2018; the newspaper's 39,393 is no count.
    assert dict(after.counts)[month_index("2016-12")] == 38836.0
    assert month_index("2017-06") not in dict(after.counts)
    assert after.counts[-1] == (month_index("2023-08"), 32864.0)


def test_a_count_whose_day_nobody_gave_is_known_from_its_publication_and_is_not_sure() -> None:
    before, after = (record_on(day, published(ROTTERDAM)) for day in (dt.date(2021, 6, 29), dt.date(2021, 6, 30)))
    month = month_index("2020-02")
    assert month not in dict(before.counts)
    assert dict(after.counts)[month] == 33512.0
    assert (after.unsure, before.unsure) == (((month, 0.01),), ())


def test_a_yearly_flow_is_of_the_twelve_months_up_to_its_day() -> None:
    flows = record_on(LETTER, published(ROTTERDAM)).flows
    year = (month_index("2018-01"), month_index("2018-12"))
    assert [(flow.inflow, flow.outflow) for flow in flows if (flow.first_month, flow.last_month) == year] == [
        (7186.0, None), (None, 9561.0),
    ]  # fmt: skip
    # The annual accounts of 2018, with the flows of both years, had to be out on 15 July 2019.
    assert record_on(dt.date(2019, 7, 14), published(ROTTERDAM)).flows == ()
    assert record_on(dt.date(2019, 7, 15), published(ROTTERDAM)).flows == flows


def ratios(name: str, years: Sequence[int]) -> np.ndarray:
    flow = quarters_of(name)
    rows = np.array([[flow[year, q] for q in (1, 2, 3, 4)] for year in years])
    return rows / rows.mean(axis=1, keepdims=True)


@pytest.mark.parametrize(("day", "years"), [("2020-02-29", [2019]), ("2021-02-28", [2019]), ("2022-03-01", [2019, 2020, 2021])])
def test_a_season_rests_on_the_years_that_were_over(day: str, years: list[int]) -> None:
    inflow, outflow = season_on(dt.date.fromisoformat(day))
    quarters = np.median(ratios("cbs_national_inflow", years), axis=0)
    expected = np.repeat(quarters, 3)
    assert inflow == pytest.approx(expected / expected.mean())
    leave = np.median(ratios("cbs_national_outflow", years), axis=0)
    months = [*np.repeat(leave[:2], 3), 1.0, (3 * leave[2] - 1) / 2, (3 * leave[2] - 1) / 2, *np.repeat(leave[3:], 3)]
    assert outflow == pytest.approx(np.array(months) / np.mean(months))


def test_before_the_first_whole_year_there_is_no_season() -> None:
    assert season_on(dt.date(2020, 2, 28)) == FLAT
