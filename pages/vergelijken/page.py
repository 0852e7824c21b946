"""Vergelijken: the scenario that is shown beside those that stand pinned."""

from core.ui.stage import stage
from pages.vergelijken.add import add
from pages.vergelijken.sheet import beside, rest, top

stage("vergelijken", top, rest, add, beside)
