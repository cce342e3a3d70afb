"""`minqing keys`: make the secrets of a distributed system."""

import base64
import os
import secrets
from pathlib import Path

import click
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from minqing.compose_secrets import compose_secrets
from minqing.registry import SERVICES
from minqing.system import OPERATOR
from services.campaign.service_accounts import service_secret
from services.kernel.token_key import load_private_key, new_private_key, private_pem, public_pem


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--compose", is_flag=True, help="Also what docker-compose.yml needs.")
@click.option("--add", is_flag=True, help="Only those that are not there yet: after an upgrade.")
def keys(folder: Path, compose: bool, add: bool) -> None:
    """Write new secrets into FOLDER, one file each (0600): the master key, the token keys, the key that signs
    editions, the web secret and one service secret per process. Refuses to overwrite.

    With --compose also the database URLs and the broker's users. A container gets each file as it is, and runs as a
    user of its own: so the files are 0444, and the folder alone (0700) keeps the machine's other users out.
    """
    private = _token_key(folder) if add else new_private_key()
    texts = _keys(private) | (compose_secrets(list(SERVICES)) if compose else {})
    if add:
        texts = {name: text for name, text in texts.items() if not (folder / name).exists()}
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    if present := sorted(name for name in texts if (folder / name).exists()):
        raise click.ClickException(f"{folder} already has {', '.join(present)}")
    for name, text in texts.items():
        _write(folder / name, text, 0o444 if compose else 0o600)
    click.echo(f"wrote {len(texts)} secrets to {folder}")


def _token_key(folder: Path) -> Ed25519PrivateKey:
    """That of the secrets that are there, by which the others are made."""
    try:
        return load_private_key((folder / "token_key").read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise click.ClickException(f"--add: {folder} holds no token_key: {problem}") from problem


def _keys(private: Ed25519PrivateKey) -> dict[str, str]:
    secret_of = {
        f"service_secret_{n}": service_secret(private, n)
        for n in (*SERVICES, "web", OPERATOR, "client")
    }
    return {
        "master_key": base64.b64encode(secrets.token_bytes(32)).decode(),
        "token_key": private_pem(private),
        "token_public_key": public_pem(private.public_key()),
        "web_secret": secrets.token_urlsafe(32),
        "edition_key": private_pem(new_private_key()),
        **secret_of,
    }


def _write(path: Path, text: str, mode: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        os.fchmod(file.fileno(), mode)
