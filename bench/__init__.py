"""Benchmarks: each measures one thing and prints a table. They are no part of the package."""
