"""The demo film that comes with entracte."""
