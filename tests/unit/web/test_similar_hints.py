"""What the form says of issues that may be the same thing while nobody can look for them."""

from datetime import UTC, datetime

import pytest
from flask import g, render_template

from web import similar_hints
from web.session import SignedIn
from web.visit_form import Draft, Problem

TYPED = Problem({"verbatim": "三号泵站坏了", "category": "c"})


@pytest.fixture
def signed_in(on_site: None) -> None:
    me = {"id": "p", "name": "王燕", "position": "cadre", "unit": "u", "roles": []}
    g.signed_in = SignedIn(me, "token", datetime(2027, 1, 1, tzinfo=UTC))


def shown(found: list[dict[str, str]] | None, problem: Problem = TYPED) -> str:
    return render_template("partials/similar.html", n=0, problem=problem, found=found, asked=True)


@pytest.mark.usefixtures("signed_in")
def test_a_search_that_is_away_is_not_one_that_found_nothing():
    draft = Draft("a", new_party={"unit": "u"}, problems=(TYPED,))
    assert similar_hints.hints(draft, 0) is None
    assert "现在查不了" in shown(None)
    assert "没有找到" not in shown(None)
    assert "没有找到" in shown([])


@pytest.mark.usefixtures("signed_in")
def test_nothing_is_looked_for_while_the_words_or_the_category_are_missing():
    assert similar_hints.hints(Draft("a"), 0) == []
    assert "写了原话" in shown([], Problem())
