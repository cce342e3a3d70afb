"""What is said of the methods of `reports`."""

from services.issues.vocabulary import KINDS, OUTCOMES, POSITIONS, SATISFACTION, SOURCES
from services.kernel.quantity_units import QUANTITY_UNITS
from services.reports.courses.work_days import GROUPS
from services.reports.dashboard.numbers import SUMMED
from services.reports.lines import OVER
from services.reports.list_kinds import UNITS
from services.reports.visibility import READING
from services.reports.vocabulary import CHANGES, FIELDS, LISTS, PROBLEM_STATES
from tools.reference.entry import Entry, Who
from tools.reference.shapes import (
    COUNT,
    CURSOR,
    DAY,
    FLAG,
    ID,
    INSTANT,
    MONTH,
    NUMBER,
    POSITION,
    TEXT,
    Shape,
    items,
    mapping,
    one_of,
    or_null,
    page,
    record,
)
from tools.reference.told import editions
from tools.reference.told.issues import MARK

AS_OF = record(position=POSITION, recorded_at=INSTANT)
NAMES = {f"{unit}_name": or_null(TEXT) for unit in UNITS}
LINE = {
    "issue_id": ID,
    "number": ID,
    "month": MONTH,
    "category": ID,
    "field": or_null(one_of(FIELDS)),
    "place": ID,
    "lead_unit": or_null(ID),
    "on_spot": FLAG,
    "unit": ID,
}
ASSIGNED = {
    "support_units": items(ID),
    "support_unit_names": items(TEXT),
    "responsible_position": or_null(one_of(POSITIONS)),
    "due": or_null(DAY),
}
DELIVERED = {"quantity": or_null(NUMBER), "quantity_unit": or_null(one_of(QUANTITY_UNITS))}
PROGRESS = ("planned", "in_progress", *OVER)
RECHECK = or_null(one_of(("still_solved", "rebounded")))
COUNTS = dict.fromkeys(SUMMED, COUNT)
ITEMS: dict[str, dict[str, Shape]] = {
    "problem": {
        **LINE,
        **ASSIGNED,
        "kind": one_of(KINDS),
        "source": one_of(SOURCES),
        "occurred_on": or_null(DAY),
        "reported_at": INSTANT,
        "needs_conditions": or_null(FLAG),
        "state": one_of(PROBLEM_STATES),
        "outcome": or_null(one_of(OUTCOMES)),
        "held_review_by": or_null(DAY),
        "recheck": RECHECK,
        "merged_into": or_null(ID),
        "marks": items(MARK),
        "public_text": or_null(TEXT),
    },
    "task": {
        **LINE,
        **ASSIGNED,
        **DELIVERED,
        "task_id": ID,
        "issue_number": ID,
        "state": one_of(("open", *OVER)),
        "progress": one_of(PROGRESS),
        "progress_quantity": or_null(NUMBER),
        "completed_on": or_null(DAY),
        "public_measure": or_null(TEXT),
    },
    "effect": {
        **LINE,
        **DELIVERED,
        "task_id": ID,
        "issue_number": ID,
        "task_number": ID,
        "completed_on": DAY,
        "solved": or_null(one_of(OUTCOMES)),
        "satisfaction": or_null(one_of(SATISFACTION)),
        "closed": FLAG,
        "outcome": or_null(one_of(OUTCOMES)),
        "recheck": RECHECK,
        "public_result": or_null(TEXT),
    },
}


def staff_item(name: str) -> Shape:
    return record(**ITEMS[name], **NAMES)


def _list(purpose: str, name: str) -> Entry:
    return Entry(
        purpose=purpose,
        answer=record(
            items=items(staff_item(name)),
            next=CURSOR,
            total=or_null(COUNT),
            first=or_null(COUNT),
            as_of=AS_OF,
        ),
        who=Who(
            roles=READING, scopes=(), words="lines of the role's subtree; no confidential ones"
        ),
        notes="In order of numbers. `as_of`: the list as it stood at a position of the log of `issues`, at the end "
        "of a day, or at an instant; the answer's `as_of` says which position that was. Ask for the following pages "
        "with that position, and all pages are of one moment. `first` is the row number of the first item. "
        "`from_number`: begin at this number or month, or at the next there is. `count` false: `total` and `first` "
        "are null, and a long list is read the quicker.",
    )


