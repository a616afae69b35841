"""The one fact that settles most of several pathways, found fast enough for every turn."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from actions.eligibility.changes import fewest_changes
from actions.eligibility.evaluate import (
    Facts,
    Outcome,
    truth,
    undecided_facts,
)
from actions.eligibility.model import Fact, FactValue, Pathway, Tree
from actions.eligibility.question import all_answers
from actions.eligibility.search import Search

_MOST_KEPT = 20_000
Known = frozenset[tuple[str, FactValue]]


@dataclass(frozen=True)
class NextFact:
    """A fact to ask for, and the pathway whose clause is quoted for it."""

    fact: str
    pathway: str


@dataclass
class _Way:
    """A pathway with what was found out about it; nothing of it depends on one person.

    Attributes:
        answers: for each fact one answer for each way in which it can decide a condition.
        outcomes, undecided: what was found for facts that are known.
        searches: by the facts that cannot be answered.
    """

    tree: Tree
    answers: Mapping[str, Sequence[FactValue]]
    outcomes: dict[Known, Outcome] = field(default_factory=dict)
    undecided: dict[Known, tuple[str, ...]] = field(default_factory=dict)
    searches: dict[frozenset[str], Search] = field(default_factory=dict)


class Inquiry:
    """Looks for the next question over the pathways of one place on one day."""

    def __init__(
        self, pathways: Mapping[str, Pathway], book: Mapping[str, Fact], day: date
    ) -> None:
        """Prepare what does not depend on anybody's facts.

        Args:
            pathways: those of the place, by id.
            book: all facts.
            day: the day of the verdicts.
        """
        self._book, self._day = book, day
        self._ways = {
            name: _Way(one.requires, all_answers(one.requires, book, day))
            for name, one in pathways.items()
        }

    def next_fact(
        self,
        facts: Facts,
        unknown: Collection[str],
        pursued: Iterable[str],
        first: Sequence[str] = (),
    ) -> NextFact | None:
        """The fact that settles most of the pathways pursued for its cost.

        What it settles is the share of its answers that decide a pathway, summed up over them.

        Args:
            facts: what is known; durations in days.
            unknown: facts that the person does not know.
            pursued: ids of the pathways to be decided.
            first: facts that are asked for before any other, in this order.

        Returns:
            None where no answer changes the verdict on any of them.
        """
        pursued = [name for name in pursued if not self.outcome(name, facts).decided]
        asked: dict[str, list[str]] = {}
        for name in pursued:
            for fact in self._undecided(name, facts):
                if fact not in unknown:
                    asked.setdefault(fact, []).append(name)
        worth = {fact: self._worth(fact, ways, facts) for fact, ways in asked.items()}
        order = {fact: number for number, fact in enumerate(first)}
        for fact in sorted(asked, key=lambda one: (order.get(one, len(order)), -worth[one])):
            for name in asked[fact]:
                if self._can_change(name, fact, facts, unknown):
                    return NextFact(fact, name)
        return None

    def left_to_ask(self, facts: Facts, unknown: Collection[str], pursued: Iterable[str]) -> int:
        """How many facts would still be asked for if each came out as a pathway needs it."""
        needed: set[str] = set()
        for name in pursued:
            outcome = self.outcome(name, facts)
            if not outcome.decided:
                changes = fewest_changes(
                    self._ways[name].tree, facts, self._book, self._day, outcome.best
                )
                needed |= {one.fact for one in changes or () if not one.known}
        return len(needed - set(unknown))

    def outcome(self, name: str, facts: Facts) -> Outcome:
        """What a pathway comes to."""
        way = self._ways[name]
        known = _known(way, facts)
        if known not in way.outcomes:
            _keep_small(way.outcomes)
            way.outcomes[known] = truth(way.tree, facts, self._day)
        return way.outcomes[known]

    def _undecided(self, name: str, facts: Facts) -> tuple[str, ...]:
        way = self._ways[name]
        known = _known(way, facts)
        if known not in way.undecided:
            _keep_small(way.undecided)
            found = undecided_facts(way.tree, facts, self._day)
            way.undecided[known] = tuple(dict.fromkeys(found))
        return way.undecided[known]

    def _worth(self, fact: str, names: Sequence[str], facts: Facts) -> float:
        settled = 0.0
        for name in names:
            answers = self._ways[name].answers[fact]
            decided = (self.outcome(name, {**facts, fact: one}).decided for one in answers)
            settled += sum(decided) / len(answers)
        # What settles nothing by itself is asked for by how many pathways wait for it.
        return (settled + len(names) / (10 * len(self._ways))) / self._book[fact].cost

    def _can_change(self, name: str, fact: str, facts: Facts, unknown: Collection[str]) -> bool:
        """Whether some answer to the fact, with answers to others, changes a verdict."""
        way = self._ways[name]
        closed = frozenset(one for one in unknown if one in way.answers)
        search = way.searches.get(closed)
        if search is None or search.size > _MOST_KEPT:
            free = {one: way.answers[one] for one in way.answers if one not in closed}
            search = way.searches[closed] = Search(free, self._day, way.tree)
        rest = search.rest_of(way.tree, facts)
        first, *others = dict.fromkeys(
            search.told(rest, fact, answer) for answer in way.answers[fact]
        )
        return any(search.differ(first, other) for other in others)


def _known(way: _Way, facts: Facts) -> Known:
    return frozenset((name, facts[name]) for name in way.answers if name in facts)


def _keep_small(kept: dict[Known, Outcome] | dict[Known, tuple[str, ...]]) -> None:
    if len(kept) >= _MOST_KEPT:
        kept.clear()
