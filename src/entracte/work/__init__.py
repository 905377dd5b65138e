"""Makes what was asked for, and nothing that was made before."""
