"""The closed vocabularies of a visit: the words that may stand in clear in a fact."""

PARTY_KINDS = (
    "household",
    "enterprise",
    "sole_trader",
    "project",
    "new_farmer",
    "residential_area",
    "production_team",
    "petition_case",  # a reference number only, never a person's name
)
ORGANISATIONS = frozenset(
    {"enterprise", "project", "residential_area", "production_team", "petition_case"}
)

VISIT_TYPES = ("enterprise", "residents", "grassroots_unit")  # 三访
USUAL_VISIT_TYPE = {
    "enterprise": "enterprise",
    "sole_trader": "enterprise",
    "project": "enterprise",
    "household": "residents",
    "new_farmer": "residents",
    "petition_case": "residents",
    "residential_area": "grassroots_unit",
    "production_team": "grassroots_unit",
}
INQUIRY_TYPES = ("needs", "ideas", "results")  # 三问
PURPOSES = ("policy_briefing", "relief", "development", "governance")
OUTCOMES = ("met", "not_home", "refused")

PROBLEM_KINDS = ("consultation", "help_request", "complaint", "tipoff", "suggestion", "praise")
PROBLEM_FIELDS = ("enterprise_blockage", "livelihood_pain_point", "governance_difficulty")
