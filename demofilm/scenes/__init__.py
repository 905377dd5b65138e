"""The thirteen scenes: a module each, with what stands still, what moves, and what is near."""
