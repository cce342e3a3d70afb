"""One form on one issue: what the page of an action shows, and what was typed into it."""

import uuid
from dataclasses import replace
from typing import Any

from werkzeug.datastructures import MultiDict

from eventlog.errors import Failure, Invalid
from web import form_choices, form_starts, refusals, session
from web.action_forms import ACTIONS, FORMS, ActionForm, form_of, worded
from web.errors import field_words
from web.form_fields import Field, request_of, typed_in

Typed = MultiDict[str, str]
Allowed = list[dict[str, Any]]
NOTHING_CHANGED = "一处也没改，改了再交"
SEARCH = "q"  # what is looked for in another issue or among people; no answer by itself
LONGEST_VERSION = 17  # digits; a longer text is no number that any service counts to


class Asked:
    """`command` is what will be done; `form` what is asked: triage may be sent from the longer form of assign."""

    def __init__(
        self, issue: dict[str, Any], command: str, allowed: Allowed, asked_as: str | None = None
    ):
        self.issue = issue
        self.command = command
        self.allowed = allowed
        self.form = self._form(asked_as)
        offered = self.offer(self.form.command)
        self.proposed: dict[str, Any] = offered["fields"] if offered else {}
        self.fields = [
            form_choices.filled_in(each, self.form.command, issue, self.proposed)
            for each in self.form.fields
            if form_choices.is_asked(each, self.form.command, self.proposed)
        ]
        self.version = str(issue["version"])
        self.command_id = str(uuid.uuid4())
        self.typed: dict[str, Any] = {}
        self.search = ""
        self.other_version = ""  # of the issue that goes on, as it was shown
        self.errors: dict[str, str] = {}
        self.note = ""
        self.findings: list[refusals.Finding] = []

    @property
    def address(self) -> str:
        return f"/issues/{self.issue['id']}/{self.form.command}"

    @property
    def summary(self) -> list[tuple[Field, str]]:
        """What was answered, in words: for the page that asks once more."""
        return [(each, form_choices.word_of(each, self.typed[each.name])) for each in self.fields]

    @property
    def shown(self) -> list[Field]:
        """Without the fields that nobody has asked for yet."""
        return [
            each
            for each in self.fields
            if not each.on_demand or each.name in self.errors or self.typed[each.name]
        ]

    def offer(self, command: str) -> dict[str, Any] | None:
        """What `issues.allowed` says of a command; None when this person cannot give it now."""
        return next((item for item in self.allowed if item["command"] == command), None)

    def is_possible(self, command: str) -> bool:
        offered = self.offer(command)
        return bool(offered and offered["enabled"])

    def fill_in(self, chosen: dict[str, str]) -> None:
        """What the service proposes, and what the link that led here has chosen."""
        start = form_starts.start_values(
            self.form.command, self.issue, self.proposed, chosen.get("task_id")
        )
        self.typed = {each.name: each.as_typed(start) for each in self.fields}
        self.typed |= {
            name: value
            for name, value in chosen.items()
            if name in self.typed and not isinstance(self.typed[name], list)
        }
        self.search = chosen.get(SEARCH, "")
        self._narrow()
        for each in self.fields:
            if each.required and len(each.choices) == 1 and not self.typed[each.name]:
                self.typed[each.name] = each.choices[0].value

    def keep(self, posted: Typed) -> None:
        """Take over what was sent, so that it stands in the form again."""
        self.typed = typed_in(self.fields, posted)
        self.search = posted.get(SEARCH, "")
        self._narrow()
        self.version = posted.get("expected_version", "")
        self.other_version = posted.get("into_version", "")
        self.command_id = posted.get("command_id") or self.command_id

    def take_over(self, before: "Asked") -> None:
        """What was typed before somebody was faster; versions and the command's id are new."""
        self.typed, self.search = before.typed, before.search
        self._narrow()

    def request(self, posted: Typed) -> dict[str, Any]:
        """The command as the service expects it; a version that is no number is left to it to refuse."""
        version = version_of(self.version)
        head = {"command_id": self.command_id, "id": self.issue["id"], "expected_version": version}
        if self.other_version:
            head["into_version"] = version_of(self.other_version)
        return {**self._told(posted), **head}

    def _told(self, posted: Typed) -> dict[str, Any]:
        told = request_of(self._own_fields(), posted)
        if not self.form.changes_only:
            return told
        known = form_starts.known(
            self.form.command, self.issue, self.proposed, str(told.get("task_id", ""))
        )
        return form_starts.changes(told, known)

    def _own_fields(self) -> list[Field]:
        """Those of the command: a shorter one may be given from the form of a longer one."""
        if self.form.command == self.command:
            return self.fields
        names = {each.name for each in ACTIONS[self.command].fields}
        return [each for each in self.fields if each.name in names]

    def find_missing(self, posted: Typed) -> None:
        """Say at each field that has to be answered and was not: all of them at once."""
        empty = [
            each.name
            for each in self._own_fields()
            if each.is_needed(self.typed) and not self.typed[each.name]
        ]
        self.refuse(Invalid({name: ["required"] for name in empty}))
        beside = {"task_id", "reason"}
        if self.form.changes_only and not empty and self._told(posted).keys() <= beside:
            self.note = NOTHING_CHANGED

    def refuse(self, failure: Failure) -> None:
        """Put a refusal where it can be mended: at its field, else above the form."""
        if isinstance(failure, Invalid):
            for path, text in field_words(failure, self._labels()).items():
                self._say(path.split(".", 1)[0], text)
            order = [each.name for each in self.fields]
            self.errors = {name: self.errors[name] for name in order if name in self.errors}
            return
        for name, text in refusals.places_of(failure):
            self._say(name, text)
        self.findings = refusals.findings(failure, str(self.typed.get("text", "")))

    def _form(self, asked_as: str | None) -> ActionForm:
        sent = FORMS.get(asked_as or "")
        if sent is not None and self._fits(sent):
            return worded(sent.name, self.issue["state"])
        offered = self.offer(self.command)
        return form_of(self.command, self.issue["state"], offered["fields"] if offered else {})

    def _fits(self, form: ActionForm) -> bool:
        """Whether a form that was sent can give this command."""
        names = {each.name for each in form.fields}
        own = {each.name for each in ACTIONS[self.command].fields}
        return form.command == self.command or own <= names

    def _labels(self) -> dict[str, str]:
        own = {each.name: each.label for each in self.fields}
        return own | {name: own[field] for name, field in refusals.ASKED_AS.items() if field in own}

    def _narrow(self) -> None:
        """One public text stands alone, once a link chose it; of other issues and of people stands what was found."""
        self.fields = [
            replace(each, choices=each.only(self.typed[each.name]))
            if each.kind == "part"
            else form_choices.searched(each, self.issue, self.search, self.typed[each.name])
            for each in self.fields
        ]

    def _say(self, name: str, text: str) -> None:
        asked = {each.name: each for each in self.fields}
        name = name if name in asked else refusals.ASKED_AS.get(name, name)
        if name in asked:
            self.errors.setdefault(name, asked[name].error_words(text))
        else:
            self.note = self.note or text


def version_of(text: str) -> int | str:
    """As the service expects it; what is no number is left to it to refuse."""
    is_number = text.isdecimal() and len(text) < LONGEST_VERSION
    return int(text) if is_number else text


def load(issue_id: str, command: str, asked_as: str | None = None) -> Asked:
    """Raises NotFound."""
    issue = session.call("issues", "get", {"id": issue_id})
    allowed = session.call("issues", "allowed", {"id": issue_id})["items"]
    return Asked(issue, command, allowed, asked_as)
