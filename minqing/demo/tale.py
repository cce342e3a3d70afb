"""Two months in 云溪管理区: 159 households are met, 122 problems come up, and each goes its way.

The data say what people say; a seed and the last day say when. Everything is laid out first, then played in order.
"""

import itertools
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from importlib.resources import files
from random import Random

from minqing.demo.case import Case
from minqing.demo.detours import DETOURS
from minqing.demo.doorstep import Doorstep
from minqing.demo.fates import Step, course
from minqing.demo.parties import Party, parties
from minqing.demo.player import Player
from minqing.demo.problem import CODES, Problem, community_of, read_problems
from minqing.demo.staff import visitors_of
from minqing.demo.working_time import ENOUGH, LAST, Moment, WorkingTime

NEVER_MET = ("not_home",) * 5 + ("refused",) * 2 + (None,) * 2  # nobody has been to the last two
SECOND_TRY = 11  # households that were met the second time
APPOINTED = 9  # of the last days' visits, that end with a day for the next one
WITH_NOTE = 0.8
HOUSEHOLD = "household"
# after which step a public text is proposed; the first one that takes place counts
WORDED_AFTER = {
    "public_text": ("assign", "visit"),
    "public_measure": ("plan",),
    "public_result": ("done_again", "done", "answer", "visit"),
}


@dataclass(frozen=True, order=True)
class Scene:
    """Something that somebody does at a moment of the history."""

    moment: Moment
    number: int
    play: Callable[[], None] = field(compare=False)


class Tale:
    """`scenes()` lays everything out, oldest first."""

    def __init__(self, player: Player, time: WorkingTime, seed: int):
        self.player, self.time, self.seed = player, time, seed
        self.rng = Random(f"{seed} rounds")  # noqa: S311 (a story, no secret)
        self.door = Doorstep(player, Random(f"{seed} doorstep"))  # noqa: S311 (the same)
        self.register = parties()
        self.told: dict[str, str] = {}
        self._numbers = itertools.count()
        self._notes = _shuffled_notes(self.rng)

    def scenes(self) -> list[Scene]:
        problems = read_problems()
        with_problems = self._parties_of(problems)
        found = [
            scene
            for problem, party in zip(problems, with_problems, strict=True)
            for scene in self._case(problem, party)
        ]
        named = {party.name for party in with_problems}
        quiet = [party for party in self.register if party.name not in named]
        return sorted((*found, *self._rounds(quiet)))

    def _parties_of(self, problems: list[Problem]) -> list[Party]:
        """Who raises each problem: the one it names, else some household of the place."""
        by_name = {party.name: party for party in self.register}
        taken = {problem.party for problem in problems}
        free: dict[str, list[Party]] = {}
        for party in self.register:
            if party.kind == HOUSEHOLD and party.name not in taken:
                free.setdefault(party.where, []).append(party)
        for households in free.values():
            self.rng.shuffle(households)
        return [by_name[p.party] if p.party else _pick(free[p.at or ""], p) for p in problems]

    def _case(self, problem: Problem, party: Party) -> Iterator[Scene]:
        """Its visit, its steps and its public texts."""
        rng = Random(f"{self.seed} {problem.said}")  # noqa: S311 (a story, no secret)
        visitor = rng.choice(visitors_of(community_of(CODES[party.where])))
        case = Case(self.player, self.time, problem, party, visitor, rng, self.told)
        first, *steps = course(problem, rng)
        again = None if problem.meet_again is None else self.time.ahead(problem.meet_again)
        yield self._scene(first.moment, lambda: self.door.met(visitor, party, case, again=again))
        for step in steps:
            yield self._scene(step.moment, _act(case, step))
        yield from self._texts(case, [first, *steps], rng)

    def _texts(self, case: Case, steps: list[Step], rng: Random) -> Iterator[Scene]:
        """先审查、后公开. What would come after the last day still waits."""
        when = {step.name: step.moment for step in steps}
        approved = Moment(0, 0)
        for part in case.problem.public:
            after = next(name for name in WORDED_AFTER[part] if name in when)
            proposed = when[after].later(rng)
            approved = max(approved.later(rng), proposed.later(rng, rng.randint(1, 2)))
            if proposed.day <= LAST:
                yield self._scene(proposed, partial(case.propose, part))
            if approved.day <= LAST and not case.problem.waits:
                yield self._scene(approved, partial(case.approve, part))

    def _rounds(self, quiet: list[Party]) -> Iterator[Scene]:
        """Visits to those who raise nothing; some are met the second time, some not at all."""
        households = [party for party in quiet if party.kind == HOUSEHOLD]
        self.rng.shuffle(households)
        never = households[: len(NEVER_MET)]
        twice = households[len(NEVER_MET) :][:SECOND_TRY]
        for party, outcome in zip(never, NEVER_MET, strict=True):
            if outcome:
                yield self._missed(party, self._some(LAST - 9, LAST), outcome, still_open=True)
        for party in twice:
            tried = self._some(0, LAST - 6)
            yield self._missed(party, tried, "not_home", still_open=False)
            yield self._met(party, tried.later(self.rng, self.rng.randint(1, 5)))
        others = [party for party in quiet if party not in (*never, *twice)]
        self.rng.shuffle(others)
        for n, party in enumerate(others):
            appointed = n < APPOINTED
            yield self._met(party, self._some(LAST - 8 if appointed else 0, LAST), appointed)

    def _met(self, party: Party, moment: Moment, appointed: bool = False) -> Scene:
        login = self._visitor(party)
        kind = HOUSEHOLD if party.kind in (HOUSEHOLD, "new_farmer") else "enterprise"
        note = next(self._notes[kind], None) if self.rng.random() < WITH_NOTE else None
        again = self.time.ahead(self.rng.randint(0, 5)) if appointed else None
        return self._scene(moment, lambda: self.door.met(login, party, note=note, again=again))

    def _missed(self, party: Party, moment: Moment, outcome: str, still_open: bool) -> Scene:
        login = self._visitor(party)
        ahead = self.time.ahead(self.rng.randint(0, 4))
        again = ahead if still_open else self.time.due(moment, 3)
        agreed = again if outcome == "not_home" else None
        return self._scene(moment, lambda: self.door.missed(login, party, outcome, agreed))

    def _visitor(self, party: Party) -> str:
        return self.rng.choice(visitors_of(community_of(CODES[party.where])))

    def _some(self, first: int, last: int) -> Moment:
        return Moment(self.rng.randint(first, last), self.rng.randrange(5, ENOUGH))

    def _scene(self, moment: Moment, play: Callable[[], None]) -> Scene:
        return Scene(moment, next(self._numbers), play)


def _act(case: Case, step: Step) -> Callable[[], None]:
    detour = DETOURS.get(step.name)
    return partial(case.do, step) if detour is None else partial(detour, case, step.moment)


def _pick(households: list[Party], problem: Problem) -> Party:
    """The next one; whom the reviewers never reach by phone left a number, whom they go to see left none."""
    wanted = {"no_answer": True, "seen": False}.get(problem.fate)
    suits = (party for party in households if wanted in (None, bool(party.phone)))
    chosen = next(suits)
    households.remove(chosen)
    return chosen


def _shuffled_notes(rng: Random) -> dict[str, Iterator[str]]:
    told = tomllib.loads((files("minqing.demo") / "notes.toml").read_text(encoding="utf-8"))
    return {kind: iter(rng.sample(notes, len(notes))) for kind, notes in told.items()}
