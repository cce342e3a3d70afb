"""Log lines of every long-running command: one format, to standard error, and no words of people in any."""

import logging

from services.kernel.wordless_log import WordlessErrors


def log_to_stderr() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for handler in logging.getLogger().handlers:
        handler.addFilter(WordlessErrors())
    logging.getLogger("alembic").setLevel(logging.WARNING)
    logging.getLogger("pika").setLevel(logging.CRITICAL)  # our own code says that the broker is away
