"""The page in the terminal: sections people know, every statement with its standing."""
