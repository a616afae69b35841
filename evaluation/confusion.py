"""What came for what was expected, counted: turn kinds, clauses and verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from actions.corpus import Corpus
from evaluation.citing import clause_of
from evaluation.instead import NO_TURN, Instead, came_instead, citations_of, turn_of
from evaluation.items import Citizen
from evaluation.running import ItemResult

VERDICTS = ("eligible", "ineligible", "undetermined")
ON_ANOTHER_PATHWAY = "verdict on another pathway"
IN_ANOTHER_REGION = "verdict in another region"
NO_VERDICT = "no verdict"
GIVEN = (*VERDICTS, ON_ANOTHER_PATHWAY, IN_ANOTHER_REGION, NO_VERDICT)
MOST_SWAPS = 15


@dataclass(frozen=True, order=True)
class Ending:
    """The kind of turn that ends an item's conversation."""

    set: str
    group: str
    kind: str


@dataclass(frozen=True, order=True)
class Swap:
    """A clause that was wanted first, of several any, and the one that was cited first."""

    region: str
    wanted: str
    cited: str


@dataclass(frozen=True)
class Confusion:
    """Counts over the items of one part; none tells which item it counts.

    Attributes:
        endings: items that passed and that missed something, for each kind of last turn.
        labelled: question items of which it is known what should be cited first.
        instead: what came for those of them whose first citation is wrong.
        verdicts: dialogues by expected verdict and by what was given, one of ``GIVEN``.
        swaps: the commonest swaps of clauses, of open items only.
    """

    endings: Mapping[Ending, tuple[int, int]] = field(default_factory=dict)
    labelled: int = 0
    instead: Mapping[Instead, int] = field(default_factory=dict)
    verdicts: Mapping[tuple[str, str], int] = field(default_factory=dict)
    swaps: Mapping[Swap, int] = field(default_factory=dict)


def confuse(results: Sequence[ItemResult], corpus: Corpus) -> Confusion:
    """Count what came for the items of one part."""
    endings: dict[Ending, tuple[int, int]] = {}
    for result in results:
        kind = str(turn_of(result).get("kind") or NO_TURN)
        ending = Ending(result.item.set, result.item.group, kind)
        passed, missed = endings.get(ending, (0, 0))
        endings[ending] = (passed + result.passed, missed + (not result.passed))
    questions = [r for r in results if r.item.set == "questions" and r.last.first is not None]
    wrong = [result for result in questions if not result.last.first]
    return Confusion(
        endings=dict(sorted(endings.items())),
        labelled=len(questions),
        instead=dict(Counter(came_instead(result, corpus) for result in wrong).most_common()),
        verdicts=Counter(
            (result.item.citizen.verdict, given(result, result.item.citizen))
            for result in results
            if result.item.citizen
        ),
        swaps=_swaps([result for result in wrong if result.item.split == "open"], corpus),
    )


def given(result: ItemResult, citizen: Citizen) -> str:
    """What a citizen's conversation ended with, one of ``GIVEN``."""
    turn = turn_of(result)
    found = turn.get("eligibility") or {}
    if turn.get("kind") != "eligibility" or found.get("verdict") not in VERDICTS:
        return NO_VERDICT
    if (turn.get("region") or {}).get("code") != result.item.region:
        return IN_ANOTHER_REGION
    right = found.get("pathway") == citizen.pathway
    return str(found["verdict"]) if right else ON_ANOTHER_PATHWAY


def _swaps(wrong: Sequence[ItemResult], corpus: Corpus) -> dict[Swap, int]:
    """The commonest, those of a region together."""
    counts: Counter[Swap] = Counter()
    for result in wrong:
        expect = result.item.steps[-1].expect
        turn = turn_of(result)
        citations = citations_of(turn)
        if expect is None or not expect.region or not citations:
            continue
        if (turn.get("region") or {}).get("code") != expect.region:
            continue
        clauses = (clause_of(corpus, expect.region, label) for label in expect.first)
        wanted = dict.fromkeys(clause.id for clause in clauses if clause)
        counts[Swap(expect.region, " or ".join(wanted), str(citations[0].get("clause")))] += 1
    common = sorted(counts, key=lambda swap: (-counts[swap], swap))[:MOST_SWAPS]
    ordered = sorted(common, key=lambda swap: (swap.region, -counts[swap], swap))
    return {swap: counts[swap] for swap in ordered}
