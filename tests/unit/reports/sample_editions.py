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
LAMP = "柳湾社区村口路段路灯损坏，夜间通行不便。"
ANSWER = {
    "edition_number": 1,
    "row_number": "WT-202606-0001",
    "text": "核对过，数量写成 8 盏，应为 9 盏，下期更正。",
    "answered_on": "2026-07-20",
}


def shared(number: str, month: str) -> dict[str, Any]:
    return {
        "number": number,
        "month": month,
        "category": "power_and_lighting",
        "category_name": "供电路灯",
        "field": "livelihood_pain_point",
        "sensitive": False,
        "place": "99101",
        "place_name": "柳湾社区",
        "on_spot": False,
        "lead_unit": "9919",
        "lead_unit_name": "区供电所",
    }


def problem(n: int, month: str = "2026-06", **more: Any) -> dict[str, Any]:
    return {
        **shared(f"WT-{month.replace('-', '')}-{n:04d}", month),
        "place_name": "柳湾社区" if n % 3 else "石桥社区",
        "is_new": True,
        "public_text": LAMP,
        "source": "visit",
        "occurred_on": f"{month}-02",
        "support_units": [],
        "responsible_position": "leadership_member",
        "needs_conditions": bool(n % 2),
        "urgent": False,
        "due": f"{month}-20",
        "state": "closed",
        "outcome": "solved",
        **more,
    }


def task(n: int, month: str = "2026-06", **more: Any) -> dict[str, Any]:
    of = f"{month.replace('-', '')}-{n:04d}"
    return {
        **shared(f"RW-{of}-1", month),
        "problem_number": f"WT-{of}",
        "public_measure": "更换路灯八盏。",
        "unit": "9919",
        "unit_name": "区供电所",
        "support_units": [{"unit": "99101", "name": "柳湾社区"}],
        "responsible_position": "leadership_member",
        "due": f"{month}-20",
        "quantity": 8,
        "quantity_unit": "盏",
        "progress": "in_progress",
        "progress_quantity": None,
        **more,
    }


def effect(n: int, month: str = "2026-06", **more: Any) -> dict[str, Any]:
    of = f"{month.replace('-', '')}-{n:04d}"
    return {
        **shared(f"XG-{of}-1", month),
        "problem_number": f"WT-{of}",
        "task_number": f"RW-{of}-1",
        "public_result": "八盏路灯换好了。",
        "unit": "9919",
        "unit_name": "区供电所",
        "completed_on": f"{month}-18",
        "quantity": 8,
        "quantity_unit": "盏",
        "satisfaction": "satisfied",
        "recheck": None,
        "outcome": "solved",
        **more,
    }


ERRATUM = {
    "edition": 1,
    "list": "problem",
    "number": "WT-202606-0001",
    "what": "reopened",
    "column": None,
    "before": None,
    "after": None,
}
MOVED = {**ERRATUM, "what": "changed", "column": "place", "before": "柳湾社区", "after": "石桥社区"}
SENSITIVE = {
    "category": "medical_care",
    "category_name": "医疗卫生",
    "public_text": None,
    "sensitive": True,
}


def totals(rows: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    closed = [row["outcome"] for row in rows["problem"] if row["state"] == "closed"]
    found: dict[str, Any] = {
        name: {"listed": len(rows[name]), "in_total_only": 0, "total": len(rows[name])}
        for name in ("problem", "task", "effect")
    }
    outcomes = ("solved", "partly_solved", "unsolved")
    found["problem"]["closed"] = {each: closed.count(each) for each in outcomes}
    found["effect"]["satisfaction"] = {"of": len(rows["effect"]), "satisfied": None}
    return found


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
    rows = {
        "problem": [problem(1, "2026-07")],
        "task": [],
        "effect": [],
        "erratum": [ERRATUM, MOVED],
    }
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
    return make_edition(
        Content(number=number, month=month, rows=rows, totals=totals(rows)), publication, KEY
    ).document


def withdrawn(document: dict[str, Any], list_: str, number: str) -> dict[str, Any]:
    """The row's words go, its hash stays."""
    reason = "asked_by_person"
    return withdraw(Edition(document), list_, number, "2026-08-03", reason, KEY).document
