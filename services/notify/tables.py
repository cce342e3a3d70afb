"""The tables of `notify`. Alembic creates them (`migrations/`); this is their shape. No personal word is in them."""

import sqlalchemy as sa

metadata = sa.MetaData()

numbered_issue = sa.Table(
    "numbered_issue",
    metadata,
    sa.Column("issue_id", sa.Text, primary_key=True),
    sa.Column("number", sa.Text, nullable=False),
)

inbox_entry = sa.Table(
    "inbox_entry",
    metadata,
    sa.Column("fact_id", sa.Text, primary_key=True),
    sa.Column("unit_id", sa.Text, primary_key=True),
    sa.Column("position", sa.BigInteger, nullable=False),  # of the fact in the log of `issues`
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("issue_id", sa.Text, nullable=False),
    sa.Column("number", sa.Text),
    sa.Column("due", sa.Text),  # a day
    sa.Column("recorded_us", sa.BigInteger, nullable=False),
)

# What mailings must know of an issue (`mailings.IssueKnown`).
mailed_issue = sa.Table(
    "mailed_issue",
    metadata,
    sa.Column("issue_id", sa.Text, primary_key=True),
    sa.Column("number", sa.Text, nullable=False),
    sa.Column("unit_id", sa.Text, nullable=False),  # the place
    sa.Column("urgent", sa.Boolean, nullable=False),
    sa.Column("on_spot", sa.Boolean, nullable=False),
    sa.Column("confidential", sa.Boolean, nullable=False),
)

# An e-mail to be sent, or what became of it. Whose it is, is an id: the address is asked for at sending.
mail_intent = sa.Table(
    "mail_intent",
    metadata,
    sa.Column("intent_id", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("recipient", sa.Text, nullable=False),  # unit | office | resident
    sa.Column("issue_id", sa.Text, nullable=False),
    sa.Column("number", sa.Text, nullable=False),
    sa.Column("unit_id", sa.Text),
    sa.Column("due", sa.Text),  # a day
    sa.Column("urgent", sa.Boolean, nullable=False),
    sa.Column("recorded_us", sa.BigInteger, nullable=False),  # when the fact was
    sa.Column(
        "state", sa.Text, nullable=False
    ),  # waiting | sent | no_address | forgotten | parked | dropped
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("next_try_us", sa.BigInteger, nullable=False),
    sa.Column("lease", sa.Text),  # who sends it now, and until when nobody else may
    sa.Column("leased_until_us", sa.BigInteger, nullable=False),
    sa.Column("reason", sa.Text),  # of the last try: a stage and a number, never words of a server
    sa.Column("changed_us", sa.BigInteger, nullable=False),
    sa.Index("mail_intent_due", "state", "next_try_us"),
)

# What an operator did with a parked message.
parked_act = sa.Table(
    "parked_act",
    metadata,
    sa.Column("intent_id", sa.Text, primary_key=True),
    sa.Column("at_us", sa.BigInteger, primary_key=True),
    sa.Column("act", sa.Text, nullable=False),  # retry | drop
    sa.Column("reason", sa.Text),
    sa.Column("by", sa.Text, nullable=False),
)

# When e-mail was first set up on this database: what was recorded before is not mailed.
mail_start = sa.Table(
    "mail_start",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),  # always 1
    sa.Column("since_us", sa.BigInteger, nullable=False),
)
