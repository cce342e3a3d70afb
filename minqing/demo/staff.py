"""Who does what in the demonstration, by the roles that `world.PEOPLE` gives."""

from collections.abc import Iterator

from minqing.demo.world import PEOPLE


def _holding(role: str) -> Iterator[tuple[str, str]]:
    """(unit, login) of everybody who holds the role."""
    for login, _, _, unit, roles in PEOPLE:
        if role in (part.split("@")[0] for part in roles.split(";")):
            yield unit, login


OFFICES = tuple(login for _, login in _holding("office"))
REVIEWERS = tuple(login for _, login in _holding("reviewer"))
SUPERVISORS = tuple(login for _, login in _holding("supervisor"))
UNIT_HEADS = tuple(login for _, login in _holding("unit_head"))
HANDLERS = dict(_holding("handler"))


def visitors_of(community: str) -> list[str]:
    """Those who go to the households of a community."""
    return [login for unit, login in _holding("visitor") if unit == community]
