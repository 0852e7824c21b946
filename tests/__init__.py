"""Tests of Koers 30.000: they say what a user, an alderman or the law may count on."""

from hypothesis import settings

# No deadline: a property says what is true, never how fast. No database: a run leaves nothing in the tree.
settings.register_profile("koers", deadline=None, database=None, print_blob=True)
settings.load_profile("koers")
