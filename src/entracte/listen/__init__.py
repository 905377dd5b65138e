"""Sound in, tracks out: what is heard, and which tune it is."""
