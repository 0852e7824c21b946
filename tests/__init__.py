"""Tests of Koers 30.000: they say what a user, an alderman or the law may count on."""

from hypothesis import settings

# No deadline: a property says what is true, never how fast. No database: a run leaves nothing in the tree.
settings.register_profile("explore", deadline=None, database=None, print_blob=True)
# The same examples on each machine, so that it is a change that turns a test red.
settings.register_profile("koers", parent=settings.get_profile("explore"), derandomize=True)
settings.load_profile("koers")
