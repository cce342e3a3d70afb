"""The `minqing` command. Each subcommand lives in a file of `minqing/commands/` and imports what it needs
only when it runs, so that `--help` is quick and `serve` can patch the process before anything else."""

import importlib
import logging
import os
import sys

import click

COMMANDS = {
    "up": ("minqing.commands.up", "up"),
    "init": ("minqing.commands.init", "init"),
    "serve": ("minqing.commands.serve", "serve"),
    "pump": ("minqing.commands.pump", "pump"),
    "web": ("minqing.commands.web", "web"),
    "log": ("minqing.commands.log", "log"),
    "rebuild": ("minqing.commands.rebuild", "rebuild"),
    "forget": ("minqing.commands.forget", "forget"),
    "import": ("minqing.commands.import_file", "import_file"),
    "edition": ("minqing.commands.edition", "edition"),
    "export": ("minqing.commands.export", "export"),
    "parked": ("minqing.commands.parked", "parked"),
    "keys": ("minqing.commands.keys", "keys"),
    "migrate": ("minqing.commands.migrate", "migrate"),
}


class LazyGroup(click.Group):
    """Finds a subcommand by importing its module."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002 (click's signature)
        if name not in COMMANDS:
            return None
        module, attribute = COMMANDS[name]
        return getattr(importlib.import_module(module), attribute)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="minqing")
def cli() -> None:
    """民情 Minqing: visits become problem, task and effect lists.

    `minqing up` runs everything in one process on a data folder (MINQING_DATA, default var/).
    With MINQING_DATABASE_URL and MINQING_AMQP_URL set, `serve`, `pump` and `web` run as separate processes.
    """


def main() -> None:
    """Entry point. Exit codes: 0 done, 1 a check failed or the command could not run, 2 wrong usage."""
    os.umask(0o077)  # what a command writes is its owner's alone
    if sys.argv[1:2] == ["serve"]:
        import services.kernel.patched  # noqa: F401 (must come before everything that opens a socket)
    from minqing.failures import plainly
    from minqing.logging_setup import log_to_stderr

    log_to_stderr(logging.WARNING)
    with plainly():
        cli(prog_name="minqing")


if __name__ == "__main__":
    main()
