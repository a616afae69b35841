"""Search for clauses, in one region or in all of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from actions.conversation.services import Services
from actions.library.regions import known_region
from actions.refused import RefusedError
from actions.retrieval.search import Hit
from actions.turns.citations import cite
from luohu.essence import without_places
from luohu.latin import in_chinese
from luohu.places import resolve
from luohu.spelling import spell
from luohu.text import normalise

JSON = dict[str, Any]
LONGEST = 200
MOST, USUAL = 50, 10


def search(
    services: Services, question: str, day: date, region: str | None = None, limit: int = USUAL
) -> JSON:
    """The clauses nearest to a question, best first, each as a citation.

    Args:
        question: words or a sentence, as typed.
        region: code of the region to search; None for every covered one, or those that the
            question names. Then ``score`` is the likeness of meaning, the only signal that compares
            between documents; in one region it is the score of all signals together.
        limit: how many hits at most.

    Raises:
        RefusedError: no such region, nothing to search for, or too much of it.
    """
    text = spell(normalise(in_chinese(normalise(question))))
    if not any(character.isalnum() for character in text):
        raise RefusedError("empty_question")
    if len(text) > LONGEST:
        raise RefusedError("too_long", most=LONGEST)
    if not 1 <= limit <= MOST:
        raise RefusedError("wrong_limit", most=MOST)
    places = resolve(text, services.gazetteer)
    named = [place.code for place in places.regions if place.code in services.regions]
    wanted = [known_region(services, region)] if region else named or list(services.regions)
    bare = without_places(text, places) or text
    found = [h for code in wanted for h in services.retriever.search(bare, code, {}, limit)]
    one = len(wanted) == 1
    scored = [(hit.score if one else hit.dense, hit) for hit in found]
    scored.sort(key=lambda pair: -pair[0])
    shown = (_hit(services, hit, score, day) for score, hit in scored)
    return {"hits": [hit for hit in shown if hit][:limit]}


def _hit(services: Services, hit: Hit, score: float, day: date) -> JSON | None:
    citation = cite(services.corpus.documents[hit.clause.document], hit.clause, day)
    if citation is None:
        return None
    return {"citation": citation.as_dict(), "score": round(score, 4), "passage": hit.passage}
