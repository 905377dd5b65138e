"""Texts and the film's clock: who is who, which line is meant."""
