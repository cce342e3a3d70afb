"""The inbox of the units, and the numbers of issues that its entries show."""

import sqlalchemy as sa
from alembic import op

revision = "notify_0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "numbered_issue",
        sa.Column("issue_id", sa.Text, primary_key=True),
        sa.Column("number", sa.Text, nullable=False),
    )
    op.create_table(
        "inbox_entry",
        sa.Column("fact_id", sa.Text, nullable=False),
        sa.Column("unit_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("issue_id", sa.Text, nullable=False),
        sa.Column("number", sa.Text),
        sa.Column("due", sa.Text),
        sa.Column("recorded_us", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("fact_id", "unit_id", name="inbox_entry_pkey"),
    )
    op.create_index("inbox_entry_of_unit", "inbox_entry", ["unit_id", "position"])
