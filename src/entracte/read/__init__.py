"""A text in, what it says of the film out, each word with its place."""
