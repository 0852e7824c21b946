"""Benchmarks: `python -m tests.bench` measures and writes RESULTS.md. No test asserts a time."""
