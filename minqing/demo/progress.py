"""How far the first play is, on stderr: a bar on a terminal, a line every few seconds elsewhere."""

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

import click

Item = TypeVar("Item")
LABEL = "playing the demonstration"
EVERY_SECONDS = 3.0


def shown_on_stderr(items: Sequence[Item]) -> Iterator[Item]:
    """The items, one by one, while it is shown how many have passed."""
    if sys.stderr.isatty():
        with click.progressbar(items, label=LABEL, file=sys.stderr) as bar:
            yield from bar
    else:
        yield from _with_lines(items)


def _with_lines(items: Sequence[Item]) -> Iterator[Item]:
    told = time.monotonic()
    for passed, item in enumerate(items):
        if passed == 0 or time.monotonic() - told >= EVERY_SECONDS:
            told = time.monotonic()
            click.echo(f"{LABEL}: {passed * 100 // len(items)} %", err=True)
        yield item
    click.echo(f"{LABEL}: 100 %", err=True)
