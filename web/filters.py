"""What templates may say: `{{ issue.due | day }}`, `{{ unit | unit }}`, `{{ time_chip(issue.limit) }}`."""

import uuid
from typing import Any

from flask import Flask

from web import dates, limits, names, words
from web.settings import today, zone


def _day(value: Any) -> str:
    return dates.short_day(dates.as_day(value, zone()), today()) if value else "未填"


def _text_day(value: Any) -> str:
    return dates.text_day(dates.as_day(value, zone()), today()) if value else "未填"


def _near(value: Any) -> str:
    return dates.near_day(dates.as_day(value, zone()), today()) if value else "未填"


def _moment(value: Any) -> str:
    return dates.moment(value, today(), zone()) if value else "未填"


def _local_day(value: Any) -> str:
    """`2026-11-24`: for `type=date` fields and for comparing two clocks."""
    return dates.as_day(value, zone()).isoformat() if value else ""


def _time_chip(limit: dict[str, Any] | None) -> limits.TimeChip | None:
    return limits.time_chip(limit, today(), zone())


def _limit_why(limit: dict[str, Any]) -> str:
    return limits.why(limit, today(), zone())


def new_visit() -> str:
    """The address of a fresh form names its command: whoever goes back to it and sends it again records one visit."""
    return f"/visits/new?form={uuid.uuid4()}"


def _appointment_chip(day: str) -> limits.TimeChip:
    return limits.appointment_chip(day, today(), zone())


FILTERS = {
    "day": _day,
    "text_day": _text_day,
    "near": _near,
    "now_day": dates.now_day,
    "moment": _moment,
    "local_day": _local_day,
    "month": dates.month_name,
    "number": dates.number,
    "unit": names.unit_name,
    "person": names.person_name,
    "category": names.category_name,
    "category_path": names.category_path,
}


def install(app: Flask) -> None:
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(
        words=words,
        word=words.word,
        time_chip=_time_chip,
        limit_why=_limit_why,
        appointment_chip=_appointment_chip,
        quantity=dates.quantity,
        share=dates.share,
        today=today,
        new_visit=new_visit,
    )
