"""What shares a costly system stays in one worker: the folders that start one, elsewhere a file.

By the place of a test and not by marks: pytest-xdist 3.8 writes its group into a name that pytest 9 no longer reads.
"""

from pathlib import PurePosixPath

from xdist.scheduler import LoadScopeScheduling

WHOLE = ("browser", "e2e")


def scope_of(nodeid: str) -> str:
    """`tests/e2e/test_up.py::test_it` → `tests/e2e`, `tests/unit/test_it.py::test_it` → `tests/unit/test_it.py`."""
    file = nodeid.partition("::")[0]
    folder = "/".join(PurePosixPath(file).parts[:2])
    return folder if folder.rpartition("/")[2] in WHOLE else file


class InOneWorker(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        return scope_of(nodeid)
