"""Real servers for tests: private, on free ports, in a temporary directory, gone when the test is over.

`postgres.start_postgres()` and `rabbitmq.start_rabbitmq()` work with and without pytest; both objects have
`url()`, `stop()`, `kill()` (as a crash would) and `restart()`, and are context managers. Start them from a thread
that outlives them: the kernel stops a server when the thread that started it ends, so that an aborted run leaves
nothing.
"""
