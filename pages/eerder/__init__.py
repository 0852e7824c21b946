"""Hoe goed waren wij eerder?: earlier forecasts and promises beside what came of them."""
