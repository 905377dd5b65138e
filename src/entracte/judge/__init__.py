"""What bears each claim out, what speaks against it."""
