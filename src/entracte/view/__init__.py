"""The page as HTML: one set of templates for the web app and for the file one shares."""
