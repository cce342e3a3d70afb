"""Reporters who joined an issue, tries of tracking codes, and the sample of what was solved on the spot."""

import sqlalchemy as sa
from alembic import op

revision = "issues_0003"
down_revision = "issues_0002"


def upgrade() -> None:
    op.add_column(
        "issue_reporter",
        sa.Column("first", sa.Boolean, nullable=False, server_default=sa.true()),
    )
    op.create_table(
        "code_attempt",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("first_us", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "on_spot_sample",
        sa.Column("unit_id", sa.Text, primary_key=True),
        sa.Column("month", sa.Text, primary_key=True),
        sa.Column("reported", sa.Integer, nullable=False),
        sa.Column("all_called", sa.Boolean, nullable=False),
    )
