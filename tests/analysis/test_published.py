"""What was known on a day: counts when they were counted, flows when their year was over, seasons of whole years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pytest

from core.analysis.calibration import FLAT
from core.analysis.published import Published, part_of_inflow, published, record_on, season_on
from core.analysis.record import Flow, Record
from core.model.calendar import month_index
from tests.model.oracle import quarters_of
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


def test_a_yearly_flow_is_of_the_twelve_months_up_to_its_day() -> None:
    flows = record_on(LETTER, published(ROTTERDAM)).flows
    year = (month_index("2018-01"), month_index("2018-12"))
    assert [(flow.inflow, flow.outflow) for flow in flows if (flow.first_month, flow.last_month) == year] == [
        (7186.0, None), (None, 9561.0),
    ]  # fmt: skip
    assert record_on(dt.date(2018, 12, 30), published(ROTTERDAM)).flows == tuple(
        flow for flow in flows if flow.last_month <= month_index("2017-12")
    )


def ratios(name: str, years: Sequence[int]) -> np.ndarray:
    flow = quarters_of(name)
    rows = np.array([[flow[year, q] for q in (1, 2, 3, 4)] for year in years])
    return rows / rows.mean(axis=1, keepdims=True)


@pytest.mark.parametrize(("day", "years"), [("2019-12-31", [2019]), ("2020-12-30", [2019]), ("2021-12-31", [2019, 2020, 2021])])
def test_a_season_rests_on_the_years_that_were_over(day: str, years: list[int]) -> None:
    inflow, outflow = season_on(dt.date.fromisoformat(day))
    quarters = np.median(ratios("cbs_national_inflow", years), axis=0)
    expected = np.repeat(quarters, 3)
    assert inflow == pytest.approx(expected / expected.mean())
    leave = np.median(ratios("cbs_national_outflow", years), axis=0)
    months = [*np.repeat(leave[:2], 3), 1.0, (3 * leave[2] - 1) / 2, (3 * leave[2] - 1) / 2, *np.repeat(leave[3:], 3)]
    assert outflow == pytest.approx(np.array(months) / np.mean(months))


def test_before_the_first_whole_year_there_is_no_season() -> None:
    assert season_on(dt.date(2019, 12, 30)) == FLAT


def test_the_inflows_part_is_of_what_a_year_and_the_usual_pattern_do_not_explain() -> None:
    """Of the logarithm of each flow around its year's mean and the median quarter: variance over both variances."""
    variances = []
    for name in ("cbs_national_inflow", "cbs_national_outflow"):
        flow = quarters_of(name)
        whole = [year for year in sorted({year for year, _ in flow}) if all((year, q) in flow for q in (1, 2, 3, 4))]
        logs = [[float(np.log(flow[year, q])) for q in (1, 2, 3, 4)] for year in whole]
        around = [[value - sum(row) / 4 for value in row] for row in logs]
        usual = [float(np.median([row[q] for row in around])) for q in range(4)]
        left = [value - usual[q] + sum(row) / 4 for row, own in zip(logs, around, strict=True) for q, value in enumerate(own)]
        variances.append(float(np.var(left)))
    assert part_of_inflow() == pytest.approx(variances[0] / sum(variances))
