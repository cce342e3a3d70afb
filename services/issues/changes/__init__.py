"""What each fact does to an issue: pure functions by the fact's class, gathered in `evolve.py`."""

from collections.abc import Callable
from typing import Any

from eventlog.fact import Fact
from services.issues.issue import Issue

Changes = dict[type[Fact], Callable[[Any, Issue], Issue]]
