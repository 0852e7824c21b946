"""LKS: how many jobs with wage cost subsidy, how long they last, and what 2,400 takes."""

from core.ui.stage import stage
from pages.lks.sheet import rest, top

stage("lks", top, rest)
