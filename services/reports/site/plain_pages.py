"""The pages beside the lists: earlier editions, definitions, open data, corrections, answers, how to check."""

import base64
import json
from collections.abc import Iterator, Sequence
from typing import Any

from services.reports.editions.v1 import words as v1
from services.reports.editions.v1.categories import CATEGORIES
from services.reports.site import words
from services.reports.site.columns import DICTIONARY
from services.reports.site.definitions import DEFINITIONS, FILES
from services.reports.site.drawing import Drawing
from services.reports.site.edition import Edition
from services.reports.site.schema import edition_schema

Files = Iterator[tuple[str, bytes]]
VOCABULARIES = (
    ("state 状态", words.STATES),
    ("outcome 办理结论", words.OUTCOMES),
    ("field 领域", words.FIELDS),
    ("source 来源", words.SOURCES),
    ("responsible_position 责任领导", words.POSITIONS),
    ("progress 进度", words.PROGRESS),
    ("satisfaction 满意度", words.SATISFACTION),
    ("recheck 回头看", words.RECHECKS),
    ("what 更正事项", v1.ERRATA),
    ("category 类别", CATEGORIES),
)


def plain_pages(
    drawing: Drawing, editions: Sequence[Edition], answers: Sequence[dict[str, Any]], key: bytes
) -> Files:
    schema = json.dumps(edition_schema(), ensure_ascii=False, indent=2)
    yield "schema.json", f"{schema}\n".encode()
    dictionary = [(words.LISTS[name], columns) for name, columns in DICTIONARY.items()]
    data = {"dictionary": dictionary, "files": FILES, "vocabularies": VOCABULARIES}
    yield "data.html", drawing.page("data.html", "data.html", **data)
    yield (
        "definitions.html",
        drawing.page("definitions.html", "definitions.html", definitions=DEFINITIONS),
    )
    yield "answers.html", drawing.page("answers.html", "answers.html", answers=answers)
    withdrawn = [(each, row) for each in reversed(editions) for row in _withdrawn(each)]
    said = {"editions": editions, "withdrawn": withdrawn}
    yield "corrections.html", drawing.page("corrections.html", "corrections.html", **said)
    key_id = editions[-1].key_id if editions else ""
    check = {"editions": editions, "key": base64.b64encode(key).decode(), "key_id": key_id}
    yield "check.html", drawing.page("check.html", "check.html", **check)
    yield "editions.html", drawing.page("editions.html", "editions.html", editions=editions)


def _withdrawn(edition: Edition) -> list[dict[str, Any]]:
    return [row for name in DICTIONARY for row in edition.rows(name) if row["withdrawn"]]
