"""`minqing edition …`: editions that were published, and whether they still are what they were."""

import click

from minqing.commands.edition_build import build
from minqing.commands.edition_verify import verify


@click.group()
def edition() -> None:
    """Check editions that were published, or build them again."""


edition.add_command(build)
edition.add_command(verify)
