"""One example of each method: kept in `examples.json`, taken from the walk where there is none or it no longer fits.

Kept, because ids, keys and times differ from walk to walk, and a reference that always changes is never read.
"""

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from tools.reference.entry import Entry
from tools.reference.methods import Method, all_methods
from tools.reference.request_schema import json_schema
from tools.reference.story import play
from tools.reference.told import all_entries
from tools.reference.walk import Json, Walk, fresh_host

FILE = Path(__file__).with_name("examples.json")
SECRETS = {"token", "session", "link", "password", "secret"}
ENCODED = {"photo", "content"}
HIDDEN = "…"
MOST_ITEMS = 2


def kept() -> dict[str, Json]:
    """`{key: {request, answer}}`."""
    return json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}


def refresh() -> dict[str, Json]:
    """The kept examples, with new ones where they are wanted, in the order of the methods; written back."""
    methods, entries, examples = all_methods(), all_entries(), kept()
    if any(not fits(m, entries[m.key], examples.get(m.key)) for m in methods.values()):
        with fresh_host() as host:
            walk = Walk(host)
            play(walk)
        for key, call in walk.first().items():
            if not fits(methods[key], entries[key], examples.get(key)):
                examples[key] = {"request": shown(call.request), "answer": shown(call.answer)}
    found = {key: examples[key] for key in methods}
    FILE.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return found


def fits(method: Method, entry: Entry, example: Json | None) -> bool:
    """Whether request and answer have the shape that they have today."""
    return example is not None and (
        Draft202012Validator(json_schema(method.schema())).is_valid(example["request"])
        and Draft202012Validator(entry.answer).is_valid(example["answer"])
    )


def shown(value: Any, name: str = "") -> Any:
    """Without secrets, and of long lists the beginning."""
    if isinstance(value, dict):
        return {key: shown(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [shown(item) for item in value[:MOST_ITEMS]]
    if name in ENCODED:
        return f"{value[:24]}{HIDDEN}"
    return HIDDEN if name in SECRETS else value
