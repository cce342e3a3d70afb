"""Told of the commands that give more time."""

from tools.reference.told.issues.table import command

ENTRIES = {
    "request_extension": command(
        "request_extension",
        "The lead unit asks for more time, before the due day is over.",
        "`days` are working days on top: at most as many as the limit had, and ten. Once.",
    ),
    "grant_extension": command(
        "grant_extension",
        "The office gives the time that was asked for: the due day moves.",
    ),
    "refuse_extension": command(
        "refuse_extension", "The office gives no more time, and says why; the due day stays."
    ),
    "request_hold": command(
        "request_hold",
        "挂账: the lead unit cannot create a condition in time, and asks to wait for it openly.",
        "All of these: the missing condition, the plan, the position of the leader who answers for it, and "
        "`review_by`, a day after today and within a month.",
    ),
    "hold": command(
        "hold",
        "The office lets it wait; the clock stops, and the working days that are left are kept.",
        "The issue stays on the lists. `review_by` may be another day than the unit asked for.",
    ),
    "refuse_hold": command("refuse_hold", "The office does not let it wait, and says why."),
    "review_hold": command(
        "review_hold",
        "The office has looked at it again: it waits on, until the next review within a month.",
    ),
    "resume": command(
        "resume",
        "The condition is there: the unit goes on with the working days that were left, at least three.",
    ),
}
