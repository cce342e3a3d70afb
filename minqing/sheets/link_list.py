"""One-time links in a file instead of on the terminal, where they would stay in sight and in its history."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from minqing.new_file import new_file


@contextmanager
def link_list(path: Path, sign_ins: list[dict[str, str]]) -> Iterator[None]:
    """Writes what `sign_ins` holds when the block ends, as CSV `login,link`; also when it fails, because a link is
    told only once. The file is made first, so that nobody enters when it cannot be; without a link it goes again.

    Raises FileExistsError and the like."""
    with new_file(path) as file:
        try:
            yield
        finally:
            file.write(_csv(sign_ins))
            if not sign_ins:
                path.unlink()


def _csv(sign_ins: list[dict[str, str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(("login", "link"))
    writer.writerows((item["login"], address(item)) for item in sign_ins)
    return text.getvalue().encode()


def address(sign_in: dict[str, str]) -> str:
    return f"/welcome/{sign_in['link']}"
