"""批量: what was ticked is asked about once, then done, then told issue by issue. Works without script."""

import uuid

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from eventlog.errors import Failure, Invalid
from web import bulk, names, session
from web.bulk import FORMS, BulkForm, Pick
from web.errors import explain, field_words
from web.form_fields import Field, request_of, typed_in

pages = Blueprint("bulk", __name__)
ADDRESS = f"/bulk/<any({', '.join(FORMS)}):command>"
ANSWER_SECONDS = 30.0  # for fifty acts, each in a transaction of its own


@pages.post(ADDRESS)
def act(command: str) -> ResponseReturnValue:
    """First with the ticks of a list, then with what the form asks."""
    form = FORMS[command]
    ticked = bulk.picks(request.form.getlist("pick"))
    fields = bulk.fields_of(form)
    if not ticked:
        return _form(form, fields, ticked, note="先勾选，再按这个"), 422
    if len(ticked) > bulk.MOST:
        return _form(
            form, fields, ticked[: bulk.MOST], note=f"一次最多 {bulk.MOST} 件，分几次"
        ), 422
    if not request.form.get("confirmed"):
        return _form(form, fields, ticked)
    missing = {each.name: ["required"] for each in fields if _is_missing(each)}
    if missing:
        return _form(form, fields, ticked, Invalid(missing)), 422
    return _send(form, fields, ticked)


def _send(form: BulkForm, fields: list[Field], ticked: list[Pick]) -> ResponseReturnValue:
    told = request_of(fields, request.form)
    items = bulk.items_of(form, ticked, told.pop("outcome", ""))
    head = {"command_id": _command_id(), "command": form.command, "items": items}
    try:
        answer = session.call("issues", "bulk", {**told, **head}, timeout=ANSWER_SECONDS)
    except Failure as failure:
        return _form(form, fields, ticked, failure), explain(failure)[0]
    lines = [
        (pick, bulk.result_words(form, each), "code" not in each)
        for pick, each in zip(ticked, answer["items"], strict=True)
    ]
    return render_template(
        "bulk_result.html",
        current="reviews" if form.back.startswith("/reviews") else "issues",
        form=form,
        lines=lines,
        done=sum(is_done for _, _, is_done in lines),
        position=answer["position"],
    )


def _form(
    form: BulkForm,
    fields: list[Field],
    ticked: list[Pick],
    failure: Failure | None = None,
    note: str = "",
) -> str:
    errors = _errors(fields, failure) if isinstance(failure, Invalid) else {}
    if failure and not errors:
        note = explain(failure)[1]
    return render_template(
        "bulk.html",
        current="reviews" if form.back.startswith("/reviews") else "issues",
        form=form,
        fields=fields,
        typed=typed_in(fields, request.form),
        ticked=ticked,
        values=request.form.getlist("pick")[: bulk.MOST],
        errors=errors,
        note=note,
        command_id=_command_id(),
        categories=names.grouped_categories(),
    )


def _errors(fields: list[Field], failure: Invalid) -> dict[str, str]:
    asked = {each.name: each for each in fields}
    said = field_words(failure, {each.name: each.label for each in fields})
    return {name: asked[name].error_words(text) for name, text in said.items() if name in asked}


def _is_missing(field: Field) -> bool:
    return field.required and field.kind != "tick" and not request.form.get(field.name, "").strip()


def _command_id() -> str:
    return request.form.get("command_id") or str(uuid.uuid4())
