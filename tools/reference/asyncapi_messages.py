"""The messages of the AsyncAPI document: a request and an answer of each method, the failure, each fact."""

from typing import Any

from services.kernel.rpc_client import TOKEN_HEADER
from tools.reference.cloudevent import fact
from tools.reference.entry import Entry
from tools.reference.fact_schema import OWNERS, data_on_the_wire, facts_of, purpose_of
from tools.reference.methods import Method
from tools.reference.request_schema import json_schema

Json = dict[str, Any]


def all_messages(
    methods: dict[str, Method], entries: dict[str, Entry], examples: dict[str, Json]
) -> Json:
    """By name: `issues.report.request`, `issues.report.answer`, `failure`, `issues.IssueReported`."""
    found: Json = {"failure": _failure()}
    for key, method in methods.items():
        found[f"{key}.request"] = _request(method, entries[key], examples[key])
        found[f"{key}.answer"] = _answer(key, entries[key], examples[key])
    for service in OWNERS:
        for name in facts_of(service):
            found[f"{service}.{name}"] = _fact(service, name)
    return found


def _fact(service: str, name: str) -> Json:
    kind = facts_of(service)[name]
    known = {"$ref": "#/components/schemas/Fact"}
    return {
        "name": name,
        "title": f"{name} ({service})",
        "summary": purpose_of(kind) or name,
        "contentType": "application/json",
        "payload": {"allOf": [known, fact(name, service, data_on_the_wire(service, kind))]},
    }


def _request(method: Method, entry: Entry, example: Json) -> Json:
    request = json_schema(method.schema())
    return {
        "name": method.key,
        "summary": entry.purpose,
        "contentType": "application/json",
        "correlationId": {"$ref": "#/components/correlationIds/call"},
        "headers": _headers(method.needs_token),
        "payload": _record(
            args={"type": "array", "items": request, "minItems": 1, "maxItems": 1},
            kwargs={"type": "object", "maxProperties": 0},
        ),
        "examples": [{"payload": {"args": [example["request"]], "kwargs": {}}}],
    }


def _headers(needs_token: bool) -> Json:
    """The token's header, and those AMQP properties that make a call of a message."""
    known = {
        TOKEN_HEADER: {"type": "string", "description": "the token"},
        "reply_to": {
            "type": "string",
            "description": "AMQP property: the key of the caller's queue",
        },
        "correlation_id": {
            "type": "string",
            "description": "AMQP property: the caller's, returned",
        },
    }
    wanted = [name for name in known if needs_token or name != TOKEN_HEADER]
    return {
        "type": "object",
        "properties": {name: known[name] for name in wanted},
        "required": wanted,
    }


def _answer(key: str, entry: Entry, example: Json) -> Json:
    return {
        "name": f"{key} answer",
        "contentType": "application/json",
        "correlationId": {"$ref": "#/components/correlationIds/call"},
        "payload": _record(result=entry.answer, error={"type": "null"}),
        "examples": [{"payload": {"result": example["answer"], "error": None}}],
    }


def _failure() -> Json:
    error = {"$ref": "#/components/schemas/Failure"}
    return {
        "name": "failure",
        "summary": "Any answer but success.",
        "contentType": "application/json",
        "correlationId": {"$ref": "#/components/correlationIds/call"},
        "payload": _record(result={"type": "null"}, error=error),
    }


def _record(**fields: Json) -> Json:
    return {"type": "object", "properties": fields, "required": list(fields)}
