"""entracte: X-Ray for the films you own, and it shows its sources."""

__version__ = "0.1.0"
