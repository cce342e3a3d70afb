"""The JSON Schema of edition.json (draft 2020-12), for whoever reads the open data with a program."""

from typing import Any

from services.reports.site.columns import DICTIONARY

Schema = dict[str, Any]
DIGEST: Schema = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
DAY: Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
HEX: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
COUNT: Schema = {"type": "integer", "minimum": 0}
HEAD = {"position": COUNT, "digest": {"type": "string"}}


def edition_schema() -> Schema:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "edition.json",
        **_object({"format": {"const": "minqing-edition/1"}, "header": _header(), "digest": DIGEST,
                   "signature": _signature(), "rows": {"type": "array", "items": _leaf()}}),
    }  # fmt: skip


def _object(properties: Schema, optional: tuple[str, ...] = ()) -> Schema:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required}


def _header() -> Schema:
    return _object(
        {
            "format": {"const": "minqing-edition/1"},
            "rules": {"type": "string"},
            "number": {"type": "integer", "minimum": 1},
            "month": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"},
            "published_on": DAY,
            "origin": {"enum": ["live", "demo"]},
            "cut": _object({"previous": COUNT, "position": COUNT}),
            "texts_position": COUNT,
            "heads": _object({name: _object(HEAD) for name in ("issues", "campaign")}),
            "studied_on": {"anyOf": [DAY, {"type": "null"}]},
            "counts": _object(dict.fromkeys(DICTIONARY, COUNT)),
            "totals": {"type": "object"},
            "previous": {"anyOf": [DIGEST, {"type": "null"}]},
            "root": DIGEST,
        }
    )


def _signature() -> Schema:
    return _object(
        {
            "alg": {"const": "Ed25519"},
            "key_id": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
            "value": {"type": "string"},
        }
    )


def _leaf() -> Schema:
    """A row with its salt, or a withdrawn one with its hash alone."""
    lists = {"enum": list(DICTIONARY)}
    salt = {"type": "string", "pattern": "^[0-9a-f]{32}$"}
    whole = {"leaf": COUNT, "list": lists, "hash": HEX, "salt": salt, "row": {"type": "object"}}
    gone = {
        "leaf": COUNT,
        "list": lists,
        "number": {"type": "string"},
        "hash": HEX,
        "withdrawn": _object({"on": DAY, "reason": {"type": "string"}, "signature": _signature()}),
    }
    per_list = [
        {
            "if": {"properties": {"list": {"const": name}}, "required": ["row"]},
            "then": {"properties": {"row": _row(name)}},
        }
        for name in DICTIONARY
    ]
    return {"anyOf": [_object(whole), _object(gone)], "allOf": per_list}


def _row(name: str) -> Schema:
    """Its columns, described; readers take newer ones as they come."""
    properties = {
        each.key: {"title": each.head, "description": each.meaning} for each in DICTIONARY[name]
    }
    return {"type": "object", "properties": properties, "required": ["number"]}
