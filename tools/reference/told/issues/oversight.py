"""Told of the commands of those who look after it from above."""

from tools.reference.told.issues.table import command

ENTRIES = {
    "escalate": command(
        "escalate",
        "By hand: the office raises an issue to a level; the clock does so by itself when a limit ends.",
        "`level`: 1 yellow, 2 red, 3 the leader in charge, 4 the leading group. From 2 on the unit owes an answer.",
    ),
    "supervise": command(
        "supervise",
        "督办单: the supervisor asks the unit for an answer, by a day if one is named.",
    ),
    "answer_supervision": command(
        "answer_supervision",
        "The lead unit answers an order.",
        "Without `order_id` the oldest that is open.",
    ),
    "pledge": command(
        "pledge",
        "领办: a leader, or with `for_unit` a unit through its head, takes it on until it is solved.",
        "One holder at a time, and before the work is done.",
    ),
    "release_pledge": command("release_pledge", "It is not taken on any more."),
}
