"""`minqing parked list|show|retry|drop`: e-mails that could not be sent.

All four run beside a running system, `up` included: they change single rows of a table that only the sender writes
besides, in short transactions of the database itself, and touch no log.
"""

import json
from collections.abc import Callable
from typing import Any, TypeVar

import click
import sqlalchemy as sa

from eventlog.clock import system_clock
from eventlog.errors import NotFound
from minqing.system import OPERATOR, System, reading, settings_now
from services.kernel.caller import SERVICE_PREFIX
from services.notify import parked as messages

BY = f"{SERVICE_PREFIX}{OPERATOR}"
Found = TypeVar("Found")


@click.group()
def parked() -> None:
    """E-mails that could not be sent: look, send again, give up. No address is shown."""


@parked.command(name="list")
def list_parked() -> None:
    """What is parked, longest first; then how many others wait, and what their last try said."""
    with reading(settings_now()) as system, _engine(system).connect() as conn:
        items, waiting = messages.parked(conn), messages.waiting(conn)
    for item in items:
        click.echo("  ".join(str(item[name]) for name in ("id", "number", "kind", "to")))
        click.echo(f"    {item['reason']}, tries {item['tries']}, since {item['since']}")
    click.echo(f"parked {len(items)}, waiting {sum(waiting.values())}")
    for reason, count in waiting.items():
        if reason:
            click.echo(f"  waiting after {reason}: {count}")


@parked.command()
@click.argument("id_", metavar="ID")
def show(id_: str) -> None:
    """Everything that is known of one message, as JSON, and what operators did with it."""
    with reading(settings_now()) as system, _engine(system).connect() as conn:
        found = _or_say("no such message", messages.one, conn, id_)
    click.echo(json.dumps(found, ensure_ascii=False, indent=1))


@parked.command()
@click.argument("ids", nargs=-1, metavar="ID…")
@click.option("--all", "every", is_flag=True, help="Everything that is parked.")
def retry(ids: tuple[str, ...], every: bool) -> None:
    """Send these messages again, with all tries anew; in working hours, unless the issue is urgent."""
    if bool(ids) == every:
        raise click.UsageError("name messages, or say --all")
    with reading(settings_now()) as system:
        done = _or_say("not parked", messages.retry, _engine(system), ids, BY, system_clock())
    click.echo(f"to be sent again: {len(done)}")


@parked.command()
@click.argument("id_", metavar="ID")
@click.option("--reason", type=click.Choice(messages.DROP_REASONS), required=True)
def drop(id_: str, reason: str) -> None:
    """Give a message up. It stays in the table with the reason, and is not sent."""
    with reading(settings_now()) as system:
        _or_say("not parked", messages.drop, _engine(system), id_, reason, BY, system_clock())
    click.echo(f"dropped: {id_}")


def _engine(system: System) -> sa.Engine:
    return system.applications["notify"].environment.engine


def _or_say(what: str, act: Callable[..., Found], *arguments: Any) -> Found:
    try:
        return act(*arguments)
    except NotFound as missing:
        raise click.ClickException(f"{what}: {missing.params['id']}") from None
