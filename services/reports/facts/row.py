"""What happens to a row of published editions."""

from dataclasses import dataclass
from datetime import date

from eventlog.fact import Fact, code, identifier


@dataclass(frozen=True, kw_only=True)
class RowWithdrawn(Fact):
    """The row's words leave every edition that has it; its place and its hash stay."""

    list: str = code()
    row_number: str = identifier()
    reason: str = code()
    on: date
    by: str = identifier()
