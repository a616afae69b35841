"""The verdict on a person's facts under one document, with all that a person must know."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

from actions.corpus import Corpus
from actions.eligibility.evaluate import (
    NO,
    Facts,
    Finding,
    Outcome,
    Truth,
    Verdict,
    facts_of,
    findings,
    leaves,
    truth,
    turns_on,
    undecided_facts,
    verdict_of,
)
from actions.eligibility.inquiry import Inquiry
from actions.eligibility.loader import facets_of_rules, load_facts, load_rulebook
from actions.eligibility.model import (
    Absent,
    Fact,
    FactValue,
    Opening,
    Pathway,
    Reason,
    Rulebook,
    Tree,
)
from actions.eligibility.question import next_fact, one_answer_away
from luohu.policy import policy

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
_KEPT = 4096
Known = frozenset[tuple[str, FactValue]]
State = Literal["met", "unmet", "unknown"]


@dataclass(frozen=True)
class ConditionState:
    """A requirement and whether the person meets it.

    Attributes:
        id: of the condition, or of the group that the text leaves open.
        fact: what it depends on, where it is one condition.
        text: the requirement; where the text leaves it open, what it does not say.
        quote: the words that state it, or that leave it open.
        how: what would meet it; None where nothing would, or where nothing has to.
        reason: why it is unknown; None where it is not.
        opening: what is open, where the text leaves it open.
    """

    id: str
    fact: str | None
    text: str
    quote: str
    state: State
    how: str | None
    reason: Reason | None
    opening: Opening | None = None


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
    """Judges facts under the documents of a corpus.

    Attributes:
        facts: all facts, with the lengths at which conditions turn.
        presumed: facts that are taken for granted in some pathway.
        opened: the pathways that some document opens.
        of_relatives: those on which somebody settles as a relative of another, somewhere.
    """

    def __init__(self, corpus: Corpus, corpus_dir: Path, known_good: bool = False) -> None:
        """Load facts and rules.

        Args:
            corpus: the documents.
            corpus_dir: the folder that they were read from.
            known_good: whether the rules were checked by their schema before, as those of a
                publication were when it was made.

        Raises:
            RulesError: a rule file that cannot be used.
        """
        facts, facets = load_facts(corpus_dir), facets_of_rules(corpus_dir)
        self._corpus = corpus
        # Of many places the rules of those are kept that were judged last.
        self._book = lru_cache(maxsize=policy().search.in_memory)(
            lambda folder: load_rulebook(corpus_dir / folder, facts, facets, known_good)
        )
        lines: dict[str, set[int]] = {}
        presumed: set[str] = set()
        opened: set[str] = set()
        of_relatives: set[str] = set()
        for pathway in (
            p for folder in corpus.documents for p in self._book(folder).pathways.values()
        ):
            presumed.update(pathway.presumes)
            opened.add(pathway.id)
            if any(facts[name].kinship for name in facts_of(pathway.requires)):
                of_relatives.add(pathway.id)
            _add_lines(lines, pathway, facts)
        self.facts: Mapping[str, Fact] = {
            name: replace(fact, lines=tuple(sorted(lines.get(name, ()))))
            for name, fact in facts.items()
        }
        self.presumed = frozenset(presumed)
        self.opened = frozenset(opened)
        self.of_relatives = frozenset(of_relatives)
        self._opened = lru_cache(maxsize=policy().search.in_memory)(self._opened_in)
        self._inquiry = lru_cache(maxsize=policy().search.in_memory)(self._new_inquiry)
        # Whoever judges all pathways of a person asks for each as many times as there are others,
        # and most of what a person tells bears on few of them.
        self._alternative = lru_cache(maxsize=_KEPT)(self._new_alternative)

    def pathways(self, region: str) -> Mapping[str, tuple[str, Pathway]]:
        """The pathways that a region's documents open: id -> folder and pathway."""
        return self._opened(region)

    def inquiry(self, region: str, day: date) -> Inquiry:
        """What finds the next question over all pathways of a region, kept for the day."""
        return self._inquiry(region, day)

    def _opened_in(self, region: str) -> dict[str, tuple[str, Pathway]]:
        return {
            name: (book.folder, rules)
            for book in self.books_of(region)
            for name, rules in book.pathways.items()
        }

    def _new_inquiry(self, region: str, day: date) -> Inquiry:
        pathways = {name: rules for name, (_folder, rules) in self.pathways(region).items()}
        return Inquiry(pathways, self.facts, day)

    def absent(self, region: str, pathway: str) -> tuple[str, Absent] | None:
        """What a region's document says of a pathway that it does not open, if anything."""
        for book in self.books_of(region):
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
        rough: Collection[str] = (),
    ) -> Judgement | None:
        """Judge ``facts`` under a pathway of a region.

        Args:
            region: code of the jurisdiction.
            pathway: id of the pathway.
            facts: what is known; durations in days up to ``day``.
            day: the day of the verdict.
            unknown: facts the person said they do not know.
            rough: durations that are not known to the day; no day is counted from them.

        Returns:
            None where no document of the region opens the pathway.
        """
        opened = self.pathways(region)
        if pathway not in opened:
            return None
        folder, rules = opened[pathway]
        outcome = truth(rules.requires, facts, day)
        waits = outcome == NO
        sure = earliest_of(rules, facts, day, sure=True, rough=rough) if waits else None
        hoped = earliest_of(rules, facts, day, sure=False, rough=rough) if waits else None
        others = (
            self._alternative(region, name, _known(facts, other), day)
            for name, (_folder, other) in opened.items()
            if name != pathway
        )
        return Judgement(
            folder=folder,
            pathway=rules,
            verdict=verdict_of(outcome),
            conditions=condition_states(rules, facts, day),
            missing=tuple(dict.fromkeys(undecided_facts(rules.requires, facts, day))),
            next_fact=next_fact(rules.requires, facts, unknown, self.facts, day),
            earliest=sure or hoped,
            earliest_is_sure=sure is not None or hoped is None,
            alternatives=tuple(sorted(filter(None, others), key=_rank)),
        )

    def verdicts(self, region: str, facts: Facts, day: date) -> dict[str, Verdict]:
        """The bare verdict on every pathway of a region, for many people at a time."""
        return {
            name: verdict_of(truth(rules.requires, facts, day))
            for name, (_folder, rules) in self.pathways(region).items()
        }

    def _new_alternative(
        self, region: str, pathway: str, known: Known, day: date
    ) -> Alternative | None:
        """The pathway where the facts open it, or an answer or mere time would."""
        rules, facts = self._opened(region)[pathway][1], dict(known)
        outcome = truth(rules.requires, facts, day)
        earliest = earliest_of(rules, facts, day, sure=True) if outcome == NO else None
        begun = any(state.state == "met" for state in condition_states(rules, facts, day))
        if not begun or (outcome == NO and not earliest):
            return None
        best = best_of(rules)
        near = outcome.decided or one_answer_away(rules.requires, facts, self.facts, day, best)
        return Alternative(rules, verdict_of(outcome), earliest) if near else None

    def books_of(self, region: str) -> list[Rulebook]:
        """The rules of each document of a region, empty where one has none."""
        return [self._book(document.folder) for document in self._corpus.by_region(region)]


