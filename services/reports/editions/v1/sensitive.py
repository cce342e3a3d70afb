"""Lines that say less: of social assistance, disputes, medical matters, children (docs/domain.md, small numbers).

They show their sub-office only and no free text. Where fewer than five issues of such a category were recorded in one
area in a quarter, nothing of them is a line: they count in the district's total only.
"""

from collections import Counter
from collections.abc import Iterable

from services.reports.editions.v1.state import Issue
from services.reports.editions.v1.units import Units

FEWEST = 5
SENSITIVE = frozenset(
    {
        "medical_insurance",
        "education_health_and_elder_care",
        "medical_care",
        "social_assistance",
        "minimum_living_allowance",
        "extreme_poverty",
        "disability",
        "children",
        "public_order_and_disputes",
    }
)
Group = tuple[str | None, str, str]  # area, category, quarter


def is_sensitive(issue: Issue) -> bool:
    return issue.category in SENSITIVE


class SmallGroups:
    """Counted over all issues of the log up to the cut."""

    def __init__(self, issues: Iterable[Issue], units: Units):
        self._units = units
        self._counts = Counter(self._group(each) for each in issues if is_sensitive(each))

    def has(self, issue: Issue) -> bool:
        """Whether nothing of the issue may be a line."""
        return is_sensitive(issue) and self._counts[self._group(issue)] < FEWEST

    def _group(self, issue: Issue) -> Group:
        year, month = issue.month.split("-")
        quarter = f"{year} {(int(month) + 2) // 3}"
        return self._units.sub_office(issue.place), issue.category, quarter
