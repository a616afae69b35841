"""The verdict on a person's facts under one document, with all that a person must know."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from actions.corpus import Corpus
from actions.eligibility.evaluate import (
    Facts,
    deciding_leaves,
    leaves,
    truth,
    turns_on,
    undecided_facts,
)
from actions.eligibility.loader import load_facts, load_rulebook
from actions.eligibility.model import Absent, Condition, Fact, FactValue, Pathway, Rulebook
from actions.eligibility.question import next_fact, one_answer_away

Verdict = Literal["eligible", "undetermined", "ineligible"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
State = Literal["met", "unmet", "unknown"]

_STATES: Mapping[bool | None, State] = {True: "met", False: "unmet", None: "unknown"}
_OUTCOMES: Mapping[bool | None, Verdict] = {
    True: "eligible",
    False: "ineligible",
    None: "undetermined",
}


@dataclass(frozen=True)
class ConditionState:
    """A condition and whether the person meets it."""

    condition: Condition
    state: State


@dataclass(frozen=True)
class Alternative:
    """Another pathway of the same document, with the same facts.

    Attributes:
        earliest: the first day on which it opens where time alone is missing.
    """

    pathway: Pathway
    verdict: Verdict
    earliest: date | None = None


@dataclass(frozen=True)
class Judgement:
    """The verdict on one pathway.

    Attributes:
        folder: the document that was applied.
        conditions: those the person must hear of, in the document's order.
        missing: facts that are not known and still matter.
        next_fact: the fact to ask for next, or None where no answer changes the outcome.
        earliest: the first day on which every waiting period is over, where nothing else is unmet.
        earliest_is_sure: whether all else that is needed is known to be met by then.
        alternatives: other pathways that the same facts open or nearly open, the best first.
    """

    folder: str
    pathway: Pathway
    verdict: Verdict
    conditions: tuple[ConditionState, ...]
    missing: tuple[str, ...]
    next_fact: str | None
    earliest: date | None
    earliest_is_sure: bool = True
    alternatives: tuple[Alternative, ...] = ()


class Eligibility:
    """Judges facts under the documents of a corpus."""

    def __init__(self, corpus: Corpus, corpus_dir: Path) -> None:
        """Load facts and rules.

        Raises:
            RulesError: a rule file that cannot be used.
        """
        self.facts: Mapping[str, Fact] = load_facts(corpus_dir)
        self._corpus = corpus
        self._books = {
            folder: load_rulebook(corpus_dir / folder, self.facts) for folder in corpus.documents
        }
        pathways = (p for book in self._books.values() for p in book.pathways.values())
        self.presumed = frozenset(name for pathway in pathways for name in pathway.presumes)
        self._opened: dict[str, dict[str, tuple[str, Pathway]]] = {}
        for folder, document in corpus.documents.items():
            opened = self._opened.setdefault(document.region, {})
            opened |= {n: (folder, rules) for n, rules in self._books[folder].pathways.items()}

    def pathways(self, region: str) -> Mapping[str, tuple[str, Pathway]]:
        """The pathways that a region's documents open: id -> folder and pathway."""
        return self._opened.get(region, {})

    def absent(self, region: str, pathway: str) -> tuple[str, Absent] | None:
        """What a region's document says of a pathway that it does not open, if anything."""
        for book in self._books_of(region):
            if pathway in book.absent:
                return book.folder, book.absent[pathway]
        return None

    def judge(
        self,
        region: str,
        pathway: str,
        facts: Facts,
        day: date,
        unknown: Collection[str] = (),
    ) -> Judgement | None:
        """Judge ``facts`` under a pathway of a region.

        Args:
            region: code of the jurisdiction.
            pathway: id of the pathway.
            facts: what is known; durations in days up to ``day``.
            day: the day of the verdict.
            unknown: facts the person said they do not know.

        Returns:
            None where no document of the region opens the pathway.
        """
        opened = self.pathways(region)
        if pathway not in opened:
            return None
        folder, rules = opened[pathway]
        outcome = truth(rules.requires, facts, day)
        sure = _earliest(rules, facts, day, (True,)) if outcome is False else None
        hoped = _earliest(rules, facts, day, (True, None)) if outcome is False else None
        others = (
            self._alternative(other, facts, day)
            for _folder, other in opened.values()
            if other.id != pathway
        )
        return Judgement(
            folder=folder,
            pathway=rules,
            verdict=_verdict(rules, outcome),
            conditions=_states(rules, facts, day),
            missing=tuple(dict.fromkeys(undecided_facts(rules.requires, facts, day))),
            next_fact=next_fact(
                rules.requires, facts, unknown, self.facts, day, capped=bool(rules.elsewhere)
            ),
            earliest=sure or hoped,
            earliest_is_sure=sure is not None or hoped is None,
            alternatives=tuple(sorted(filter(None, others), key=_rank)),
        )

    def verdicts(self, region: str, facts: Facts, day: date) -> dict[str, Verdict]:
        """The bare verdict on every pathway of a region, for many people at a time."""
        return {
            name: _verdict(rules, truth(rules.requires, facts, day))
            for name, (_folder, rules) in self.pathways(region).items()
        }

    def _alternative(self, rules: Pathway, facts: Facts, day: date) -> Alternative | None:
        """The pathway where the facts open it, or an answer or mere time would."""
        outcome = truth(rules.requires, facts, day)
        earliest = _earliest(rules, facts, day, (True,)) if outcome is False else None
        begun = any(state.state == "met" for state in _states(rules, facts, day))
        if not begun or (outcome is False and not earliest):
            return None
        if outcome is None and not one_answer_away(rules.requires, facts, self.facts, day):
            return None
        return Alternative(rules, _verdict(rules, outcome), earliest)

    def _books_of(self, region: str) -> list[Rulebook]:
        return [self._books[d.folder] for d in self._corpus.by_region(region)]


def _verdict(rules: Pathway, outcome: bool | None) -> Verdict:
    return "undetermined" if outcome and rules.elsewhere else _OUTCOMES[outcome]


def _rank(alternative: Alternative) -> int:
    return VERDICTS.index(alternative.verdict)


def _states(rules: Pathway, facts: Facts, day: date) -> tuple[ConditionState, ...]:
    return tuple(
        ConditionState(condition, _STATES[met])
        for condition, met in deciding_leaves(rules.requires, facts, day)
    )


def _earliest(
    rules: Pathway, facts: Facts, day: date, outcomes: tuple[bool | None, ...]
) -> date | None:
    """The first day on which mere waiting leads to one of the outcomes."""
    days = [turns_on(condition, facts, day) for condition in leaves(rules.requires)]
    for later in sorted(d for d in days if d and d > day):
        aged: dict[str, FactValue] = {
            name: int(value) + (later - day).days if _is_duration(value) else value
            for name, value in facts.items()
        }
        if truth(rules.requires, aged, later) in outcomes:
            return later
    return None


def _is_duration(value: FactValue) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
