"""Monitor: what the city reported over four months, indicator by indicator."""
