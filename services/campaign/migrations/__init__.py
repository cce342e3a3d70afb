"""Tables of `campaign` beside the log."""
