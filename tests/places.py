"""The city that the published baselines are about, and its data as the tests ask for it."""

from core.city import load_city

ROTTERDAM = load_city("rotterdam")
