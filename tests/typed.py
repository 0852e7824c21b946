"""What people type in a lever and what it is: the rule and the slider in a browser are held to the same cases."""

from __future__ import annotations

from typing import Final

REFUSED: Final = None
TYPED: Final[tuple[tuple[str, str, float | None], ...]] = (
    ("inflow", "570", 570.0), ("inflow", "1.050", 1050.0), ("inflow", "1,050", 1050.0), ("inflow", "1.200", 1200.0),
    ("inflow", "1,200", 1200.0), ("inflow", "1 200", 1200.0), ("inflow", "30.000", 30000.0), ("inflow", "580,0", 580.0),
    ("inflow", "570,5", REFUSED), ("inflow", "570.5", REFUSED), ("inflow", "580,000", REFUSED), ("inflow", "-1", REFUSED),
    ("inflow", "veel", REFUSED), ("inflow", "1e3", REFUSED), ("inflow", "1.2.3", REFUSED), ("inflow", "", REFUSED),
    ("outflow_rate", "1,85", 0.0185), ("outflow_rate", "1.95", 0.0195), ("outflow_rate", "2,05 %", 0.0205),
    ("outflow_rate", ",5", 0.005), ("outflow_rate", "1.850", REFUSED), ("outflow_rate", "1,855", REFUSED),
    ("outflow_rate", "0,185", REFUSED), ("outflow_rate", "51", REFUSED),
    ("lks_cost", "11,000", 11000.0), ("lks_cost", "11.000", 11000.0), ("lks_cost", "\N{EURO SIGN} 12.500,-", 12500.0),
    ("lks_cost", "11,5", REFUSED),
    ("macro_growth", "\N{MINUS SIGN}1,5", -0.015), ("macro_growth", "-1.5", -0.015), ("macro_growth", "1,500", REFUSED),
)  # fmt: skip
"""Lever, what is typed, and its value [unit of the lever]; the same in both languages."""
