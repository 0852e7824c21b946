"""Charts of one household."""
