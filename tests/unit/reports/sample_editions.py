"""Two small editions with all that the site shows: lines of each list, sensitive ones, errata, a withdrawn row."""

from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from services.reports.editions.content import Content
from services.reports.editions.document import Edition, Publication
from services.reports.editions.document import make as make_edition
from services.reports.editions.withdrawal import withdraw

KEY = Ed25519PrivateKey.from_private_bytes(b"\7" * 32)
PUBLIC = KEY.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
CATEGORIES = {"roads": "道路", "medical_care": "医疗卫生", "power_and_lighting": "供电路灯"}
LAMP = "柳湾社区村口路段路灯损坏，夜间通行不便。"
ANSWER = {
    "edition_number": 1,
    "row_number": "WT-202606-0001",
    "text": "核对过，数量写成 8 盏，应为 9 盏，下期更正。",
    "answered_on": "2026-07-20",
}


def problem(n: int, month: str = "2026-06", **more: Any) -> dict[str, Any]:
    return {
        "number": f"WT-{month.replace('-', '')}-{n:04d}",
        "category": "power_and_lighting",
        "field": "livelihood_pain_point",
        "public_text": LAMP,
        "source": "visit",
        "place": "柳湾社区" if n % 3 else "石桥社区",
        "month": month,
        "occurred_on": f"{month}-02",
        "lead_unit": "区供电所",
        "responsible_position": "leadership_member",
        "needs_conditions": bool(n % 2),
        "due": f"{month}-20",
        "state": "closed",
        "outcome": "solved",
        "on_spot": False,
        "sensitive": False,
        **more,
    }


def task(n: int, month: str = "2026-06", **more: Any) -> dict[str, Any]:
    ym = month.replace("-", "")
    return {
        "number": f"RW-{ym}-{n:04d}-1",
        "issue_number": f"WT-{ym}-{n:04d}",
        "category": "power_and_lighting",
        "field": "livelihood_pain_point",
        "public_measure": "更换路灯八盏。",
        "place": "柳湾社区",
        "lead_unit": "区供电所",
        "unit": "区供电所",
        "support_units": ["柳湾社区"],
        "responsible_position": "leadership_member",
        "due": f"{month}-20",
        "progress": "in_progress",
        "sensitive": False,
        **more,
    }


def effect(n: int, month: str = "2026-06", **more: Any) -> dict[str, Any]:
    ym = month.replace("-", "")
    return {
        "number": f"XG-{ym}-{n:04d}-1",
        "issue_number": f"WT-{ym}-{n:04d}",
        "task_number": f"RW-{ym}-{n:04d}-1",
        "category": "power_and_lighting",
        "field": "livelihood_pain_point",
        "public_result": "八盏路灯换好了。",
        "place": "柳湾社区",
        "lead_unit": "区供电所",
        "completed_on": f"{month}-18",
        "quantity": "8",
        "quantity_unit": "盏",
        "satisfaction": "satisfied",
        "recheck": None,
        "outcome": "solved",
        "on_spot": False,
        "sensitive": False,
        **more,
    }


ERRATUM = {
    "edition": 1,
    "list": "problem",
    "number": "WT-202606-0001",
    "what": "reopened",
    "column": "outcome",
    "before": "solved",
    "after": None,
}
SENSITIVE = {
    "category": "medical_care",
    "public_text": None,
    "place": "柳湾社区",
    "sensitive": True,
}


def june() -> dict[str, Any]:
    rows = {
        "problem": [problem(1), problem(2, **SENSITIVE), problem(3, outcome="unsolved"),
                    problem(4, state="held", outcome=None, public_text="<b>路</b>坏了")],
        "task": [task(4)],
        "effect": [effect(1), effect(3, satisfaction=None, outcome="unsolved", quantity=None)],
        "erratum": [],
    }  # fmt: skip
    return make(1, "2026-06", rows)


def july(**more: Any) -> dict[str, Any]:
    rows = {"problem": [problem(1, "2026-07")], "task": [], "effect": [], "erratum": [ERRATUM]}
    return make(2, "2026-07", {**rows, **more}, june())


def make(
    number: int,
    month: str,
    rows: dict[str, list[dict[str, Any]]],
    before: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """edition.json, signed."""
    publication = Publication(
        published_on=f"{month}-28",
        studied_on=f"{month}-27",
        origin="live",
        previous_cut=0,
        position=10,
        texts_position=12,
        heads={name: {"position": 10, "digest": "00"} for name in ("issues", "campaign")},
        previous=before["digest"] if before else None,
    )
    return make_edition(Content(number=number, month=month, rows=rows), publication, KEY).document


def withdrawn(document: dict[str, Any], list_: str, number: str) -> dict[str, Any]:
    """The row's words go, its hash stays."""
    reason = "asked_by_person"
    return withdraw(Edition(document), list_, number, "2026-08-03", reason, KEY).document
