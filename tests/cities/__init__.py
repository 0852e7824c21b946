"""Copies of `data` that a test changes: a city more, a count more. Each is read by a process of its own."""