def _known(facts: Facts, rules: Pathway) -> Known:
    """What is known of the facts on which a pathway depends."""
    return frozenset((name, facts[name]) for name in facts_of(rules.requires) if name in facts)


def _add_lines(lines: dict[str, set[int]], pathway: Pathway, facts: Mapping[str, Fact]) -> None:
    """Note the lengths at which the conditions of a pathway turn."""
    for condition in leaves(pathway.requires):
        if facts[condition.fact].type == "duration":
            drawn = {int(test.value) for test in condition.tests}  # type: ignore[arg-type]
            lines.setdefault(condition.fact, set()).update(drawn)


def best_of(rules: Pathway) -> Truth:
    """The best that a document by itself can say of a pathway."""
    return Truth.OPEN if rules.elsewhere else Truth.YES


def _rank(alternative: Alternative) -> int:
    return VERDICTS.index(alternative.verdict)


def condition_states(rules: Pathway, facts: Facts, day: date) -> tuple[ConditionState, ...]:
    """The conditions of a pathway that a person must hear of, in the document's order."""
    return tuple(_state(finding) for finding in findings(rules.requires, facts, day))


def _state(finding: Finding) -> ConditionState:
    node, reason = finding.node, finding.reason
    opening = node.opening if reason in ("text_open", "standard_elsewhere") else None
    state = _state_of(finding.outcome)
    if isinstance(node, Tree):
        text, quote = (node.opening.text, node.opening.quote) if node.opening else ("", "")
        return ConditionState(node.id, None, text, quote, state, None, reason, opening)
    text, quote = (opening.text, opening.quote) if opening else (node.text, node.quote)
    how = None if state == "met" or opening else node.meet
    return ConditionState(node.id, node.fact, text, quote, state, how, reason, opening)


def _state_of(outcome: Outcome) -> State:
    if not outcome.decided or outcome.least is Truth.OPEN:
        return "unknown"
    return "met" if outcome.least is Truth.YES else "unmet"


def earliest_of(
    rules: Pathway, facts: Facts, day: date, sure: bool, rough: Collection[str] = ()
) -> date | None:
    """The first day on which mere waiting opens the pathway, or may open it where not ``sure``."""
    counted = (one for one in leaves(rules.requires) if one.fact not in rough)
    days = [turns_on(condition, facts, day) for condition in counted]
    for later in sorted(d for d in days if d and d > day):
        aged: dict[str, FactValue] = {
            name: int(value) + (later - day).days if _is_duration(value) else value
            for name, value in facts.items()
        }
        outcome = truth(rules.requires, aged, later)
        if (outcome.least if sure else outcome.best) >= best_of(rules):
            return later
    return None


def _is_duration(value: FactValue) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
