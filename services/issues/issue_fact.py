"""What every fact of an issue says: which issue, who entered it, and in the name of which unit."""

from dataclasses import dataclass
from datetime import date

from eventlog.fact import Fact, code, identifier


@dataclass(frozen=True, kw_only=True)
class IssueFact(Fact):
    """The stream is the issue's id. `by_unit` is None for service accounts and for residents."""

    issue_id: str = identifier()
    by: str = identifier()
    by_unit: str | None = identifier(None)


@dataclass(frozen=True, kw_only=True)
class DueFact(IssueFact):
    """A fact that sets the day on which the issue is to be reported done, and says where that day comes from.

    `due` is the `due_days`-th working day after `due_from`; without `due_days` it is what the rule says by itself."""

    due: date
    due_rule: str | None = code(
        None
    )  # a limit class, chosen, extension, resumed; None: not noted yet
    due_from: date | None = None
    due_days: int | None = None
