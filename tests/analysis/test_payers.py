"""Who pays a deficit: three payers who add up to it, along the first draw."""

from __future__ import annotations

import numpy as np

from core.analysis.payers import paid_by
from tests.analysis.made import made


def test_what_vangnet_and_general_funds_do_not_pay_comes_out_of_the_reserve() -> None:
    """Deficits of 30, 100 and −5 (a surplus): 9 and 4 of vangnet, 60 and 0 of the general funds; the reserve does the rest."""
    run = made(
        "2025-12", budget__total=np.array([[570.0, 1.0], [500.0, 1.0], [605.0, 1.0]]),
        year_bijstand_lasten=np.full((3, 2), 580.0), year_lks_lasten=np.full((3, 2), 20.0),
        account__vangnet_received=np.array([[0.0, 7.0], [9.0, 7.0], [4.0, 7.0]]),
        account__general_funds=np.array([[0.0, 3.0], [60.0, 3.0], [0.0, 3.0]]),
    )  # fmt: skip
    found = paid_by(run)
    assert found.vangnet.tolist() == [0.0, 9.0, 4.0]
    assert found.funds.tolist() == [0.0, 60.0, 0.0]
    assert found.reserve.tolist() == [30.0, 31.0, -9.0]
