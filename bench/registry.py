"""The benches by name. Another one: a file with `measure(site) -> list[Row]`, and its line here."""

from collections.abc import Callable

from bench import command_mix, duplicate_hint, search
from bench.row import Row
from bench.site import Site

BENCHES: dict[str, Callable[[Site], list[Row]]] = {
    "search": search.measure,
    "duplicate_hint": duplicate_hint.measure,
    "command_mix": command_mix.measure,  # last: it changes the issues
}
