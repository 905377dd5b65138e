"""The web app: pages, stills and films over HTTP, for this machine only."""
