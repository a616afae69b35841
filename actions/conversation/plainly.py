"""What answers, put in everyday words where a document's ``plain.yml`` does so."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.conversation.decision import Found
from actions.conversation.situation import Situation
from luohu.policy import policy


def put_plainly(situation: Situation, found: Found) -> Found:
    """What was found, resting on the sentence that answers, in everyday words if it has some.

    Search goes by words, too: of a question about a right (老家的地) the clause of a way to settle
    (宅基地) may come first. Where the subject is surely that right, a clause beside it may answer.
    """
    if found.treats != "clauses":
        return found
    question, evidence = situation.reading.whole, _evidence(situation)
    clauses = (*found.clauses[:1], *found.beside)
    near = []
    for clause in clauses if evidence else clauses[:1]:
        nearest = situation.evidence.plain_line(question, clause, evidence)
        if nearest and (clause == clauses[0] or re.search(evidence or "", nearest[1].quote)):
            near.append((*nearest, clause))
    if not near:
        return found
    _, line, answers = max(near, key=lambda one: one[0])
    beside = tuple(clause for clause in clauses if clause != answers)
    return replace(found, clauses=(answers,), beside=beside, passage=line.quote, plain=line.says)


def _evidence(situation: Situation) -> str | None:
    """The pattern of clauses about the subject that the message is surely about, if it has one."""
    topic = situation.topic
    if topic is None or situation.reading.subjects.get(topic, 0.0) < policy().subjects.surely_meant:
        return None
    subject = situation.services.subjects.get(topic)
    return subject.evidence if subject else None
