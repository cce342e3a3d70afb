"""Of the files that people print."""
