"""The one id that two services derive: `issues` makes the issue, `visits` has the visit that it comes from."""

import uuid


def issue_id_of_problem(visit_id: str, n: int) -> str:
    """The issue that the n-th problem of a visit becomes, however often the fact is delivered."""
    return str(uuid.uuid5(uuid.UUID(visit_id), str(n)))
