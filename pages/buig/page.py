"""BUIG en reserve: what the state pays, what it costs, who pays the difference, and what was known when."""

from core.ui.buig import rest, top
from core.ui.layout import stage

stage("buig", top, rest)
