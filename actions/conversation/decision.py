"""What is decided on a message: one move, on what, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from actions.conversation.services import Services
from actions.conversation.session import Asked
from actions.conversation.situation import Situation
from actions.corpus import Clause
from actions.eligibility import Judgement
from actions.eligibility.model import Pathway

Move = Literal[
    "absent",
    "answer",
    "ask",
    "ask_pathway",
    "ask_place",
    "compare",
    "hand_over",
    "refuse",
    "say",
    "several",
    "silent",
    "suppose",
    "take_up",
    "take_up_place",
    "uncovered",
    "verdict",
    "why",
]
Treats = Literal["pathway", "clauses", "validity", "materials", "companions", "office", "absent"]


@dataclass(frozen=True)
class Found:
    """What answers a question.

    Attributes:
        treats: as what it answers.
        clauses: what answers, the most telling first.
        topic: the subject answered.
        pathway: the pathway answered, or whose materials or companions are.
        passage: the part of the first clause that answers.
        beside: what may bear on the question as well; cited after what answers.
        facets: the one thing asked of a pathway, where the document is silent on it.
    """

    treats: Treats
    clauses: tuple[Clause, ...]
    topic: str | None
    pathway: str | None = None
    passage: str = ""
    beside: tuple[Clause, ...] = ()
    facets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Decision:
    """One move, and what it is made with.

    Attributes:
        move: what is done; each is a file of ``moves``.
        reason: why, in a sentence for those who read how a turn came about.
        situation: what was decided on, with the state that the move rests on.
        pathway: the pathway that is judged, asked about or not opened.
        judgement: what the rules say of it.
        found: what answers.
        pending: the judgement whose next question stands below what is said.
        begins: whether that question begins a check.
        saying: which sentence of the wording is said, where a move says one of several.
        about: the topic of what no document answers.
        asked: the question to be remembered, where it is not the message itself.
        places: codes of the places that the move speaks of.
        then: a decision for each question, place, or for what is gone on with.
    """

    move: Move
    reason: str
    situation: Situation
    pathway: str | None = None
    judgement: Judgement | None = None
    found: Found | None = None
    pending: Judgement | None = None
    begins: bool = False
    saying: str = ""
    about: str | None = None
    asked: Asked | None = None
    places: tuple[str, ...] = ()
    then: tuple[Decision, ...] = ()


def opening_clauses(services: Services, folder: str, pathway: Pathway) -> list[Clause]:
    """The clauses that open a pathway, the most telling first, each once."""
    clauses = [services.corpus.find_quote(folder, quote) for quote in pathway.quotes]
    return list({clause.id: clause for clause in clauses}.values())
