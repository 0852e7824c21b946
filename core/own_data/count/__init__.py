"""Your own count: one month and one number, and whatever else somebody wants to add, make a baseline of their own.

The count names the baseline that it starts from, and it is small enough to be a name itself: `stand-2026~2026-10.33120` is
an id, stands in a link and in a file, and makes the same baseline for whoever opens it.
"""
