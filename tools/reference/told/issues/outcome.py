"""Told of the commands that say what came of it."""

from tools.reference.told.issues.table import command

ENTRIES = {
    "record_callback": command(
        "record_callback",
        "The person was asked whether it is solved, or could not be reached.",
        "`reached: false` is a try; else `basis`, and with `reached` the two answers `solved` and `satisfaction`.",
    ),
    "order_rework": command("order_rework", "Not solved: the unit does it again, twice at most."),
    "close": command(
        "close",
        "The reviewer ends it with an outcome, never better than what the person said.",
        "`unsolved` wants an `explanation`.",
    ),
    "recheck": command(
        "recheck",
        "回头看: weeks later somebody looks whether it is still solved.",
        "`still_solved: false` opens it again, in `triaged`.",
    ),
    "reopen": command(
        "reopen",
        "The person wishes it opened again, with a reason: it is `triaged`, and all counts start anew.",
        "By staff with `id`, by a resident with `number` and `code`.",
    ),
    "rate": command(
        "rate",
        "The person says by tracking code how satisfied they are, and whether it is solved.",
        "Once for each round of work. Dissatisfied with what is reported done, the person objects. Staff never rate.",
    ),
}
