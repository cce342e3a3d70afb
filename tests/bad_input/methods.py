"""The RPC methods there are, read from the service classes, and the schema that each checks its request by."""

import inspect
from collections.abc import Callable
from types import ModuleType
from typing import Any

from minqing.registry import SERVICES
from services.kernel import facts_after
from services.kernel.nameko_host import Rpc
from services.kernel.schema import CommandSchema, QuerySchema, Schema

OF_THE_KERNEL: dict[str, type[Schema]] = {
    "facts_after": facts_after.FactsAfter,
    "passed": QuerySchema,
}


def rpc_methods() -> dict[str, Callable[..., Any]]:
    """`{"issues.assign": Issues.assign, …}`."""
    return {
        f"{service}.{name}": function
        for service, entry in SERVICES.items()
        for name, function in inspect.getmembers(entry.endpoint, inspect.isfunction)
        if any(isinstance(mark, Rpc) for mark in getattr(function, "nameko_entrypoints", ()))
    }


def schema_of(method: str) -> type[Schema]:
    """The schema that the method's code names."""
    function = rpc_methods()[method]
    modules = [m for m in function.__globals__.values() if isinstance(m, ModuleType)]
    named = {
        found
        for name in function.__code__.co_names
        for module in modules
        if inspect.isclass(found := getattr(module, name, None)) and issubclass(found, Schema)
    }
    if not named:
        return OF_THE_KERNEL[function.__name__]
    (schema,) = named
    return schema


def is_command(method: str) -> bool:
    return issubclass(schema_of(method), CommandSchema)
