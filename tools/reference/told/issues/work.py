"""Told of the commands by which a unit gets it and works on it."""

from tools.reference.told.issues.table import command

ENTRIES = {
    "assign": command(
        "assign",
        "A unit is to solve it by a day; from `reported` it triages as well and must name the category.",
        "Without `due` the day is that of the class. `designated`: the unit cannot return it. It ends a hold, too. "
        "An accused unit gets no part in it.",
    ),
    "designate_reviewer": command(
        "designate_reviewer",
        "The office names who calls back and closes, also somebody from elsewhere.",
        "The person needs the role `reviewer`, and for a confidential issue that of a confidential handler.",
    ),
    "return_back": command(
        "return_back",
        "The lead unit gives it back with a reason: it is not the one.",
        "Within two working days after the assignment, once for each unit, and not what was designated.",
    ),
    "sign_for": command("sign_for", "The lead unit has taken it."),
    "contact_person": command(
        "contact_person", "The unit spoke with the person for the first time."
    ),
    "plan_task": command(
        "plan_task",
        "A measure with a unit and a day: a line of the task list.",
        "Signs for it, too.",
    ),
    "change_task": command(
        "change_task",
        "An open task is planned otherwise, with a reason: its measure, day, unit or quantity.",
        "What is not named stays. The day keeps to the issue's, as at planning.",
    ),
    "cancel_task": command("cancel_task", "An open task is given up, with a reason."),
    "report_progress": command("report_progress", "How far it has come; always optional."),
    "complete_task": command(
        "complete_task",
        "A task has a result: a line of the effect list.",
        "With `report_done` the whole issue is reported done.",
    ),
    "report_done": command(
        "report_done",
        "The lead unit says the issue is done.",
        "Without a task since the last rework it takes `measure` and `result`, plans one and completes it.",
    ),
}
