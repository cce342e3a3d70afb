"""Told of the commands before a unit works on it, and of the ends without work."""

from tools.reference.told.issues.table import command

ENTRIES = {
    "report": command(
        "report",
        "A problem that people raised becomes an issue with a number.",
        "`id` of the answer is the issue's. `external_system` with `external_id` is unique: a retry under another "
        "command id is `external_ref_used`. Only an importing account may name `reporter_id`. A tip-off, or a report "
        "that names an accused unit or person, is confidential from the first word. Of the public (scope "
        "`public`) twenty reports an hour are taken from an `address`, and three hundred in all.",
        refuses=("too_fast",),
    ),
    "report_solved_on_spot": command(
        "report_solved_on_spot",
        "A problem that was solved at once: all its steps in one entry.",
        "One in five of each unit and month is called back, the first among them; the others may be closed at once.",
    ),
    "supplement": command(
        "supplement",
        "More of the person's words, added to what was said first.",
        "By staff with `id`, by a resident with `number` and `code`. With `adds_reporter` it is another person who "
        "says the same: only then a contact may come with it, and this person has a tracking code too. A resident's "
        "words about an issue that is reported done count as an objection.",
    ),
    "correct": command(
        "correct",
        "What was taken down wrongly is put right: kind, category, field, place, day, danger.",
        "At least one of them. The words of the person stay as they were said; add to them with `supplement`. A kind "
        "that becomes `tipoff` makes the issue confidential.",
    ),
    "mark_accused": command(
        "mark_accused",
        "Somebody says whom it is against: the issue is confidential from here on, and closed to the accused.",
        "`accused_units`, `accused_people`, at least one of both. Whoever is no confidential handler, the caller "
        "included, does not see the issue any more.",
    ),
    "triage": command("triage", "The office says what it is and how long it may take."),
    "file": command(
        "file",
        "Praise, or a suggestion that asks for no work, is kept with thanks; the issue ends.",
    ),
    "answer_directly": command(
        "answer_directly",
        "The office answers a question or a suggestion by itself.",
        "`answer` is what the person is told. The office's own unit has then handled it: somebody else closes.",
    ),
    "refer": command(
        "refer",
        "It belongs before another organ by law, and goes there; the issue ends here.",
        "`channel` says which. For a confidential issue this is the usual way.",
    ),
    "propose_reject": command(
        "propose_reject",
        "One person proposes not to accept it, and says why.",
        "The state stays until a second person follows with `reject`; any other act may come instead.",
    ),
    "reject": command(
        "reject",
        "A second person decides that it is not accepted; the issue ends, and the person may object once.",
    ),
    "object_to_rejection": command(
        "object_to_rejection",
        "The person does not agree that it is not accepted.",
        "By staff with `id`, by a resident with `number` and `code`.",
    ),
    "decide_objection": command(
        "decide_objection",
        "The supervisor decides the objection, with a reason.",
        "`granted`: the issue begins anew, in `reported`. Otherwise it stays rejected.",
    ),
    "merge": command(
        "merge",
        "The same thing was reported twice: this issue ends, and goes on in another one.",
        "`into` is the one that goes on, before it is reported done, seen at `into_version` (a `Conflict` tells the "
        "version there is now). All reporters go along, and each code then opens that one. Open tasks are planned "
        "anew there (`open_tasks: move`, which wants a unit there already) or cancelled (`cancel`, with `reason`).",
    ),
    "unmerge": command(
        "unmerge",
        "They are two after all: the issue is again in the state that it was in.",
        "The reporters that it brought go back with it.",
    ),
    "withdraw": command(
        "withdraw",
        "A person takes the issue back; it ends when the last of those who reported it does.",
        "By a resident with `number` and `code`; by the office with `id` and `how_heard`, how it knows of the wish, "
        "and with `reporter_id` where several people reported it.",
    ),
}
