"""The codes of the lists are those of `issues`, which `reports` may not import."""

from services.issues import vocabulary
from services.issues.categories import default_categories
from services.reports.vocabulary import FIELDS, PROBLEM_STATES, SENSITIVE_CATEGORIES


def test_the_sensitive_categories_are_those_of_the_table_of_categories() -> None:
    marked = {c.id for c in default_categories().values() if c.sensitive}
    assert marked == SENSITIVE_CATEGORIES


def test_lists_are_filtered_by_the_codes_that_issues_have() -> None:
    assert PROBLEM_STATES == vocabulary.STATES
    assert FIELDS == vocabulary.FIELDS
