"""Whether a reply is what an item expects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from actions.corpus import Corpus
from evaluation.citing import hits, region_of
from evaluation.items import Citizen, Expectation
from luohu.text import compact

Check = bool | None


@dataclass(frozen=True)
class Score:
    """Which expectations a turn meets; None where nothing is expected.

    Attributes:
        kind: the turn is of an expected kind.
        region: it speaks of the expected region.
        first: its first citation hits.
        among: some citation hits.
        wanted: every wanted clause is cited.
        must_say: every phrase is said.
        must_not_say: no forbidden phrase is said.
        verdict: it gives the citizen's verdict on the pathway asked about.
        citations: how many citations the turn has.
    """

    kind: Check = None
    region: Check = None
    first: Check = None
    among: Check = None
    wanted: Check = None
    must_say: Check = None
    must_not_say: Check = None
    verdict: Check = None
    citations: int = 0

    @property
    def missed(self) -> tuple[str, ...]:
        """Names of the expectations that the turn does not meet."""
        return tuple(name for name, value in vars(self).items() if value is False)


def score(turn: dict[str, Any], text: str, expect: Expectation, corpus: Corpus) -> Score:
    """Score the turn of a reply; an empty turn misses everything that is expected.

    ``text`` is what the channel gave beside the turn, and is read together with the turn's own.
    """
    said = compact(f"{turn.get('text', '')}{text}")
    citations = [c for c in turn.get("citations") or () if isinstance(c, dict)]

    def cited(quotes: tuple[str, ...], among: list[dict[str, Any]]) -> bool:
        return any(
            hits(corpus, expect.region or region_of(corpus, quote), quote, c)
            for quote in quotes
            for c in among
        )

    return Score(
        kind=_if(expect.kinds, turn.get("kind") in expect.kinds),
        region=_if(expect.region, (turn.get("region") or {}).get("code") == expect.region),
        first=_if(expect.first, cited(expect.first, citations[:1])),
        among=_if(expect.among, cited(expect.among, citations)),
        wanted=_if(expect.wanted, all(cited(quotes, citations) for quotes in expect.wanted)),
        must_say=_if(
            expect.must_say,
            all(any(compact(phrase) in said for phrase in any_of) for any_of in expect.must_say),
        ),
        must_not_say=_if(
            expect.must_not_say,
            bool(turn) and not any(compact(phrase) in said for phrase in expect.must_not_say),
        ),
        citations=len(citations),
    )


def score_verdict(turn: dict[str, Any], citizen: Citizen, region: str | None) -> Score:
    """Score the turn that ends a citizen's conversation."""
    found = turn.get("eligibility") or {}
    return Score(
        kind=turn.get("kind") == "eligibility",
        region=(turn.get("region") or {}).get("code") == region,
        verdict=(found.get("pathway"), found.get("verdict")) == (citizen.pathway, citizen.verdict),
        citations=len(turn.get("citations") or ()),
    )


def _if(expected: object, met: bool) -> Check:
    return met if expected else None
