"""docs/asyncapi.yaml: facts and methods as an AsyncAPI 3.0 document, from the side of Minqing."""

from typing import Any

import yaml

from services.kernel.rpc_client import EXCHANGE
from tools.reference.asyncapi_messages import all_messages
from tools.reference.cloudevent import any_fact
from tools.reference.entry import Entry
from tools.reference.fact_schema import OWNERS, SEALED_WORDS, facts_of
from tools.reference.failures import GENERAL, failure_schema
from tools.reference.methods import Method, all_methods
from tools.reference.told import all_entries

Json = dict[str, Any]
HEAD = "# Written by `make reference` from the schemas. Do not edit.\n"
AMQP = {"bindingVersion": "0.3.0"}
DESCRIPTION = """\
The facts that Minqing publishes and the methods that it answers, on a broker that speaks AMQP 0-9-1.
`docs/rpc.md` says the same for people, and what a schema cannot say: tokens, retries, order, sealed words.
"""
REPLY_KEY = "$message.header#/reply_to"


def text(examples: dict[str, Json]) -> str:
    return HEAD + yaml.dump(
        document(examples),
        Dumper=_Plain,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=None,
        width=118,
    )


def document(examples: dict[str, Json]) -> Json:
    methods, entries = all_methods(), all_entries()
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Minqing",
            "version": "0.1.0",
            "description": DESCRIPTION,
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/json",
        "servers": {
            "broker": {
                "host": "broker.example:5672",
                "protocol": "amqp",
                "protocolVersion": "0-9-1",
                "security": [{"$ref": "#/components/securitySchemes/broker_user"}],
            }
        },
        "channels": {
            **{_facts_channel(service): _facts(service) for service in OWNERS},
            **{key: _requests(method) for key, method in methods.items()},
            "answers": _answers(list(methods)),
        },
        "operations": {
            **{f"publish facts of {service}": _publishing(service) for service in OWNERS},
            **{f"answer {key}": _answering(key, entries[key]) for key in methods},
        },
        "components": {
            "messages": all_messages(methods, entries, examples),
            "schemas": {
                "Fact": any_fact(),
                "SealedWords": SEALED_WORDS,
                "Failure": failure_schema(GENERAL),
            },
            "correlationIds": {"call": {"location": "$message.header#/correlation_id"}},
            "securitySchemes": {
                "broker_user": {"type": "userPassword", "description": "a user of the broker"}
            },
        },
    }


def _facts_channel(service: str) -> str:
    return f"{service}.events"


def _facts(service: str) -> Json:
    """One channel for an exchange: the routing key is the fact's name."""
    names = list(facts_of(service))
    return {
        "address": "{fact}",
        "title": f"Facts of {service}",
        "parameters": {"fact": {"enum": names, "description": "the fact's name"}},
        "messages": {name: _ref("messages", f"{service}.{name}") for name in names},
        "bindings": _on_exchange(_facts_channel(service)),
    }


def _requests(method: Method) -> Json:
    return {
        "address": method.key,
        "messages": {"request": _ref("messages", f"{method.key}.request")},
        "bindings": _on_exchange(EXCHANGE),
    }


def _answers(keys: list[str]) -> Json:
    """The caller's own queue, under a key that it chose."""
    return {
        "address": None,
        "title": "The caller's queue of answers",
        "messages": {
            **{key: _ref("messages", f"{key}.answer") for key in keys},
            "failure": _ref("messages", "failure"),
        },
        "bindings": _on_exchange(EXCHANGE),
    }


def _on_exchange(name: str) -> Json:
    exchange = {"name": name, "type": "topic", "durable": True, "autoDelete": False}
    return {"amqp": {"is": "routingKey", "exchange": exchange, **AMQP}}


def _publishing(service: str) -> Json:
    channel = _pointer("channels", _facts_channel(service))
    messages = [{"$ref": f"{channel}/messages/{name}"} for name in facts_of(service)]
    return {
        "action": "send",
        "channel": {"$ref": channel},
        "summary": f"Everything that happens in {service}, in order, each at least once.",
        "messages": messages,
        "bindings": {"amqp": {"deliveryMode": 2, **AMQP}},
    }


def _answering(key: str, entry: Entry) -> Json:
    channel, answers = _pointer("channels", key), _pointer("channels", "answers")
    names = (key, "failure")
    return {
        "action": "receive",
        "channel": {"$ref": channel},
        "summary": entry.purpose,
        "messages": [{"$ref": f"{channel}/messages/request"}],
        "bindings": {"amqp": {"ack": True, **AMQP}},
        "reply": {
            "address": {"location": REPLY_KEY, "description": "the AMQP property reply_to"},
            "channel": {"$ref": answers},
            "messages": [{"$ref": f"{answers}/messages/{_escaped(name)}"} for name in names],
        },
    }


def _ref(kind: str, name: str) -> Json:
    return {"$ref": f"#/components/{kind}/{_escaped(name)}"}


def _pointer(kind: str, name: str) -> str:
    return f"#/{kind}/{_escaped(name)}"


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


class _Plain(yaml.SafeDumper):
    """Writes everything out: an alias is hard to read, and generators of code stumble over it."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 (whatever it is)
        return True
