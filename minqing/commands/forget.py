"""`minqing forget PERSON`: destroy the keys of a person's words, in every service, and prove that all did."""

import time
import uuid

import click

from minqing.system import System, settings_now, working

WAIT_SECONDS = 60.0


@click.command()
@click.argument("person", required=False)
@click.option("--find", "words", help="List the ids of parties that match a name or phone instead.")
@click.option("--yes", is_flag=True, help="Do not ask: what is forgotten cannot be had back.")
def forget(person: str | None, words: str | None, yes: bool) -> None:
    """Forget PERSON (the id of a visited party). Their name, phone and words become unreadable everywhere;
    counts and published lines stay. Returns when every service has done it."""
    with working(settings_now()) as system:
        if system.host:
            system.host.migrate()
            system.host.settle()
        if words or not person:
            _list(system, words or "")
            return
        if not yes:
            click.confirm(f"Forget {person}? This cannot be undone", abort=True)
        request = {"command_id": str(uuid.uuid4()), "person_id": person}
        answer = system.peer.call("visits", "forget_person", request, token=system.token())
        _wait(system, answer["position"])
        for application in system.applications.values():
            application.environment.keyring.scrub()
    click.echo(f"forgotten: {person}")


def _list(system: System, words: str) -> None:
    answer = system.peer.call("visits", "parties", {"q": words}, token=system.token())
    for item in answer["items"]:
        click.echo(f"{item['id']}  {item['kind']}  {item['unit']}  {item['name']}")
    click.echo(f"{len(answer['items'])} of {answer['total']}")


def _wait(system: System, position: int) -> None:
    """Until every follower of `visits` has passed the fact."""
    if system.host:
        system.host.settle()
    deadline = time.monotonic() + WAIT_SECONDS
    for name, application in system.applications.items():
        while "visits" in application.sources and _behind(system, name, position):
            if time.monotonic() > deadline:
                raise click.ClickException(f"{name} has not forgotten yet; is its pump running?")
            time.sleep(0.1)


def _behind(system: System, name: str, position: int) -> bool:
    passed = system.peer.call(name, "passed", {}, token=system.token())["items"]
    return any(at < position for follower, at in passed.items() if follower.endswith("@visits"))
