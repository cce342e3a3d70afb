"""`minqing export …`: files for people. The template is the workbook that `minqing import` reads."""

from pathlib import Path

import click

from minqing.new_file import new_file
from minqing.sheets.template import template

TEMPLATE = "导入模板.xlsx"


@click.group()
def export() -> None:
    """Write files that people read or fill in."""


@export.command(name="template")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), default=TEMPLATE)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def export_template(file: Path, force: bool) -> None:
    """Write the workbook for `minqing import` to FILE (default 导入模板.xlsx): what each column means, and an empty
    sheet each for units, people and parties."""
    if file.exists() and not force:
        raise click.UsageError(f"{file} exists already: name another file, or say --force")
    file.unlink(missing_ok=True)
    with new_file(file) as out:
        out.write(template())
    click.echo(f"written: {file}")
