"""Whether answers that are still open can lead to different verdicts.

A tree is cut down to what is still to be decided (a rest), a rest is told one answer after the
other, and the same rests are looked at only once, so that the search is exact and yet short.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from actions.eligibility.evaluate import Facts, Outcome, Truth, holds, joined, verdict_of
from actions.eligibility.model import Condition, FactValue, Group, Tree

Answers = Mapping[str, Sequence[FactValue]]
_OF_ONE: tuple[Group, ...] = ("not", "open")


@dataclass(frozen=True)
class Open:
    """A condition that is not decided, by its number in the search."""

    number: int


@dataclass(frozen=True)
class Rest:
    """What a group leaves to be decided: ``known`` is what its decided parts come to."""

    group: Group
    known: Truth
    parts: tuple[Left, ...]


Left = Truth | Open | Rest


class Search:
    """One search over the answers to some facts."""

    def __init__(self, free: Answers, day: date, tree: Tree | None = None) -> None:
        """Begin a search.

        Args:
            free: the facts that can still be answered, with one answer for each way to decide.
            day: the day of the verdict.
            tree: where one search serves many people, the only tree that it looks at.
        """
        self._free, self._day = free, day
        self._conditions: list[Condition] = []
        self._numbers: dict[int, int] = {}
        self._seen: dict[frozenset[Left], bool] = {}
        self._sights: dict[Left, frozenset[Outcome]] = {}
        self._told: dict[tuple[Left, str, FactValue], Left] = {}
        if tree:
            self.rest_of(tree, {})

    @property
    def size(self) -> int:
        """How much is kept of what was looked at."""
        return len(self._seen) + len(self._told) + len(self._sights)

    def rest_of(self, node: Tree | Condition, facts: Facts) -> Left:
        """What a tree leaves to be decided on some facts."""
        if isinstance(node, Condition):
            outcome = holds(node, facts, self._day)
            return outcome.least if outcome.decided else self._open(node)
        return _cut_down(node.group, [self.rest_of(part, facts) for part in node.parts])

    def told(self, rest: Left, name: str, answer: FactValue) -> Left:
        """What is left after one more answer."""
        if isinstance(rest, Truth):
            return rest
        if isinstance(rest, Open):
            condition = self._conditions[rest.number]
            if condition.fact != name:
                return rest
            return holds(condition, {name: answer}, self._day).least
        key = (rest, name, answer)
        if key not in self._told:
            parts = [self.told(part, name, answer) for part in rest.parts]
            known = [rest.known] if rest.group in ("all", "any") else []
            self._told[key] = _cut_down(rest.group, [*known, *parts])
        return self._told[key]

    def differ(self, *rests: Left) -> bool:
        """Whether some answers give the rests different verdicts."""
        several = frozenset(rests)
        if len(several) == 1:
            return False
        if all(isinstance(rest, Truth) for rest in several):
            return True
        if several not in self._seen:
            sights = frozenset().union(*map(self._in_sight, several))
            more_than_one = len({verdict_of(outcome) for outcome in sights}) > 1
            self._seen[several] = more_than_one and self._some_answer_tells(several)
        return self._seen[several]

    def _some_answer_tells(self, rests: frozenset[Left]) -> bool:
        asked = (self._conditions[n].fact for rest in rests for n in _numbers(rest))
        name = next((fact for fact in asked if fact in self._free), None)
        if name is None:
            outcomes = {outcome for rest in rests for outcome in self._in_sight(rest)}
            return len({verdict_of(outcome) for outcome in outcomes}) > 1
        return any(
            self.differ(*(self.told(rest, name, answer) for rest in rests))
            for answer in self._free[name]
        )

    def _in_sight(self, rest: Left) -> frozenset[Outcome]:
        """The outcomes that answers may bring, each condition taken by itself."""
        if isinstance(rest, Truth):
            return frozenset((Outcome(rest, rest),))
        if rest not in self._sights:
            self._sights[rest] = frozenset(self._outcomes(rest))
        return self._sights[rest]

    def _outcomes(self, rest: Open | Rest) -> set[Outcome]:
        if isinstance(rest, Open):
            condition = self._conditions[rest.number]
            now = holds(condition, {}, self._day)
            answers = self._free.get(condition.fact, ())
            told = (holds(condition, {condition.fact: one}, self._day) for one in answers)
            return {now, *told}
        first, *others = [self._in_sight(part) for part in rest.parts]
        if rest.group == "then":
            return {joined("then", (gate, one)) for gate in first for one in others[0]}
        if rest.group in _OF_ONE:
            return {joined(rest.group, (one,)) for one in first}
        known = Outcome(rest.known, rest.known)
        together = {joined(rest.group, (known, one)) for one in first}
        for some in others:
            together = {joined(rest.group, (one, other)) for one in together for other in some}
        return together

    def _open(self, condition: Condition) -> Open:
        number = self._numbers.get(id(condition))
        if number is None:
            number = self._numbers[id(condition)] = len(self._conditions)
            self._conditions.append(condition)
        return Open(number)


def _numbers(rest: Left) -> Iterator[int]:
    """The conditions that are left, in their order."""
    if isinstance(rest, Open):
        yield rest.number
    elif isinstance(rest, Rest):
        for part in rest.parts[:1] if rest.group == "then" else rest.parts:
            yield from _numbers(part)


def _cut_down(group: Group, parts: Sequence[Left]) -> Left:
    """A group of rests without what no longer counts."""
    if group == "then":
        waits = not isinstance(parts[0], Truth)
        return Rest(group, Truth.YES, tuple(parts)) if waits else _cut_down("all", parts)
    known = [Outcome(part, part) for part in parts if isinstance(part, Truth)]
    left = tuple(part for part in parts if not isinstance(part, Truth))
    if group in _OF_ONE:
        return Rest(group, Truth.OPEN, left) if left else joined(group, known).least
    so_far = joined(group, known).least
    settled, neutral = (Truth.NO, Truth.YES) if group == "all" else (Truth.YES, Truth.NO)
    if so_far is settled or not left:
        return so_far
    return left[0] if so_far is neutral and len(left) == 1 else Rest(group, so_far, left)
