"""The benches by name, by the site they are measured on. Another one: a file with `measure(site) -> list[Row]`, and
its line here."""

from collections.abc import Callable

from bench import command_mix, duplicate_hint, export, list_page, search
from bench.lists_site import ListsSite
from bench.row import Row
from bench.site import Site

BENCHES: dict[str, Callable[[Site], list[Row]]] = {
    "search": search.measure,
    "duplicate_hint": duplicate_hint.measure,
    "command_mix": command_mix.measure,  # last: it changes the issues
}
LIST_BENCHES: dict[str, Callable[[ListsSite], list[Row]]] = {
    "list_page": list_page.measure,
    "export": export.measure,
}
