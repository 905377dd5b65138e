"""What words mean, as vectors: an optional extra; everything works without it."""
