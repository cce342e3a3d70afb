"""The rules of editions, their rows and objections to them: states and pure functions that return facts or refuse."""
