"""Mailboxes of units."""

import sqlalchemy as sa
from alembic import op

revision = "campaign_0002"
down_revision = "campaign_0001"


def upgrade() -> None:
    op.create_table(
        "unit_mailbox",
        sa.Column("unit_id", sa.Text, primary_key=True),
        sa.Column("address", sa.Text, nullable=False),
    )
