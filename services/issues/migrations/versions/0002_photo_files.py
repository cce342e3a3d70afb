"""Photos of issues: sealed files outside the log, deleted when they are removed or forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "issues_0002"
down_revision = "issues_0001"


def upgrade() -> None:
    op.create_table(
        "photo_file",
        sa.Column("issue_id", sa.Text, primary_key=True),
        sa.Column("digest", sa.Text, primary_key=True),
        sa.Column("key_id", sa.Text, nullable=False),
        sa.Column("picture", sa.LargeBinary, nullable=False),
        sa.Column("thumbnail", sa.LargeBinary, nullable=False),
    )
