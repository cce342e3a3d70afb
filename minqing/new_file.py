"""A file that a command makes: never over another one, and readable by its owner alone."""

import os
from pathlib import Path
from typing import IO


def new_file(path: Path) -> IO[bytes]:
    """Raises FileExistsError, an OSError that names the file."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
