"""Over: what this is and is not, what it keeps, for whom it works, and what each version changed."""
