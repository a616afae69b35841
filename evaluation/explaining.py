"""How the turn for a message comes about: reading, evidence, decision and what it changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from actions.conversation.decide import decide
from actions.conversation.decision import Decision
from actions.conversation.evidence import Evidence
from actions.conversation.message import Message
from actions.conversation.reading import Reading
from actions.conversation.respond import carry_out, understand
from actions.conversation.session import Session
from evaluation.inside import Inside

_SHOWN_HITS = 4
_SHOWN_SUBJECTS = 4


def explained(bot: Inside, messages: list[str], region: str | None) -> Iterator[str]:
    """The lines that tell how each message of one conversation was answered.

    Args:
        bot: the built bot.
        messages: what is said, one after the other.
        region: code of the place that is spoken of from the beginning, if one is.
    """
    session = Session(region=region)
    for text in messages:
        heard = bot.hear_message(text)
        situation = understand(heard, session, bot.services, bot.day)
        decision = decide(situation)
        reply = carry_out(decision)
        yield f"■ {text}"
        yield from _reading(heard, situation.reading)
        yield from _evidence(situation.evidence)
        yield from _decision(decision)
        yield from _changes(session, reply.session)
        yield f"  Turn       {reply.turn.kind}"
        yield from (f"    {part.kind:10} {part.text}" for part in reply.turn.parts)
        session = reply.session


def _reading(heard: Message, reading: Reading) -> Iterator[str]:
    likely = sorted(reading.subjects.items(), key=lambda one: -one[1])[:_SHOWN_SUBJECTS]
    yield f"  Reading    act {reading.act}, topic {reading.topic}, region {reading.region}"
    yield f"    heard    {heard.intent} {heard.confidence:.2f}"
    yield f"    subjects {_pairs(dict(likely))}"
    named = ((mention.text, mention.role.name) for mention in reading.places.mentions)
    yield f"    places   {', '.join(f'{text} ({role})' for text, role in named) or '–'}"
    persons = {str(role): one.words or one.relation for role, one in reading.cast.persons.items()}
    yield f"    persons  {_pairs(persons)}"
    yield f"    told     {_pairs(reading.stated.facts)}"


def _evidence(evidence: Evidence) -> Iterator[str]:
    yield "  Evidence"
    for (question, region), likely in evidence.likelihoods.items():
        yield f"    answered by {region or 'any'}: {likely:.2f}  “{question}”"
    for (question, region, _subjects), hits in evidence.found.items():
        yield f"    searched {region}: “{question}”"
        for hit in hits[:_SHOWN_HITS]:
            yield f"      {hit.score:.2f}  {hit.clause.id}  {hit.passage}"


def _decision(decision: Decision, deep: int = 1) -> Iterator[str]:
    indent = "  " * deep
    found = decision.found
    what = f" {decision.pathway}" if decision.pathway else ""
    yield f"{indent}Decision   {decision.move}{what}: {decision.reason}"
    if found:
        clauses = ", ".join(clause.id for clause in found.clauses)
        yield f"{indent}  found    {found.treats}, topic {found.topic}: {clauses or '–'}"
    if decision.judgement:
        judged = decision.judgement
        yield f"{indent}  judged   {judged.verdict}, next {judged.next_fact}"
    for one in decision.then:
        yield from _decision(one, deep + 1)


def _changes(before: Session, after: Session) -> Iterator[str]:
    assert is_dataclass(before)
    changed = {
        field.name: getattr(after, field.name)
        for field in fields(before)
        if getattr(before, field.name) != getattr(after, field.name)
    }
    yield f"  State      {_pairs(changed)}"


def _pairs(values: Mapping[str, object]) -> str:
    shown = (
        f"{name} {value:.2f}" if isinstance(value, float) else f"{name} {value}"
        for name, value in values.items()
    )
    return ", ".join(shown) or "–"
