"""Charts: specifications built once per language and theme, and the small tables they take."""
