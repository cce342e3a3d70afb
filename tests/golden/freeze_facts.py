"""Writes the frozen shape of every fact that has none yet; never touches one that is there.

    python -m tests.golden.freeze_facts

A released shape is never edited: logs hold it for ever. A field that is added, with a default, gets a file of its
own: `issues.IssueReported.1.contact_email.json`. A changed fact gets `schema = 2`, a second file, and an upcaster
at read.
"""

import dataclasses
import json
import typing
from pathlib import Path
from typing import Any

import services.campaign.facts
import services.issues.facts
import services.reports.facts
import services.visits.facts
from eventlog.fact import Fact, fact_types

FOLDER = Path(__file__).parent / "facts"
SERVICES = {
    "campaign": services.campaign.facts,
    "visits": services.visits.facts,
    "issues": services.issues.facts,
    "reports": services.reports.facts,
}


def all_facts() -> dict[str, type[Fact]]:
    """By file name: `issues.IssueReported.1.json`."""
    return {
        f"{service}.{name}.{kind.schema}.json": kind
        for service, module in SERVICES.items()
        for name, kind in fact_types(module).items()
    }


def shape(kind: type[Fact]) -> dict[str, Any]:
    """Each field's type, mark and, where sealed, subject."""
    hints = typing.get_type_hints(kind)
    return {
        field.name: {"type": _name(hints[field.name]), **dict(sorted(field.metadata.items()))}
        for field in dataclasses.fields(kind)
    }


def frozen(name: str) -> dict[str, Any]:
    """The first shape of a fact with the fields that were added since; empty when it has none."""
    found: dict[str, Any] = {}
    for path in files_of(name):
        found |= json.loads(path.read_text())
    return found


def files_of(name: str) -> list[Path]:
    """`issues.IssueReported.1.json` and one file a field that was added later."""
    first = FOLDER / name
    return ([first] if first.exists() else []) + sorted(FOLDER.glob(f"{first.stem}.*.json"))


def _name(hint: Any) -> str:
    return hint.__name__ if isinstance(hint, type) and not typing.get_args(hint) else str(hint)


def _write(name: str, content: dict[str, Any]) -> None:
    (FOLDER / name).write_text(json.dumps(content, indent=1, sort_keys=True) + "\n")
    print("froze", name)


if __name__ == "__main__":
    for name, kind in all_facts().items():
        known, now = frozen(name), shape(kind)
        if not known:
            _write(name, now)
        for field in now.keys() - known.keys() if known else ():
            _write(f"{Path(name).stem}.{field}.json", {field: now[field]})
