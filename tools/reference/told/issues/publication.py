"""Told of the commands about public texts."""

from tools.reference.told.issues.table import command

ENTRIES = {
    "propose_public_text": command(
        "propose_public_text",
        "A text for the public list, which waits for a second person.",
        "`public_measure` and `public_result` belong to a task.",
    ),
    "approve_public_text": command(
        "approve_public_text", "A second person lets the proposed text become public."
    ),
}
