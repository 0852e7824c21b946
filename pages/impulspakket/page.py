"""Impulspakket: the measures, what they buy together, and what each of them adds."""

from core.ui.impulspakket import rest, top
from core.ui.layout import stage

stage("impulspakket", top, rest)
