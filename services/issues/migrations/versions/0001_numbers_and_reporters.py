"""The counter of numbers, references of other systems, reporters and who of them is forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "issues_0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "number_counter",
        sa.Column("month", sa.Text, primary_key=True),
        sa.Column("last", sa.Integer, nullable=False),
    )
    op.create_table(
        "external_ref",
        sa.Column("system", sa.Text, primary_key=True),
        sa.Column("external_id", sa.Text, primary_key=True),
        sa.Column("issue_id", sa.Text, nullable=False),
    )
    op.create_table(
        "issue_reporter",
        sa.Column("issue_id", sa.Text, primary_key=True),
        sa.Column("person_id", sa.Text, primary_key=True),
        sa.Column("reissues", sa.Integer, nullable=False),
    )
    op.create_index("issue_reporter_person", "issue_reporter", ["person_id"])
    op.create_table("forgotten_person", sa.Column("person_id", sa.Text, primary_key=True))
