"""The web app: the shelf and the films' pages, for this machine alone unless guarded."""
