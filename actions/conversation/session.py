"""What the bot remembers of a conversation, kept in one Rasa slot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, cast

from actions.eligibility.model import Holder
from actions.understanding.casting import Person
from luohu.session import SessionState

TAKE_UP = "take_up"
"""The intent of a channel that goes on with what the session holds."""

WHICH_PATHWAY = "pathway"
"""Stands for a pathway and for a fact, where the person was asked which pathway is meant."""


@dataclass(frozen=True)
class Asked:
    """A question of the resident that can be taken up again."""

    text: str
    subjects: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Session:
    """The state between two turns; holds no text but the last question, which intake masked.

    Attributes:
        region: code of the place the conversation is about.
        outside: the uncovered place last asked about, until a covered one is named.
        topic: the subject or pathway last spoken of.
        judged: the pathway of the last verdict, which further facts change.
        checking: the pathway whose conditions are being asked for.
        asked_fact: the fact the bot asked for last.
        facts: what the person said of themselves.
        rough: durations among them that were not told exactly: no day is counted from these.
        persons: role in the case (applicant, host, companion) -> who that is, where it was told.
        places: places of the person's life by what they are to them, each as code and name.
        kin: role -> their relation, where it is told but leaves several values of a fact.
        unknown: facts the person does not know.
        question: the last question, for "那赤峰呢" and "再说一遍".
        waiting: whether ``question`` waits for a place.
        misses: turns in a row without an answer.
    """

    region: str | None = None
    outside: str | None = None
    topic: str | None = None
    judged: str | None = None
    checking: str | None = None
    asked_fact: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    rough: tuple[str, ...] = ()
    persons: dict[Holder, Person] = field(default_factory=dict)
    kin: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[str, str]] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    question: Asked | None = None
    waiting: bool = False
    misses: int = 0

    def as_dict(self) -> SessionState:
        """The session as a slot value."""
        return cast(SessionState, asdict(self))

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | None) -> Session:
        """Read a slot value; a missing or foreign one is a new session."""
        if not value:
            return cls()
        known = {name: value[name] for name in cls.__dataclass_fields__ if name in value}
        for name in ("unknown", "rough"):
            known[name] = tuple(known.get(name, ()))
        places = known.get("places", {})
        known["places"] = {slot: (code, name) for slot, (code, name) in places.items()}
        persons = known.get("persons", {})
        known["persons"] = {role: Person(**person) for role, person in persons.items()}
        if known.get("question"):
            known["question"] = Asked(**known["question"])
        return cls(**known)
