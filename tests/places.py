"""The city that the published baselines are about, and its data as the tests ask for it."""

from core.city import load_city

ROTTERDAM = load_city("rotterdam")

LETTER = "brief-2023-t2"
"""The baseline of the letter of October 2023, by which most of what a test works out by hand is worked out."""
LETTERS = ("--baseline", LETTER)
"""The same on the command line."""
