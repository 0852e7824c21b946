"""BUIG en reserve: what the state pays, what it costs, who pays the difference, and what was known when."""

from core.ui.stage import stage
from pages.buig.sheet import rest, top

stage("buig", top, rest)
