"""docs/rpc.md: the reference for people."""

import dataclasses
import json
import sys
import typing
from collections.abc import Sequence
from itertools import chain, repeat
from pathlib import Path
from typing import Any

from eventlog.fact import Fact
from minqing.broker_users import CLIENT, definitions
from minqing.registry import SERVICES
from services.campaign.vocabulary import ROLES
from tools.reference.cloudevent import ATTRIBUTES, OPTIONAL
from tools.reference.entry import SCOPES, Entry
from tools.reference.fact_schema import OWNERS, facts_of, mark_of, purpose_of
from tools.reference.failures import GENERAL, SHAPE_CODES
from tools.reference.methods import Method, all_methods
from tools.reference.request_schema import json_schema
from tools.reference.shape_words import rows_of, said
from tools.reference.tasks import TASKS
from tools.reference.told import all_entries
from tools.reference.told.refusals import REFUSALS

Json = dict[str, Any]
PROSE = Path(__file__).parent / "prose"


def text(examples: dict[str, Json]) -> str:
    methods, entries = all_methods(), all_entries()
    parts = [_prose("beginning"), *_tasks(), _prose("calling"), *_failures(), *_refusals(entries)]
    parts += [_prose("following"), *_rights()]
    for service, entry in SERVICES.items():
        parts += [f"\n## {service}\n", _first_line(entry.endpoint)]
        for method in methods.values():
            if method.service == service:
                parts += _method(method, entries[method.key], examples[method.key])
    return "\n".join([*parts, *_facts()]).rstrip() + "\n"


def _prose(name: str) -> str:
    return (PROSE / f"{name}.md").read_text("utf-8").rstrip("\n") + "\n"


def _first_line(endpoint: type[Any]) -> str:
    """Of the module's docstring, without the name that stands above it."""
    words = (sys.modules[endpoint.__module__].__doc__ or "").split("\n\n")[0]
    told = " ".join(words.split()).partition(": ")[2]
    return told[:1].upper() + told[1:]


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    lines = [head, tuple("---" for _ in head), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines]


def _failures() -> list[str]:
    general = [(f"`{g.kind}`", f"`{g.code}`", f"`{g.params}`", g.words) for g in GENERAL]
    own = ("`Refused`", "a rule's own", "as said there", "the rule says no: see below")
    other = (
        "anything else",
        "",
        "",
        "a mistake of the service or of the call; nameko's own name it",
    )
    codes = [(f"`{code}`", words) for code, words in SHAPE_CODES.items()]
    return [
        *_table(("kind", "code", "params", ""), [*general, own, other]),
        "\nFields of an `Invalid` are named with dots and numbers (`problems.0.verbatim`; `request` for the whole),"
        " each with a list of codes:\n",
        *_table(("code", ""), codes),
    ]


def _refusals(entries: dict[str, Entry]) -> list[str]:
    given = {code for entry in entries.values() for code in (*entry.refuses, *entry.forbids)}
    rows = [(f"`{code}`", words) for code, words in REFUSALS.items() if code in given]
    return [
        "\n### What rules refuse\n",
        "Each method names its own. A refused command has changed nothing; names in `code` are of the params.\n",
        *_table(("code", "what it means, and what to do"), rows),
    ]


def _rights() -> list[str]:
    """Of the user for other programs, as they are shipped."""
    made = definitions(list(SERVICES), "", "")
    rights = next(each for each in made["permissions"] if each["user"] == CLIENT)
    topic = next(each for each in made["topic_permissions"] if each["user"] == CLIENT)
    rows = [(f"`{name}`", f"`{rights[name]}`") for name in ("configure", "write", "read")]
    rows += [
        (f"topic `{topic['exchange']}`, {name}", f"`{topic[name]}`") for name in ("write", "read")
    ]
    return [
        *_table(("", "pattern"), rows),
        "\n`configure` on `nameko-rpc` is there for nameko's client, which declares the exchange; a program like "
        "pika_client.py does without. The topic rights keep a client from binding its queue to other people's calls, "
        "which hold words in clear: `*` and `#` are refused.",
    ]


def _tasks() -> list[str]:
    """The index: what one wants to do, with the method for it."""
    rows = [
        (f"**{task}**" if first else "", want, f"[{key}](#{key.replace('.', '')})")
        for task, wants in TASKS.items()
        for first, (key, want) in zip(chain((True,), repeat(False)), wants.items(), strict=False)
    ]
    return ["## What do you want to do?\n", *_table(("", "to", "call"), rows), ""]