ENTRIES = {
    **editions.ENTRIES,
    "problem_list": _list("问题清单: the problems that people raised.", "problem"),
    "task_list": _list("服务清单: the measures, with unit and day.", "task"),
    "effect_list": _list("效果清单: what was achieved, and what people say of it.", "effect"),
    "changes_since": Entry(
        purpose="What became of the lines of a list between two moments: each that is another one, before and after.",
        answer=page(
            record(
                issue_id=ID,
                number=ID,
                what=items(one_of(CHANGES)),
                columns=items(ID),
                before=or_null({"anyOf": [staff_item(name) for name in LISTS]}),
                after=or_null({"anyOf": [staff_item(name) for name in LISTS]}),
            ),
            counts=record(**dict.fromkeys(CHANGES, COUNT)),
            since=AS_OF,
            as_of=AS_OF,
        ),
        who=Who(roles=READING, scopes=(), words="as for the list"),
        notes="`what`: added; left (it is no longer on the list under these filters); moved, as work goes on; "
        "corrected (category, field, place, day, kind or a public text, where there was one before); other. "
        "A line that moved and was corrected counts as both.",
    ),
    "dashboard": Entry(
        purpose="驾驶舱: what came in and what came of it, as how many of how many, by month, category and unit.",
        answer=record(
            as_of=AS_OF,
            month=or_null(MONTH),
            unit=or_null(ID),
            totals=record(**COUNTS),
            states=mapping(COUNT),
            months=items(record(month=MONTH, received=COUNT, closed=COUNT)),
            categories=items(record(category=ID, count=COUNT)),
            work_days=items(record(group=one_of(GROUPS), count=COUNT)),
            units=items(record(unit=or_null(ID), unit_name=or_null(TEXT), **COUNTS)),
        ),
        who=Who(roles=READING, scopes=(), words="as for the problem list"),
        notes="`unit`: the issues that it leads, or that are there while nobody leads. `month`: what was recorded "
        "and closed in it; `in_hand`, `overdue` and `held` are as of the moment. Units stand in the order of "
        "area codes; without a unit is the row of those that the caller does not look into. No rates are made here: "
        "show none of fewer than five. `on_time` is of `timed`, `satisfied` of `rated`, `overdue` of `in_hand`.",
    ),
    "dashboard_items": Entry(
        purpose="The issues behind one number of 驾驶舱: as many as the number says.",
        answer=page(
            record(
                **ITEMS["problem"],
                **NAMES,
                closed_on=or_null(DAY),
                work_days=or_null(COUNT),
                on_time=or_null(FLAG),
                satisfaction=or_null(one_of(SATISFACTION)),
            ),
            first=or_null(COUNT),
            as_of=AS_OF,
        ),
        who=Who(roles=READING, scopes=(), words="as for the problem list"),
        notes="`row`: a unit of the answer of `dashboard`; `others`: its row without a unit. `group` is one of its "
        "`work_days` and goes with the measure `worked`: closed, and reported done by a unit before.",
    ),
    "months": Entry(
        purpose="The months that have lines, newest first, with how many on each list.",
        answer=record(items=items(MONTH), counts=mapping(record(**dict.fromkeys(LISTS, COUNT)))),
        who=Who(
            roles=READING,
            scopes=(),
            words="months of the lines in sight",
        ),
    ),
    "confidential_counts": Entry(
        purpose="How many confidential issues were recorded in a month, in the whole deployment.",
        answer=record(counts=mapping(or_null(COUNT))),
        who=Who(roles=READING, scopes=()),
        notes="Null for fewer than five. They are on no list and in no other count; of their facts followers get "
        "sealed envelopes only.",
    ),
}
