"""Who sees which issues, in words."""

from services.issues.visibility import OVERSEEING, WORKING
from tools.reference.entry import Who

IN_SIGHT = Who(
    words="issues in sight: those of the role's subtree, those the caller's units handle, and those one reported"
)
ONE_IN_SIGHT = Who(
    roles=(*OVERSEEING, *WORKING),
    scopes=(),
    words="where its place or, for the last three, a unit that handles it lies in the role's subtree; and who "
    "reported it. Confidential ones: `confidential_handler` only",
)
