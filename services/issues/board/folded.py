"""An issue as JSON text and back, for the board: what `evolve` needs for the next fact, without any words."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from cattrs.gen import make_dict_unstructure_fn
from cattrs.preconf.json import JsonConverter, make_converter

from services.issues.issue import (
    Absorbed,
    AnsweredOrder,
    HoldRequest,
    Issue,
    Order,
    Pledge,
    Proposal,
    Task,
)


def to_text(issue: Issue) -> str:
    """The same issue always gives the same text: a rebuild is compared with what is there."""
    wordless = tuple(replace(proposal, text=None) for proposal in issue.proposals)
    plain = _CONVERTER.unstructure(replace(issue, proposals=wordless))
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Issue:
    """The issue, without the words of proposed texts."""
    return _CONVERTER.structure(json.loads(text), Issue)


def _converter() -> JsonConverter:
    converter = make_converter()
    for kind in (Task, Proposal, HoldRequest, Absorbed, Order, AnsweredOrder, Pledge, Issue):
        converter.register_unstructure_hook(kind, _short(kind, converter))
    return converter


def _short(kind: type[Any], converter: JsonConverter) -> Callable[[Any], dict[str, Any]]:
    """Without what has its default; sets in order."""
    plain = make_dict_unstructure_fn(kind, converter, _cattrs_omit_if_default=True)

    def unstructure(value: Any) -> dict[str, Any]:
        return {
            name: sorted(each) if isinstance(getattr(value, name), frozenset) else each
            for name, each in plain(value).items()
        }

    return unstructure


_CONVERTER = _converter()
