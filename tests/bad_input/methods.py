"""The RPC methods there are, read from the service classes, and the schema that each checks its request by."""

from functools import cache

from services.kernel.schema import Schema
from tools.reference.methods import Method, all_methods


@cache
def rpc_methods() -> dict[str, Method]:
    """`{"issues.assign": Method, …}`."""
    return all_methods()


def schema_of(method: str) -> type[Schema]:
    return rpc_methods()[method].schema


def is_command(method: str) -> bool:
    return rpc_methods()[method].is_command
