"""Log lines of every command: one format, to standard error, and no words of people in any."""

import logging

from services.kernel.wordless_log import WordlessErrors


def log_to_stderr(level: int = logging.INFO) -> None:
    """Every command starts with WARNING; those that run for long tell more."""
    handler = logging.StreamHandler()
    handler.addFilter(WordlessErrors())
    form = "%(asctime)s %(levelname)s %(name)s %(message)s"
    logging.basicConfig(level=level, format=form, handlers=[handler], force=True)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    # that the broker is away is said by our own code
    logging.getLogger("pika").setLevel(logging.CRITICAL)
