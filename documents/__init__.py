"""Documents as people print them: tables and papers in, files out. Knows nothing of where the rows come from."""
