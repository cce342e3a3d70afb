"""Log lines of every long-running command: one format, to standard error, no request body ever."""

import logging


def log_to_stderr() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for chatty in ("alembic", "pika"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
