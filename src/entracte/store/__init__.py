"""Artefacts by their content, the shelf of films, a person's corrections."""
