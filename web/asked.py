"""One form on one issue: what the page of an action shows, and what was typed into it."""

import uuid
from dataclasses import replace
from typing import Any

from werkzeug.datastructures import MultiDict

from eventlog.errors import Failure, Invalid
from web import form_choices, refusals, session
from web.action_forms import ACTIONS, FORMS, ActionForm, worded
from web.errors import field_words
from web.form_fields import Field, request_of, typed_in
from web.settings import today

Typed = MultiDict[str, str]
DAYS_OF_TODAY = ("occurred_on", "completed_on", "called_on")


class Asked:
    """`command` is what will be done; `form` what is asked: triage may be sent from the longer form of assign."""

    def __init__(self, issue: dict[str, Any], command: str, asked_as: str | None = None):
        self.issue = issue
        self.command = command
        self.form: ActionForm = worded(_form_name(command, asked_as), issue["state"])
        self.fields = [
            form_choices.filled_in(each, self.form.command, issue) for each in self.form.fields
        ]
        self.version = str(issue["version"])
        self.command_id = str(uuid.uuid4())
        self.typed: dict[str, Any] = {}
        self.errors: dict[str, str] = {}
        self.note = ""
        self.findings: list[refusals.Finding] = []

    @property
    def address(self) -> str:
        return f"/issues/{self.issue['id']}/{self.form.command}"

    @property
    def summary(self) -> list[tuple[Field, str]]:
        """What was answered, in words: for the page that asks once more."""
        return [
            (each, form_choices.word_of(each, self.typed.get(each.name, "")))
            for each in self.fields
        ]

    def propose(self, defaults: dict[str, Any], chosen: dict[str, str]) -> None:
        """Fill in what the service proposes, today's date, and what the link that led here has chosen."""
        days = {name: today().isoformat() for name in DAYS_OF_TODAY}
        self.typed = {each.name: each.as_typed({**days, **defaults}) for each in self.fields}
        self.typed |= {name: value for name, value in chosen.items() if name in self.typed}
        self._narrow()
        for each in self.fields:
            if each.required and len(each.choices) == 1 and not self.typed[each.name]:
                self.typed[each.name] = each.choices[0].value

    def keep(self, posted: Typed) -> None:
        """Take over what was sent, so that it stands in the form again."""
        self.typed = typed_in(self.fields, posted)
        self._narrow()
        self.version = posted.get("expected_version", "")
        self.command_id = posted.get("command_id") or self.command_id

    def request(self, posted: Typed) -> dict[str, Any]:
        """The command as the service expects it; a version that is no number is left to it to refuse."""
        if self.form.command == self.command:
            own = self.fields
        else:
            names = {each.name for each in ACTIONS[self.command].fields}
            own = [each for each in self.fields if each.name in names]
        version = int(self.version) if self.version.isdecimal() else self.version
        head = {"command_id": self.command_id, "id": self.issue["id"], "expected_version": version}
        return {**request_of(own, posted), **head}

    def missing(self) -> None:
        """Say at each field that has to be answered and was not, before a summary of it is shown."""
        empty = {
            each.name: ["required"]
            for each in self.fields
            if each.required and not self.typed[each.name]
        }
        if empty:
            self.refuse(Invalid(empty))

    def refuse(self, failure: Failure) -> None:
        """Put a refusal where it can be mended: at its field, else above the form."""
        if isinstance(failure, Invalid):
            for path, text in field_words(failure, self._labels()).items():
                self._say(path.split(".", 1)[0], text)
            order = [each.name for each in self.fields]
            self.errors = {name: self.errors[name] for name in order if name in self.errors}
            return
        self._say(refusals.FIELD_OF.get(failure.code, ""), refusals.words_of(failure))
        self.findings = refusals.findings(failure, str(self.typed.get("text", "")))

    def _narrow(self) -> None:
        """A form about one public text shows that text alone, once a link has chosen it."""
        self.fields = [
            replace(
                each, choices=tuple(c for c in each.choices if c.value == self.typed[each.name])
            )
            if each.kind == "part" and any(c.value == self.typed[each.name] for c in each.choices)
            else each
            for each in self.fields
        ]

    def _labels(self) -> dict[str, str]:
        own = {each.name: each.label for each in self.fields}
        return own | {name: own[field] for name, field in refusals.ASKED_AS.items() if field in own}

    def _say(self, name: str, text: str) -> None:
        asked = {each.name: each for each in self.fields}
        name = name if name in asked else refusals.ASKED_AS.get(name, name)
        if name not in asked:
            self.note = self.note or text
            return
        left_empty = text == f"{asked[name].label}还没填"
        no_number = asked[name].kind == "number" and text == f"{asked[name].label}重新填"
        plain = f"{asked[name].label}写数字" if no_number else text
        self.errors.setdefault(name, asked[name].asks if left_empty else plain)


def _form_name(command: str, asked_as: str | None) -> str:
    """The form that was filled in, when it can give this command; else the command's own."""
    form = FORMS.get(asked_as or "")
    fits = form and {each.name for each in ACTIONS[command].fields} <= {e.name for e in form.fields}
    return form.name if form and fits else command


def load(issue_id: str, command: str, asked_as: str | None = None) -> Asked:
    return Asked(session.call("issues", "get", {"id": issue_id}), command, asked_as)
