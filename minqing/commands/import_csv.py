"""`minqing import units|people|parties FILE`: a CSV file, checked row by row; wrong rows are left out."""

import sys
import uuid
from pathlib import Path

import click

from minqing.system import settings_now, working
from services.kernel.csv_rows import read_rows

KINDS = {
    "units": ("campaign", "import_units", ("code", "name", "kind", "parent_code")),
    "people": ("campaign", "import_people", ("login", "name", "position", "unit_code", "roles")),
    "parties": ("visits", "import_parties", ("kind", "name", "unit_code", "phone", "external_id")),
}


@click.command(name="import")
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check and count; change nothing.")
def import_csv(kind: str, file: Path, dry_run: bool) -> None:
    """Import KIND from FILE (CSV, UTF-8 or GB 18030). Running it twice changes nothing.

    \b
    units    code,name,kind,parent_code
    people   login,name,position,unit_code,roles   (roles: handler;reviewer@CODE)
    parties  kind,name,unit_code,phone,external_id
    """
    service, method, heads = KINDS[kind]
    request = {
        "command_id": str(uuid.uuid4()),
        "rows": read_rows(file.read_bytes(), heads),
        "dry_run": dry_run,
    }
    with working(settings_now()) as system:
        if system.host:
            system.host.migrate()
            system.host.settle()
        answer = system.peer.call(service, method, request, token=system.token(), timeout=60.0)
        if system.host:
            system.host.settle()
    for error in answer["errors"]:
        click.echo(f"row {error['row']}: {error['field']}: {error['code']}", err=True)
    names = ("new", "changed", "same", "wrong")
    counts = ", ".join(f"{name} {answer[name]}" for name in names if name in answer)
    click.echo(f"{counts}{' (dry run: nothing was changed)' if dry_run else ''}")
    for sign_in in answer.get("sign_ins") or []:
        click.echo(f"{sign_in['login']}: one-time link /welcome/{sign_in['link']}")
    sys.exit(1 if answer["wrong"] else 0)
