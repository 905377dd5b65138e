"""The page, made of everything."""
