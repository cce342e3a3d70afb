"""What a form of one action is: its words, what it asks, and whether it is shown once more before it is done."""

from dataclasses import dataclass

from web.form_fields import Field


@dataclass(frozen=True)
class ActionForm:
    """`title` heads the page, `verb` is on the button, `intro` says the rule, `after` what happens then.

    `confirm`: a summary with its consequence is shown before it is done. `changes_only`: the form starts with what is
    known, and only what was changed is sent. `name` says which form was filled in; a command may have two."""

    command: str
    title: str
    verb: str
    fields: tuple[Field, ...] = ()
    intro: str = ""
    after: str = ""
    confirm: bool = False
    changes_only: bool = False
    variant: str = ""

    @property
    def name(self) -> str:
        return self.variant or self.command
