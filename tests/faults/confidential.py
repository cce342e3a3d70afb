"""Which issues are confidential, by the log of `issues` alone: no other service may know anything of them."""

from tests.faults.evidence import Row


def confidential(log: list[Row]) -> set[str]:
    """By stream, from whichever of their facts on."""
    return {fact["stream"] for fact in log if _makes_it_so(fact)}


def _makes_it_so(fact: Row) -> bool:
    data = fact["data"]
    named = fact["type"] == "AccusedPartyNamed"
    return named or bool(data.get("confidential")) or data.get("kind") == "tipoff"
