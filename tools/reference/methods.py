"""The RPC methods as they stand in the service classes: which there are, what they take, whether they want a token.

A method names its request's schema where it checks it (`schemas.SignIn()`), so that is read from its source: no
second list to keep.
"""

import ast
import inspect
import textwrap
from dataclasses import dataclass
from types import FunctionType
from typing import Any

from minqing.registry import SERVICES
from services.kernel.facts_after import FactsAfter
from services.kernel.nameko_host import Rpc
from services.kernel.schema import CommandSchema, QuerySchema, Schema

SIGNED = {"accept", "query", "caller", "facts_after", "passed"}  # of Here: each looks at the token


BY_HERE: dict[str, type[Schema]] = {"facts_after": FactsAfter, "passed": QuerySchema}


@dataclass(frozen=True)
class Method:
    service: str
    name: str
    schema: type[Schema]
    needs_token: bool

    @property
    def key(self) -> str:
        """The routing key: `issues.report`."""
        return f"{self.service}.{self.name}"

    @property
    def is_command(self) -> bool:
        return issubclass(self.schema, CommandSchema)


def all_methods() -> dict[str, Method]:
    """By key, in the order in which the classes have them."""
    found = [
        _method(service, name, function)
        for service, entry in SERVICES.items()
        for name, function in vars(entry.endpoint).items()
        if isinstance(function, FunctionType) and _is_rpc(function)
    ]
    return {method.key: method for method in found}


def _is_rpc(function: FunctionType) -> bool:
    return any(isinstance(mark, Rpc) for mark in getattr(function, "nameko_entrypoints", ()))


def _method(service: str, name: str, function: FunctionType) -> Method:
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    of_here = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "self.here"
    }
    schemas = [BY_HERE[used] for used in of_here & BY_HERE.keys()] + _schemas(tree, function)
    if len(schemas) != 1:
        raise TypeError(f"{service}.{name} names {len(schemas)} schemas of its request, not one")
    return Method(service, name, schemas[0], bool(of_here & SIGNED))


def _schemas(tree: ast.AST, function: FunctionType) -> list[type[Schema]]:
    """The schema classes that are made in the function's body."""
    called = [
        _value(node.func, function.__globals__)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    ]
    return [each for each in called if isinstance(each, type) and issubclass(each, Schema)]


def _value(node: ast.expr, names: dict[str, Any]) -> Any:
    """What `name` or `module.name` stands for in these names; None where it is something else."""
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if isinstance(node, ast.Attribute):
        return getattr(_value(node.value, names), node.attr, None)
    return None
