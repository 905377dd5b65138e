"""``python -m entracte`` is the same as ``entracte``."""

from entracte.cli import main

if __name__ == "__main__":  # a process of its own imports this module and must not start again
    main()