def _method(method: Method, entry: Entry, example: Json) -> list[str]:
    request = json_schema(method.schema())
    kind = "Command" if method.is_command else "Query" if method.needs_token else "Call"
    return [
        f"\n### {method.key}\n",
        entry.purpose + "\n",
        f"- {kind}; {_who(entry)}",
        *([f"- {entry.notes}"] if entry.notes else []),
        *(["- Sent again it changes nothing, and counts anew."] if entry.counts_anew else []),
        *_own_codes(entry),
        "\nRequest:" + (" nothing.\n" if not request["properties"] else "\n"),
        *(_table(("field", "type", ""), rows_of(request)) if request["properties"] else []),
        "\nAnswer (`?`: not always there):\n" if "?:" in said(entry.answer) else "\nAnswer:\n",
        "```",
        said(entry.answer),
        "```",
        "\nExample:\n",
        "```json",
        _compact(example["request"]),
        _compact(example["answer"]),
        "```",
    ]


def _who(entry: Entry) -> str:
    who = entry.who
    if who is None:
        return "without a token"
    if not who.roles and not who.scopes:
        return who.words
    where = f": {who.words}" if who.words else ""
    if who.roles == ROLES and who.scopes == SCOPES:
        return f"anybody with a token{where}"
    roles = "any role" if who.roles == ROLES else _listed("role", who.roles)
    scopes = "any service account" if who.scopes == SCOPES else _listed("scope", who.scopes)
    return " or ".join(part for part in (roles, scopes) if part) + where


def _listed(kind: str, words: tuple[str, ...]) -> str:
    return f"{kind} {', '.join(f'`{word}`' for word in words)}" if words else ""


def _own_codes(entry: Entry) -> list[str]:
    told = [(f"`{code}`", "Refused") for code in entry.refuses]
    told += [(f"`{code}`", "Forbidden") for code in entry.forbids]
    if not told:
        return []
    of_kind = [
        f"`{kind}` {', '.join(code for code, of in told if of == kind)}"
        for kind in dict.fromkeys(kind for _, kind in told)
    ]
    return [
        f"- Beyond the general failures ([what to do](#what-rules-refuse)): {'; '.join(of_kind)}"
    ]


def _compact(value: Any) -> str:
    """Short values on one line, long ones with a field a line."""
    line = json.dumps(value, ensure_ascii=False)
    if len(line) <= 110 or not isinstance(value, dict):
        return line
    fields = [f"  {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in value.items()]
    return "{\n" + ",\n".join(fields) + "\n}"


def _facts() -> list[str]:
    attributes = [
        (f"`{name}`", "" if name in OPTIONAL else "yes", said(shape), words)
        for name, (shape, words) in ATTRIBUTES.items()
    ]
    lines = [
        "\n## Facts\n",
        "The envelope:\n",
        *_table(("attribute", "always", "type", ""), attributes),
        "\nThe marks of the fields of `data`: an *identifier* says nothing about a person by itself; a *code* is of "
        "a closed vocabulary; *public text* was approved by two persons or names a unit; *sealed* is an envelope or "
        "null, under the key of the subject named.",
    ]
    for service in OWNERS:
        for name, kind in facts_of(service).items():
            purpose = [purpose_of(kind) + "\n"] if purpose_of(kind) else []
            lines += [f"\n### {service}: {name}\n", *purpose, *_fields(kind)]
    return lines


def _fields(kind: type[Fact]) -> list[str]:
    hints = typing.get_type_hints(kind)
    rows = []
    for field in dataclasses.fields(kind):
        subject = field.metadata.get("subject")
        mark = mark_of(field).replace("_", " ") + (f" with `{subject}`" if subject else "")
        rows.append((f"`{field.name}`", _hint(hints[field.name]), mark))
    return _table(("field", "type", "mark"), rows)


def _hint(hint: Any) -> str:
    words = str(hint) if typing.get_args(hint) else hint.__name__
    for ours, theirs in (
        ("datetime.date", "day"),
        ("date", "day"),
        ("tuple[str, ...]", "list of text"),
        ("str", "text"),
        ("bool", "flag"),
        ("int", "whole number"),
        ("float", "number"),
        ("None", "null"),
        (" | ", " or "),
    ):
        words = words.replace(ours, theirs)
    return words
