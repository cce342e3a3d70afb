"""Commands and queries on editions and objections: from a request to the log, and from the log to an answer."""
