"""The closed vocabularies of units and people."""

UNIT_KINDS = (
    "district",
    "sub_office",
    "community",
    "production_team",
    "residential_area",
    "direct_unit",
    "leading_group",
    "leading_group_office",
    "guidance_group",
    "briefing_group",
    "publicity_group",
    "conduct_group",
    "delegates_office",
)

POSITIONS = (
    "principal_leader",
    "leadership_member",
    "unit_head",
    "cadre",
    "delegate",
    "clerk",
)

ROLES = (
    "admin",
    "auditor",
    "office",
    "reviewer",
    "supervisor",
    "plan_approver",
    "publisher",
    "unit_head",
    "handler",
    "visitor",
    "delegate",
    "confidential_handler",
)

# What the token of a service account may be used for.
SERVICE_SCOPES = {
    "issues": ("follow", "reaction"),
    "reports": ("follow", "print"),
    "visits": ("follow",),
    "notify": ("follow", "mail"),
    "campaign": ("follow",),
    "web": ("public",),
    "cli": ("operator",),
    "client": ("follow",),  # programs of others, which read facts (docs/rpc.md)
}
