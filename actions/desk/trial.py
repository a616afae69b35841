"""What questions come to, for who wants to know before residents ask: nothing is remembered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.conversation.decide import decide
from actions.conversation.evidence import Evidence
from actions.conversation.message import Message
from actions.conversation.respond import carry_out, understand
from actions.conversation.services import Services
from actions.conversation.session import Session
from actions.corpus import CorpusError
from actions.eligibility import RulesError
from actions.publications.bundle import PublicationError
from actions.publications.serving import Serving
from actions.refused import RefusedError, listed
from actions.retrieval.search import Hit

JSON = dict[str, Any]

_NEXT = 3


@dataclass(frozen=True)
class Try:
    """A question, as NLU understood it, from a place.

    Attributes:
        message: the question.
        region: code of the place that is spoken of; None where it is not known.
    """

    message: Message
    region: str | None


def tried(
    services: Services, tries: Sequence[Try], day: date, other: Services | None
) -> list[JSON]:
    """For each question what it comes to, and what of it another publication would change.

    Args:
        services: what is answered from.
        tries: the questions, each apart from the others.
        day: today.
        other: the services over the other publication, if one is compared with.
    """
    return [_row(services, one, day, other) for one in tries]


def compared_with(serving: Serving, name: str | None) -> Services | None:
    """The services over the publication that trials are compared with; None for none.

    Args:
        serving: what answers now.
        name: the publication's id, as somebody entered it.

    Raises:
        RefusedError: there is none of this id, or it cannot be used.
    """
    if not name:
        return None
    published = serving.published()
    if not published:
        raise RefusedError("nothing_published")
    if name not in published:
        raise RefusedError("no_publication", given=name, allowed=listed(published[:_NEXT]))
    try:
        return serving.other(name)
    except (PublicationError, CorpusError, RulesError) as error:
        raise RefusedError("unfit_publication", given=name) from error


def _row(services: Services, one: Try, day: date, other: Services | None) -> JSON:
    now = _outcome(services, one, day)
    if other is None:
        return now
    then = _outcome(other, one, day)
    changed = [name for name in ("kind", "topic", "clause") if now[name] != then[name]]
    return {**now, "other": then, "changed": changed}


def _outcome(services: Services, one: Try, day: date) -> JSON:
    session = Session(region=one.region if one.region in services.regions else None)
    situation = understand(one.message, session, services, day)
    decision = decide(situation)
    turn = carry_out(decision).turn
    answering = next((c for c in turn.citations if c.role == "answers"), None)
    clause = {"document": answering.document, "clause": answering.clause} if answering else None
    region = turn.region.code if turn.region else None
    if answering:
        region = services.corpus.documents[answering.document].region
    hits = _hits(services, situation.evidence, situation.reading.whole, region)
    likely = situation.evidence.likelihoods.values()
    return {
        "kind": turn.kind,
        "topic": turn.topic,
        "region": turn.region.code if turn.region else None,
        "clause": clause,
        "heading": answering.heading if answering else "",
        "rank": _rank(hits, clause),
        "answerability": round(max(likely), 3) if likely else None,
        "reason": decision.reason,
        "text": turn.text,
        "hits": [_hit(hit) for hit in hits[:_NEXT]],
    }


def _hits(services: Services, evidence: Evidence, whole: str, region: str | None) -> list[Hit]:
    """The clauses of a place that were looked up for the question, or that would have been."""
    of_place = [
        hits for (_asked, place, _subjects), hits in evidence.found.items() if place == region
    ]
    best = max(of_place, key=len, default=[])
    if best or region is None:
        return best
    return services.retriever.search(whole, region, {}) if whole else []


def _rank(hits: Sequence[Hit], clause: Mapping[str, str] | None) -> int | None:
    """The place of a clause among what search finds, from 1; None where it is not among it."""
    if clause is None:
        return None
    names = [(hit.clause.document, hit.clause.id) for hit in hits]
    wanted = (clause["document"], clause["clause"])
    return names.index(wanted) + 1 if wanted in names else None


def _hit(hit: Hit) -> JSON:
    return {
        "document": hit.clause.document,
        "clause": hit.clause.id,
        "heading": hit.clause.heading,
        "score": round(hit.score, 3),
        "dense": round(hit.dense, 3),
        "lexical": round(hit.lexical, 3),
        "subject": round(hit.subject, 3),
    }
