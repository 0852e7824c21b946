"""How a database comes to have the tables of now: one step per change, each run once, in order."""
