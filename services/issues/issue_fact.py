"""What every fact of an issue says: which issue, who entered it, and in the name of which unit."""

from dataclasses import dataclass

from eventlog.fact import Fact, identifier


@dataclass(frozen=True, kw_only=True)
class IssueFact(Fact):
    """The stream is the issue's id. `by_unit` is None for service accounts."""

    issue_id: str = identifier()
    by: str = identifier()
    by_unit: str | None = identifier(None)
