"""Impulspakket: the measures, what they buy together, and what each of them adds."""

from core.ui.stage import stage
from pages.impulspakket.sheet import below, rest, top

stage("impulspakket", top, rest, below)
