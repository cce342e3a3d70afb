"""`minqing edition verify`: is a folder what was published? Needs the folder and the publisher's public key only."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from services.reports.editions.finding import Finding, faults
from services.reports.editions.signing import load_public_key
from services.reports.editions.verify import (
    Believed,
    edition_folders,
    edition_of,
    verify_all,
)
from services.reports.editions.verify import (
    verify as verify_one,
)

EXISTING_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
EXISTING_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("folders", nargs=-1, required=True, type=EXISTING_FOLDER, metavar="FOLDER...")
@click.option(
    "--key",
    "keys",
    multiple=True,
    type=EXISTING_FILE,
    help="The publisher's public key (PEM); several when the key was changed.",
)
def verify(folders: Sequence[Path], keys: Sequence[Path]) -> None:
    """Check each FOLDER of an edition, or the editions in it, and name what differs. Works offline.

    Without --key the key in the folder is taken, which whoever changed the folder may have put there.
    Exit code 1 when anything is not what was published."""
    believed = [_key(path) for path in keys] or None
    bad = 0
    for folder, findings in _verified(folders, believed).items():
        bad += len(faults(findings))
        for line in _lines(folder, findings):
            click.echo(_plain(line))
    sys.exit(1 if bad else 0)


def _verified(folders: Sequence[Path], believed: Believed) -> dict[Path, list[Finding]]:
    """A folder with editions in it must have all that they name; one that is an edition's stands alone."""
    found: dict[Path, list[Finding]] = {}
    for folder in folders:
        editions = edition_folders(folder)
        if not editions:
            raise click.UsageError(f"{folder}: there is no edition in it")
        alone = editions == [folder]
        found |= {folder: verify_one(folder, believed)} if alone else verify_all(editions, believed)
    return found


def _key(path: Path) -> Ed25519PublicKey:
    try:
        return load_public_key(path.read_bytes())
    except ValueError as error:
        raise click.UsageError(f"{path}: {error}") from None


def _plain(line: str) -> str:
    """The words of a file that comes from anywhere must not steer a terminal."""
    return "".join(each if each.isprintable() else "?" for each in line)


def _lines(folder: Path, findings: Sequence[Finding]) -> list[str]:
    """What is worth telling first, then what is wrong, or that nothing is."""
    wrong = faults(findings)
    told = [f"{folder}: note: {each.words}" for each in findings if not each.is_fault]
    if wrong:
        return [*told, *(f"{folder}: {each.code}: {each.words}" for each in wrong)]
    return [*told, f"{folder}: {edition_of(folder)}: as it was published"]
