"""`minqing log show|verify|export|import`: look into a log, prove that it is what was appended, move it."""

import json
import sys
from typing import Any

import click

from eventlog.record import Record
from eventlog.seal import is_envelope
from eventlog.snapshot import snapshot
from eventlog.verify import faults
from minqing.commands.log_export import export
from minqing.commands.log_import import import_
from minqing.registry import SERVICES
from minqing.system import reading, settings_now

SERVICE = click.Choice(sorted(SERVICES))
PAGE = 500


@click.group(name="log")
def log() -> None:
    """Look into the logs, check them, and take them to another system.

    All but `import` only read, and run beside a running system.
    """


log.add_command(export)
log.add_command(import_)


@log.command()
@click.argument("service", type=SERVICE, default="issues")
@click.option("--after", default=0, help="Start behind this position.")
@click.option("--limit", default=50, show_default=True, help="At most so many facts.")
@click.option("--stream", help="Only the facts of this stream.")
def show(service: str, after: int, limit: int, stream: str | None) -> None:
    """Print the facts of SERVICE, oldest first. Sealed words stay sealed."""
    with reading(settings_now()) as system:
        found = system.applications[service].log
        if found is None:
            click.echo(f"{service} keeps no log")
            return
        records = found.read_stream(stream) if stream else found.read(after, limit)
        for record in records:
            click.echo(_line(record))
        head = found.head().position
    if not stream and records and records[-1].position < head:
        last = records[-1].position
        click.echo(f"position {last} of {head}; more: --after {last}, or --limit", err=True)


@log.command()
@click.argument("service", type=SERVICE, required=False)
def verify(service: str | None) -> None:
    """Check every log (or that of SERVICE) row by row. Exit code 1 when a row was altered, removed, inserted
    or swapped; each is named."""
    bad = 0
    with reading(settings_now()) as system:
        for name, application in system.applications.items():
            if application.log is None or service not in (None, name):
                continue
            with snapshot(application.environment.engine) as conn:
                found = list(faults(conn))
                head = application.log.head(conn)
            for fault in found:
                click.echo(f"{name}: position {fault.position} {fault.kind}: {fault.text}")
            if not found:
                click.echo(f"{name}: {head.position} facts intact, digest {head.digest}")
            bad += len(found)
    sys.exit(1 if bad else 0)


def _line(record: Record) -> str:
    data = {name: _shown(value) for name, value in record.data.items() if value not in (None, [])}
    words = json.dumps(data, ensure_ascii=False)
    when = record.recorded_at.strftime("%Y-%m-%d %H:%M:%SZ")
    return f"{record.position:>6} {when} {record.type} {record.stream} v{record.version} {words}"


def _shown(value: Any) -> Any:
    return "(sealed)" if is_envelope(value) else value
