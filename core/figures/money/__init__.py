"""Charts of budget, lasten and reserve."""
