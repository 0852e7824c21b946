"""LKS: how many jobs with wage cost subsidy, how long they last, and what 2,400 takes."""

from core.ui.layout import stage
from core.ui.lks import rest, top

stage("lks", top, rest)
