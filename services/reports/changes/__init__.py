"""What each fact of an issue does to its lines: pure functions by the fact's name, gathered in `evolve.py`.

Facts come as stored (a type name and plain data), because the lists read them tolerantly: a field that is missing is
unknown. Sealed words are never looked at.
"""

from collections.abc import Callable
from typing import Any

from eventlog.record import Record
from services.reports.lines import IssueLines

Data = dict[str, Any]
Change = Callable[[IssueLines, Record, str], IssueLines]  # with the timezone of months
Changes = dict[str, Change]
