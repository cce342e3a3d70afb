"""Each search counts the keys that were destroyed: an index of those alone."""

import sqlalchemy as sa
from alembic import op

revision = "issues_0004"
down_revision = "issues_0003"


def upgrade() -> None:
    destroyed = sa.text("destroyed_us IS NOT NULL")
    op.create_index(
        "subject_key_destroyed",
        "subject_key",
        ["destroyed_us"],
        postgresql_where=destroyed,
        sqlite_where=destroyed,
    )
