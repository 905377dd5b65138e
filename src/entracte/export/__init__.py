"""The page in other formats: one function each, from the page to bytes."""
