"""E-mail: what is to be sent, what mailings know of issues, and what operators did with what was parked."""

import sqlalchemy as sa
from alembic import op

revision = "notify_0002"
down_revision = "notify_0001"


def upgrade() -> None:
    op.create_table(
        "mailed_issue",
        sa.Column("issue_id", sa.Text, primary_key=True),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("unit_id", sa.Text, nullable=False),
        sa.Column("urgent", sa.Boolean, nullable=False),
        sa.Column("on_spot", sa.Boolean, nullable=False),
        sa.Column("confidential", sa.Boolean, nullable=False),
    )
    op.create_table(
        "mail_intent",
        sa.Column("intent_id", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("recipient", sa.Text, nullable=False),
        sa.Column("issue_id", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("unit_id", sa.Text),
        sa.Column("due", sa.Text),
        sa.Column("urgent", sa.Boolean, nullable=False),
        sa.Column("recorded_us", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("next_try_us", sa.BigInteger, nullable=False),
        sa.Column("lease", sa.Text),
        sa.Column("leased_until_us", sa.BigInteger, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("changed_us", sa.BigInteger, nullable=False),
    )
    op.create_index("mail_intent_due", "mail_intent", ["state", "next_try_us"])
    op.create_table(
        "parked_act",
        sa.Column("intent_id", sa.Text, nullable=False),
        sa.Column("at_us", sa.BigInteger, nullable=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("by", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("intent_id", "at_us", name="parked_act_pkey"),
    )
    op.create_table(
        "mail_start",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("since_us", sa.BigInteger, nullable=False),
    )
