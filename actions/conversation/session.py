"""What the bot remembers of a conversation, kept in one Rasa slot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, cast

from actions.eligibility.model import Holder
from actions.understanding.casting import Person
from luohu.session import SessionState

TAKE_UP = "take_up"
"""The intent of a channel that goes on with what the session holds."""

WHICH_PATHWAY = "pathway"
"""Stands for a pathway and for a fact, where the person was asked which pathway is meant."""

ALL_WAYS = "all_ways"
"""Stands for a pathway, where all pathways of the place are asked about or were judged at once."""

ANY_PATHWAY = "general_conditions"
"""The subject of who asks for ways to settle and names none."""

Offer = Literal["all_ways", "start_over"]


@dataclass(frozen=True)
class Asked:
    """A question of the resident that can be taken up again."""

    text: str
    subjects: dict[str, float] = field(default_factory=dict)

    def followed_by(self, later: Asked) -> Asked:
        """Both as if said at once, each subject as likely as in the surer of the two."""
        names = {**self.subjects, **later.subjects}
        subjects = {
            name: max(self.subjects.get(name, 0.0), later.subjects.get(name, 0.0)) for name in names
        }
        return Asked(f"{self.text},{later.text}", subjects)


@dataclass(frozen=True)
class Case:
    """What is known of one person's case.

    Attributes:
        region: code of the place the case is about.
        topic: the subject or pathway last spoken of.
        judged: the pathway of the last verdict, which further facts change.
        facts: what was said of the person.
        rough: durations among them that were not told exactly: no day is counted from these.
        persons: role in the case (applicant, host, companion) -> who that is, where it was told.
        kin: role -> their relation, where it is told but leaves several values of a fact.
        places: places of the person's life by what they are to them, each as code and name.
        unknown: facts the person does not know.
    """

    region: str | None = None
    topic: str | None = None
    judged: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    rough: tuple[str, ...] = ()
    persons: dict[Holder, Person] = field(default_factory=dict)
    kin: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[str, str]] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Session(Case):
    """The state between two turns: the case that is spoken of, and how the conversation stands.

    It holds no text but the last question and what was told before one, which intake masked.

    Attributes:
        compared: codes of the places set side by side last, or of the place before and the one now.
        outside: the uncovered place last asked about, until a covered one is named.
        guess: code of the covered place that was asked back: 您说的是威海市吗.
        checking: the pathway whose conditions are being asked for.
        asked_fact: the fact the bot asked for last.
        ways: the pathways for which the person has what they rest on, as far as was told.
        basis_asked: whether the person was asked what they could settle by.
        asked: questions asked so far in the interview over all pathways.
        offer: what was offered or asked back in the last turn, for a mere yes or no to it.
        cases: relation to the one who asks (``speaker`` for themselves) -> the case of that person,
            laid aside while another one is spoken of.
        question: the last question, for "那赤峰呢" and "再说一遍".
        told: what was just told without a question, and found no answer: the next may lean on it.
        waiting: whether ``question`` waits for a place.
        misses: turns in a row without an answer.
        still_open: turns in a row that left the same question pending.
    """

    compared: tuple[str, ...] = ()
    outside: str | None = None
    guess: str | None = None
    checking: str | None = None
    asked_fact: str | None = None
    ways: tuple[str, ...] = ()
    basis_asked: bool = False
    asked: int = 0
    offer: Offer | None = None
    cases: dict[str, Case] = field(default_factory=dict)
    question: Asked | None = None
    told: Asked | None = None
    waiting: bool = False
    misses: int = 0
    still_open: int = 0

    def as_dict(self) -> SessionState:
        """The session as a slot value."""
        return cast(SessionState, asdict(self))

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | None) -> Session:
        """Read a slot value; a missing or foreign one is a new session."""
        if not value:
            return cls()
        known = _read(value, cls.__dataclass_fields__)
        for name in ("compared", "ways"):
            known[name] = tuple(known.get(name, ()))
        cases = known.get("cases", {})
        known["cases"] = {
            relation: Case(**_read(case, Case.__dataclass_fields__))
            for relation, case in cases.items()
        }
        for name in ("question", "told"):
            if known.get(name):
                known[name] = Asked(**known[name])
        return cls(**known)


def _read(value: Mapping[str, Any], fields: Iterable[str]) -> dict[str, Any]:
    """The fields of a session or a case as they are held here."""
    known = {name: value[name] for name in fields if name in value}
    for name in ("unknown", "rough"):
        known[name] = tuple(known.get(name, ()))
    places = known.get("places", {})
    known["places"] = {slot: (code, name) for slot, (code, name) in places.items()}
    persons = known.get("persons", {})
    known["persons"] = {role: Person(**person) for role, person in persons.items()}
    return known
