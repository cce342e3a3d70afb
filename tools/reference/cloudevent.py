"""The envelope of a fact on the wire: CloudEvents 1.0 in JSON, with our extension attributes."""

from tools.reference.shapes import ID, INSTANT, TEXT, Shape, record

OPTIONAL = ("commandid", "causationid", "digest")
ATTRIBUTES: dict[str, tuple[Shape, str]] = {
    "specversion": ({"type": "string", "const": "1.0"}, ""),
    "id": (ID, "of the fact; the same at every delivery"),
    "source": (ID, "the owning service"),
    "type": (ID, "the fact's name, and the routing key"),
    "subject": (ID, "the stream: the issue, visit, party, unit or person that it happened to"),
    "time": (INSTANT, "when it was appended"),
    "datacontenttype": ({"type": "string", "const": "application/json"}, ""),
    "data": ({"type": "object"}, "the fact itself"),
    "position": (
        {"type": "integer", "minimum": 1},
        "its place in the log of `source`: 1, 2, 3 … without gaps, in the order of commits",
    ),
    "streamversion": ({"type": "integer", "minimum": 1}, "its place in the stream"),
    "schemanumber": ({"type": "integer", "minimum": 1}, "of the shape of `data`"),
    "actor": (
        ID,
        "the person's id, or `service:` and the name of an account; `concealed` with concealed data",
    ),
    "origin": (TEXT, "`live`, or `demo` for invented data"),
    "commandid": (ID, "of the command that caused it"),
    "causationid": (ID, "of the fact that caused it"),
    "digest": (TEXT, "of this record and all before it in the log"),
}


def any_fact() -> Shape:
    """The envelope. Unknown attributes may come: ignore them."""
    fields = {
        name: {**shape, **({"description": words} if words else {})}
        for name, (shape, words) in ATTRIBUTES.items()
    }
    return {**record(optional=OPTIONAL, **fields), "additionalProperties": True}


def fact(name: str, source: str, data: Shape) -> Shape:
    """What one kind of fact adds to the envelope."""
    return {
        "type": "object",
        "properties": {
            "type": {"type": "string", "const": name},
            "source": {"type": "string", "const": source},
            "data": data,
        },
    }
