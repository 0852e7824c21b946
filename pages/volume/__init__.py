"""Volume: flows, the year, what the target takes."""
