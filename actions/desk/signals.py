"""What speaks for a turn: whether search, understanding and the turn agree on what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from actions.conversation.services import Services
from actions.conversation.session import Asked, Session
from actions.corpus import Clause
from actions.eligibility.evaluate import facts_of
from actions.retrieval.search import Hit
from luohu.essence import without_places
from luohu.places import resolve

Turn = Mapping[str, Any]


@dataclass(frozen=True)
class Support:
    """What search finds for the question that a turn answers.

    Attributes:
        signals: by name, each from 0 to 1 or nearly so.
        hits: the clauses found, best first.
    """

    signals: Mapping[str, float]
    hits: tuple[Hit, ...] = ()


def gather(services: Services, text: str, turn: Turn, session: Session) -> Support:
    """Look at a turn with the eyes of search, apart from how it came about.

    Args:
        services: corpus, retrieval and rules.
        text: what was said, as intake left it.
        turn: the turn that answers it.
        session: the session after the turn.
    """
    region = (turn.get("region") or {}).get("code") or session.region
    if region is None or not services.corpus.by_region(region):
        return Support({})
    topic = turn.get("topic")
    asked = _asked(services, text, turn, session)
    places = resolve(asked.text, services.gazetteer)
    bare = without_places(asked.text, places) or asked.text
    plain = services.retriever.search(bare, region, {})
    subjects = {name: share for name, share in asked.subjects.items() if name in services.subjects}
    helped = services.retriever.search(bare, region, subjects)
    cited = _first_cited(services, turn) or _opening(services, region, topic)
    signals = {
        "likely": services.retriever.likelihood(bare, region),
        "heard": subjects.get(topic or "", 0.0),
        "best": helped[0].score if helped else 0.0,
        "margin": _margin(helped),
        "found": _share(helped, cited),
        "found_plainly": _share(plain, cited),
        "told": _told(services, region, topic, session),
    }
    rounded = {name: round(float(v), 4) for name, v in signals.items()}
    return Support(rounded, tuple(helped))


def _asked(services: Services, text: str, turn: Turn, session: Session) -> Asked:
    """The question that the turn answers.

    In a check it is the one that began it. Where nobody asked, the pathway was chosen.
    """
    topic = str(turn.get("topic"))
    checks = turn.get("kind") in ("question", "eligibility")
    question = session.question
    if question and (question.text == text or not checks):
        return question
    if checks and topic in services.subjects:
        chosen = Asked(services.subjects[topic].title, {topic: 1.0})
        return question if question and topic in question.subjects else chosen
    return question or Asked(text)


def _first_cited(services: Services, turn: Turn) -> Clause | None:
    citations = turn.get("citations") or ()
    if not citations:
        return None
    try:
        return services.corpus.clause(citations[0]["document"], citations[0]["clause"])
    except KeyError:
        return None


def _opening(services: Services, region: str, topic: str | None) -> Clause | None:
    """The clause that opens the pathway of a turn that cites none, such as a further question."""
    found = services.eligibility.pathways(region).get(topic or "")
    return services.corpus.find_quote(found[0], found[1].quotes[0]) if found else None


def _share(hits: list[Hit], clause: Clause | None) -> float:
    """The score of a clause as a share of the best one's; 0 where it is not among the hits."""
    return next((hit.score / hits[0].score for hit in hits if hit.clause == clause), 0.0)


def _margin(hits: list[Hit]) -> float:
    """How far the best hit is before the second one, as a share of its score."""
    if not hits:
        return 0.0
    return 1 - hits[1].score / hits[0].score if len(hits) > 1 else 1.0


def _told(services: Services, region: str, topic: str | None, session: Session) -> float:
    """Whether anything is known of the person that the pathway's conditions depend on."""
    found = services.eligibility.pathways(region).get(topic or "")
    return float(bool(found and facts_of(found[1].requires) & session.facts.keys()))
