"""`minqing edition …`: editions that were published, and whether they still are what they were."""

import click

from minqing.commands.edition_verify import verify


@click.group()
def edition() -> None:
    """Check editions that were published."""


edition.add_command(verify)
