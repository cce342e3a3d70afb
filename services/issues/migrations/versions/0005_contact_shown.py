"""Who was shown whom to call back, and when."""

import sqlalchemy as sa
from alembic import op

revision = "issues_0005"
down_revision = "issues_0004"


def upgrade() -> None:
    op.create_table(
        "contact_shown",
        sa.Column("shown_us", sa.BigInteger, primary_key=True),
        sa.Column("person", sa.Text, primary_key=True),
        sa.Column("issue_id", sa.Text, primary_key=True),
    )
