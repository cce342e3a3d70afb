"""The codes of the lists are those of `issues`, which `reports` may not import."""

from services.issues import vocabulary
from services.reports.vocabulary import FIELDS, PROBLEM_STATES


def test_lists_are_filtered_by_the_codes_that_issues_have() -> None:
    assert PROBLEM_STATES == vocabulary.STATES
    assert FIELDS == vocabulary.FIELDS
