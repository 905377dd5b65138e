"""Finding a line, a scene, a tune, a person in the whole library. Derived from the pages."""
