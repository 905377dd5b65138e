"""What plays elsewhere, asked in each player's own language."""
