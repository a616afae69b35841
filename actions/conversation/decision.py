"""What is decided on a message: one move, on what, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from actions.conversation.interview import Basic, Progress
from actions.conversation.services import Services
from actions.conversation.session import Asked
from actions.conversation.situation import Situation
from actions.corpus import Clause
from actions.eligibility import Judgement
from actions.eligibility.facets import Cell
from actions.eligibility.model import Pathway
from actions.eligibility.overview import Way

Move = Literal[
    "above",
    "absent",
    "answer",
    "ask",
    "ask_basis",
    "ask_pathway",
    "ask_place",
    "compare",
    "explain",
    "grounds",
    "hand_over",
    "overview",
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
Treats = Literal[
    "pathway", "facet", "clauses", "validity", "materials", "companions", "office", "absent"
]


@dataclass(frozen=True)
class Told:
    """What a document says of one facet.

    Attributes:
        titles: what the pathways are called of which it says so.
        pathway: the first of them.
        cell: what it says.
    """

    titles: tuple[str, ...]
    pathway: str
    cell: Cell


@dataclass(frozen=True)
class Along:
    """Whether the one relative asked about is among those who may come along.

    Attributes:
        words: what the relative is called.
        listed, unsaid, unlisted: what the relative may be that the document lists, leaves open, and
            does not list; where only one of them holds anything, that is the answer.
        who: whom the document lists, in plain words.
        leaves_open: what it leaves unsaid of them.
        besides: what else must hold, in plain words.
    """

    words: str
    listed: tuple[str, ...]
    unsaid: tuple[str, ...]
    unlisted: tuple[str, ...]
    who: tuple[str, ...]
    leaves_open: str
    besides: tuple[str, ...]


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
        told: what the document says of the one thing asked of a pathway.
        along: whether the relative asked about may come along, where one is.
        plain: what the passage says in everyday words, where it is put so.
    """

    treats: Treats
    clauses: tuple[Clause, ...]
    topic: str | None
    pathway: str | None = None
    passage: str = ""
    beside: tuple[Clause, ...] = ()
    told: tuple[Told, ...] = ()
    along: Along | None = None
    plain: str = ""


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
        basic: the question by what somebody could settle: asked, or pending below what is said.
        progress: how far an interview over all pathways is with what is asked.
        ways: what other pathways come to, or all of them.
        saying: which sentence of the wording is said, where a move says one of several.
        said: the words of the message that the sentence takes up.
        lead: what is said before all else, in words.
        vain: whether the message was an attempt that brought the pending question no further.
        about: the topic of what no document answers, two where either may be meant; or the term
            that is explained.
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
    basic: Basic | None = None
    progress: Progress | None = None
    ways: tuple[Way, ...] = ()
    saying: str = ""
    said: str = ""
    lead: str = ""
    vain: bool = False
    about: tuple[str, ...] = ()
    asked: Asked | None = None
    places: tuple[str, ...] = ()
    then: tuple[Decision, ...] = ()


def opening_clauses(services: Services, folder: str, pathway: Pathway) -> list[Clause]:
    """The clauses that open a pathway, the most telling first, each once."""
    clauses = [services.corpus.find_quote(folder, quote) for quote in pathway.quotes]
    return list({clause.id: clause for clause in clauses}.values())
