"""Pictures in, tracks out: shots, colours."""
